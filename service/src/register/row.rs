//! One row of the file: one member, with the head of the card repeated. Every value is read as the form of
//! "Kartu Keluarga saya" reads it.
use super::read::Row;
use crate::{areas::Areas, card::village};
use domain::{CardForm, Date, FamilyCard, FieldError, FieldIssue, Member, MemberForm, Nik, parse_date};

macro_rules! columns {
    ($($column:ident = $name:literal $required:literal),* $(,)?) => {
        /// A column of the file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column {
            $($column),*
        }

        impl Column {
            /// All of them, in the order of the documentation.
            pub(super) const ALL: [Self; [$($required),*].len()] = [$(Self::$column),*];

            /// Its name in the header.
            pub(super) const fn as_str(self) -> &'static str {
                match self { $(Self::$column => $name),* }
            }

            /// Whether every file must have it.
            pub(super) const fn is_required(self) -> bool {
                match self { $(Self::$column => $required),* }
            }
        }
    };
}

columns! {
    KkNumber = "kk_number" true,
    Address = "address" true,
    Rt = "rt" false,
    Rw = "rw" false,
    VillageCode = "village_code" false,
    Village = "village" true,
    District = "district" true,
    Postcode = "postcode" false,
    Nik = "nik" true,
    Name = "name" true,
    Sex = "sex" true,
    BirthPlace = "birth_place" true,
    BirthDate = "birth_date" true,
    Religion = "religion" true,
    Education = "education" true,
    Occupation = "occupation" true,
    Blood = "blood" false,
    Marital = "marital" true,
    MaritalDate = "marital_date" false,
    Relation = "relation" true,
    Citizenship = "citizenship" false,
    Passport = "passport" false,
    Kitap = "kitap" false,
    Father = "father" false,
    Mother = "mother" false,
}

impl Column {
    /// Reads a name of the header.
    pub(super) fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == raw)
    }

    /// The column of a field of the forms.
    fn of(field: &str) -> Self {
        match field {
            "number" => Self::KkNumber,
            "area" => Self::VillageCode,
            other => Self::parse(other).unwrap_or(Self::KkNumber),
        }
    }
}

/// Why a row is bad. A code, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// What the form says, too.
    Field(FieldError),
    /// The bytes are no text.
    NotUtf8,
    /// Fewer or more columns than the header.
    WrongColumns,
    /// The NIK stands in an earlier row.
    NikTwice,
    /// The card has a head already.
    SecondHead,
    /// The head of the card is another one than in its first row.
    OtherCardHead,
    /// More members than a card can have.
    TooManyMembers,
}

impl Reason {
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Field(error) => error.code(),
            Self::NotUtf8 => "not_utf8",
            Self::WrongColumns => "wrong_columns",
            Self::NikTwice => "nik_twice",
            Self::SecondHead => "second_head",
            Self::OtherCardHead => "other_card_head",
            Self::TooManyMembers => "too_many_members",
        }
    }
}

/// What a row says: a card without members, and the member.
pub(super) struct Entry {
    pub(super) card: FamilyCard,
    pub(super) member: Member,
}

/// What is wrong with a row, column by column.
pub(super) type Faults = Vec<(Column, Reason)>;

/// Reads rows.
pub(super) struct RowReader {
    pub(super) areas: Areas,
    pub(super) today: Date,
}

impl RowReader {
    /// Reads a row.
    pub(super) fn read(&self, row: &Row<'_>) -> Result<Entry, Faults> {
        if !row.fits {
            return Err(vec![(Column::KkNumber, Reason::WrongColumns)]);
        }
        let mut faults: Faults = Column::ALL
            .into_iter()
            .filter(|column| row.value(*column).is_none())
            .map(|column| (column, Reason::NotUtf8))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let value = |column: Column| row.value(column).unwrap_or_default();
        let form = self.card_form(&value);
        let card = form.and_then(|form| form.parse(Vec::new()));
        let member = member_form(&value).and_then(|form| form.parse(self.today));
        let tell = |issues: Vec<FieldIssue>| -> Faults {
            let fault = |issue: FieldIssue| (Column::of(&issue.field), Reason::Field(issue.error));
            issues.into_iter().map(fault).collect()
        };
        let card = card.map_err(|issues| faults.extend(tell(issues))).ok();
        let member = member.map_err(|issues| faults.extend(tell(issues))).ok();
        let mut keep = |column, error| faults.push((column, Reason::Field(error)));
        let nik = nik(value(Column::Nik)).map_err(|error| keep(Column::Nik, error)).ok();
        let marital_date = self.past(value(Column::MaritalDate));
        let marital_date = marital_date.map_err(|error| keep(Column::MaritalDate, error)).ok();
        let mut number = |column| document(value(column)).map_err(|error| keep(column, error)).ok();
        let (passport, kitap) = (number(Column::Passport), number(Column::Kitap));
        match (card, member, nik, marital_date, passport, kitap) {
            (Some(card), Some(member), Some(nik), Some(marital_date), Some(passport), Some(kitap)) => {
                let same =
                    card.number.iter().zip(&nik).find_map(|(number, nik)| number.differs_from(nik).err());
                match same {
                    Some(error) => Err(vec![(Column::Nik, Reason::Field(error))]),
                    None => {
                        Ok(Entry { card, member: Member { nik, marital_date, passport, kitap, ..member } })
                    }
                }
            }
            _ => Err(faults),
        }
    }

    /// The form of the card's head; with a village code the names come from the list.
    fn card_form<'a>(&self, value: &impl Fn(Column) -> &'a str) -> Result<CardForm, Vec<FieldIssue>> {
        let text = |column| value(column).to_owned();
        let form = CardForm {
            number: text(Column::KkNumber),
            address: text(Column::Address),
            rt: text(Column::Rt),
            rw: text(Column::Rw),
            village_code: text(Column::VillageCode),
            village: text(Column::Village),
            district: text(Column::District),
            postcode: text(Column::Postcode),
        };
        village::named(&self.areas, form).map_err(|error| vec![FieldIssue::new(village::FIELD, error)])
    }

    fn past(&self, raw: &str) -> Result<Option<Date>, FieldError> {
        let [day, month, year] = date_parts(raw).ok_or(FieldError::NoSuchDate)?;
        match parse_date(day, month, year)? {
            Some(date) if date > self.today => Err(FieldError::FutureDate),
            date => Ok(date),
        }
    }
}

fn member_form<'a>(value: &impl Fn(Column) -> &'a str) -> Result<MemberForm, Vec<FieldIssue>> {
    let text = |column| value(column).to_owned();
    let [day, month, year] = date_parts(value(Column::BirthDate))
        .ok_or_else(|| vec![FieldIssue::new("birth_date", FieldError::NoSuchDate)])?;
    Ok(MemberForm {
        name: text(Column::Name),
        sex: text(Column::Sex),
        birth_place: text(Column::BirthPlace),
        birth_day: day.to_owned(),
        birth_month: month.to_owned(),
        birth_year: year.to_owned(),
        religion: text(Column::Religion),
        education: text(Column::Education),
        occupation: text(Column::Occupation),
        blood: text(Column::Blood),
        marital: text(Column::Marital),
        relation: text(Column::Relation),
        citizenship: text(Column::Citizenship),
        father: text(Column::Father),
        mother: text(Column::Mother),
        ..MemberForm::default()
    })
}

/// Day, month and year of `2026-11-22` or, as cards print it, `22-11-2026`, also with strokes; all empty for nothing.
fn date_parts(raw: &str) -> Option<[&str; 3]> {
    let raw = raw.trim();
    if matches!(raw, "" | "-") {
        return Some([""; 3]);
    }
    let mut parts = raw.split(['-', '/']);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    match (first.len(), last.len(), parts.next()) {
        (4, 1..=2, None) => Some([last, month, first]),
        (1..=2, 4, None) => Some([first, month, last]),
        _ => None,
    }
}

/// The register is right about old numbers with a faulty date, so they are let through.
fn nik(raw: &str) -> Result<Option<Nik>, FieldError> {
    match raw.trim() {
        "" | "-" => Ok(None),
        raw => Nik::parse_recorded(raw).map(Some),
    }
}

/// The number of a passport or KITAP.
fn document(raw: &str) -> Result<String, FieldError> {
    match raw.trim() {
        "-" => Ok(String::new()),
        raw if raw.chars().count() > 40 => Err(FieldError::TooLong { max: 40 }),
        raw => Ok(raw.to_owned()),
    }
}
