//! A member as typed by a citizen whose account is not linked yet.

use super::card_form::line;
use super::member::Member;
use crate::codes::CodeList;
use crate::date::{Date, age_on, parse_date};
use crate::field_error::{FieldError, FieldIssue};
use crate::identity::{Nik, RecordedName};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Raw fields of one member; the names are those of the inputs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// The member's id, made by us.
    pub id: Uuid,
    /// May be empty.
    pub nik: String,
    /// Full name.
    pub name: String,
    /// Code.
    pub sex: String,
    /// Town or regency.
    pub birth_place: String,
    /// Day of birth.
    #[serde(rename = "birth_date.day")]
    pub birth_day: String,
    /// Month of birth.
    #[serde(rename = "birth_date.month")]
    pub birth_month: String,
    /// Year of birth.
    #[serde(rename = "birth_date.year")]
    pub birth_year: String,
    /// Code.
    pub religion: String,
    /// Code.
    pub education: String,
    /// Code.
    pub occupation: String,
    /// Code; empty means not known.
    pub blood: String,
    /// Code.
    pub marital: String,
    /// Code.
    pub relation: String,
    /// Code; empty means WNI.
    pub citizenship: String,
    /// May be empty.
    pub father: String,
    /// May be empty.
    pub mother: String,
}

impl MemberForm {
    /// Reads all fields.
    ///
    /// # Errors
    /// Every issue of every field, in the order of the form.
    pub fn parse(&self, today: Date) -> Result<Member, Vec<FieldIssue>> {
        let mut sheet = Sheet(Vec::new());
        let name = sheet.take("name", RecordedName::parse(&self.name));
        let nik = match self.nik.trim() {
            "" => None,
            raw => sheet.take("nik", Nik::parse(raw)),
        };
        let sex = sheet.code("sex", CodeList::Sex, &self.sex, None);
        let birth_place = sheet.take("birth_place", line(&self.birth_place, 60));
        let birth_date = sheet.take("birth_date", self.birth_date(today));
        let religion = sheet.code("religion", CodeList::Religion, &self.religion, None);
        let education = sheet.code("education", CodeList::Education, &self.education, None);
        let occupation = sheet.code("occupation", CodeList::Occupation, &self.occupation, None);
        let blood = sheet.code("blood", CodeList::Blood, &self.blood, Some("13"));
        let marital = sheet.code("marital", CodeList::Marital, &self.marital, None);
        let relation = sheet.code("relation", CodeList::Relation, &self.relation, None);
        let citizenship = sheet.code("citizenship", CodeList::Citizenship, &self.citizenship, Some("WNI"));
        let father = sheet.take("father", parent(&self.father)).unwrap_or_default();
        let mother = sheet.take("mother", parent(&self.mother)).unwrap_or_default();
        match (name, birth_place, birth_date, sheet.0) {
            (Some(name), Some(birth_place), Some(birth_date), issues) if issues.is_empty() => Ok(Member {
                id: self.id,
                nik,
                name,
                sex,
                birth_place,
                birth_date,
                religion,
                education,
                occupation,
                blood,
                marital,
                relation,
                citizenship,
                father,
                mother,
                marital_date: None,
                passport: String::new(),
                kitap: String::new(),
            }),
            (_, _, _, issues) => Err(issues),
        }
    }

    /// The form of a member, to change it.
    pub fn of(member: &Member) -> Self {
        let (year, month, day) = member.birth_date.to_calendar_date();
        Self {
            id: member.id,
            nik: member.nik.as_ref().map(|nik| nik.as_str().to_owned()).unwrap_or_default(),
            name: member.name.as_str().to_owned(),
            sex: member.sex.clone(),
            birth_place: member.birth_place.clone(),
            birth_day: day.to_string(),
            birth_month: u8::from(month).to_string(),
            birth_year: year.to_string(),
            religion: member.religion.clone(),
            education: member.education.clone(),
            occupation: member.occupation.clone(),
            blood: member.blood.clone(),
            marital: member.marital.clone(),
            relation: member.relation.clone(),
            citizenship: member.citizenship.clone(),
            father: member.father.clone(),
            mother: member.mother.clone(),
        }
    }

    fn birth_date(&self, today: Date) -> Result<Date, FieldError> {
        let date =
            parse_date(&self.birth_day, &self.birth_month, &self.birth_year)?.ok_or(FieldError::Missing)?;
        if date > today {
            return Err(FieldError::FutureDate);
        }
        if age_on(date, today) > 130 {
            return Err(FieldError::TooLongAgo { years: 130 });
        }
        Ok(date)
    }
}

impl core::fmt::Debug for MemberForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "MemberForm({})", self.id)
    }
}

/// Collects issues while fields are read.
struct Sheet(Vec<FieldIssue>);

impl Sheet {
    fn take<V>(&mut self, field: &str, read: Result<V, FieldError>) -> Option<V> {
        read.map_err(|error| self.0.push(FieldIssue::new(field, error))).ok()
    }

    fn code(&mut self, field: &str, list: CodeList, raw: &str, when_empty: Option<&str>) -> String {
        let read = match (raw.trim(), when_empty) {
            ("", Some(code)) => Ok(code.to_owned()),
            ("", None) => Err(FieldError::Missing),
            (code, _) => list.find(code).map(|entry| entry.code.to_owned()).ok_or(FieldError::NotInList),
        };
        self.take(field, read).unwrap_or_default()
    }
}

fn parent(raw: &str) -> Result<String, FieldError> {
    match raw.trim() {
        "" | "-" => Ok(String::new()),
        raw => RecordedName::parse(raw).map(|name| name.as_str().to_owned()),
    }
}
