//! A family on a card, and a citizen who fills in steps one after the other.

use domain::journey::journey;
use domain::{
    Answers, Context, DocumentView, Element, FamilyCard, Finding, MemberForm, MemberView, Nik, Procedure,
    StopKind, Unreadable, Words, findings, outcome,
};
use std::path::{Path, PathBuf};
use time::macros::date;
use uuid::Uuid;

pub(crate) const FATHER: Uuid = Uuid::from_u128(1);
pub(crate) const MOTHER: Uuid = Uuid::from_u128(2);
pub(crate) const CHILD: Uuid = Uuid::from_u128(3);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../service/catalogue")
}

pub(crate) fn read(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap()
}

/// Every file of the catalogue that holds a procedure, sorted.
pub(crate) fn catalogue_files() -> Vec<String> {
    let names =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_toml = |name: &String| Path::new(name).extension().is_some_and(|extension| extension == "toml");
    let mut files: Vec<_> = names
        .filter(|name| {
            is_toml(name) && !matches!(name.as_str(), "answers.toml" | "checklists.toml" | "reasons.toml")
        })
        .collect();
    files.sort();
    assert!(files.len() >= 3, "{files:?}");
    files
}

pub(crate) fn procedure(file: &str) -> Procedure<Words> {
    let parsed = |file: &str| -> Procedure<Words> { toml::from_str(&read(file)).unwrap() };
    let others: Vec<_> = catalogue_files().iter().map(|file| parsed(file)).collect();
    let find = |code: &str| others.iter().find(|other| other.code == code);
    let procedure = parsed(file).compose(find).unwrap();
    assert_eq!(procedure.check(), [], "{file}");
    procedure
}

pub(crate) fn context(linked: bool) -> Context {
    let form = |id, nik: &str, name: &str, sex: &str, relation: &str, year: &str| MemberForm {
        id,
        nik: nik.into(),
        name: name.into(),
        sex: sex.into(),
        birth_place: "Kulon Progo".into(),
        birth_day: "14".into(),
        birth_month: "3".into(),
        birth_year: year.into(),
        religion: "1".into(),
        education: "5".into(),
        occupation: "9".into(),
        marital: if relation == "4" { "1" } else { "2" }.into(),
        relation: relation.into(),
        ..MemberForm::default()
    };
    let today = date!(2026 - 11 - 22);
    let members = [
        form(FATHER, "9901011403850001", "Slamet", "1", "1", "1985"),
        form(MOTHER, "9901015403880002", "Nur'aini", "2", "3", "1988"),
        form(CHILD, "9901011403080003", "Bagas Wirayuda", "1", "4", "2008"),
    ];
    let views = members.iter().map(|form| MemberView::with_nik(&form.parse(today).unwrap()));
    Context {
        today,
        members: views.collect(),
        card: [(Element::Address, "Dusun Kemiri 12"), (Element::Rt, "002"), (Element::Rw, "005")]
            .map(|(element, value)| (element, value.to_owned()))
            .into(),
        linked,
        applicant: Some(FATHER),
        applicant_nik: Some(Nik::parse("9901011403850001").unwrap()),
        labels: domain::Labels::default(),
    }
}

/// The card that the citizen's family has.
pub(crate) fn card(context: &Context) -> FamilyCard {
    let any = MemberForm {
        name: "Slamet".into(),
        sex: "1".into(),
        birth_place: "Wates".into(),
        birth_day: "1".into(),
        birth_month: "1".into(),
        birth_year: "1980".into(),
        religion: "1".into(),
        education: "5".into(),
        occupation: "9".into(),
        marital: "1".into(),
        relation: "9".into(),
        ..MemberForm::default()
    };
    let any = any.parse(context.today).unwrap();
    let member = |view: &MemberView| {
        let mut member = domain::Member { id: view.id, ..any.clone() };
        assert!(view.elements.iter().all(|(element, value)| member.set(*element, value)));
        member
    };
    let of = |element: Element| context.card.get(&element).cloned().unwrap_or_default();
    FamilyCard {
        number: None,
        address: of(Element::Address),
        rt: of(Element::Rt),
        rw: of(Element::Rw),
        village_code: None,
        village: of(Element::Village),
        district: of(Element::District),
        postcode: String::new(),
        members: context.members.iter().map(member).collect(),
    }
}

/// The father and a child of eight.
pub(crate) fn without_mother(context: &mut Context) {
    context.members.retain(|member| member.id != MOTHER);
    with_small_child(context);
}

/// The child is eight years old.
pub(crate) fn with_small_child(context: &mut Context) {
    for member in context.members.iter_mut().filter(|member| member.id == CHILD) {
        member.elements.insert(Element::BirthDate, "2018-03-14".into());
    }
}

pub(crate) fn document(slot: &str) -> DocumentView {
    DocumentView {
        id: Uuid::from_u128(77),
        slot: slot.into(),
        position: 0,
        name: "foto.jpg".into(),
        bytes: 700_000,
        media_type: "image/jpeg".into(),
        sha256: "0".repeat(64),
        width: Some(1_600),
        height: Some(1_200),
        turns: 0,
        pages: 1,
    }
}

/// Number and date of a document, as most procedures ask for them.
pub(crate) const PROOF: &[(&str, &str)] = &[
    ("proof_number", "12/XI/2026"),
    ("proof_date.day", "2"),
    ("proof_date.month", "11"),
    ("proof_date.year", "2026"),
];

/// A citizen in the middle of a request.
pub(crate) struct Citizen {
    pub(crate) procedure: Procedure<Words>,
    pub(crate) context: Context,
    pub(crate) answers: Answers,
    pub(crate) documents: Vec<DocumentView>,
}

impl Citizen {
    pub(crate) fn at(file: &str, linked: bool) -> Self {
        Self::with(procedure(file), linked)
    }

    pub(crate) fn with(procedure: Procedure<Words>, linked: bool) -> Self {
        let context = context(linked);
        let mut citizen = Self { procedure, context, answers: Answers::new(), documents: Vec::new() };
        citizen.procedure = citizen.procedure.for_family(&citizen.context.members);
        citizen
    }

    /// The same with another family on the card.
    pub(crate) fn of_family(file: &str, change: impl FnOnce(&mut Context)) -> Self {
        let mut citizen = Self::at(file, true);
        change(&mut citizen.context);
        citizen.procedure = procedure(file).for_family(&citizen.context.members);
        citizen
    }

    /// Fills in the step where the journey says to go on; it must be this one.
    pub(crate) fn answers_step(&mut self, step: &str, given: &[(&str, &str)]) -> &mut Self {
        assert_eq!(self.next(), step);
        for (code, value) in given {
            self.answers.set(*code, *value).unwrap();
        }
        assert_ne!(self.next(), step, "the step is still wrong: {:?}", self.issues());
        self
    }

    pub(crate) fn uploads(&mut self, slots: &[&str]) -> &mut Self {
        assert_eq!(self.next(), "berkas");
        self.documents.extend(slots.iter().map(|slot| document(slot)));
        self
    }

    pub(crate) fn next(&self) -> String {
        journey(&self.procedure, &self.answers, &self.context, &self.documents, None).next
    }

    pub(crate) fn steps(&self) -> Vec<String> {
        let way = journey(&self.procedure, &self.answers, &self.context, &self.documents, None);
        way.stops.into_iter().filter(|stop| stop.kind == StopKind::Questions).map(|stop| stop.step).collect()
    }

    pub(crate) fn slots(&self) -> Vec<&str> {
        let slots = domain::needed_slots(&self.procedure, &self.answers, &self.context);
        slots.into_iter().map(|slot| slot.code.as_str()).collect()
    }

    pub(crate) fn issues(&self) -> Vec<domain::FieldIssue> {
        domain::ready(&self.procedure, &self.answers, &self.context, &self.documents)
    }

    pub(crate) fn changes(&self) -> Vec<domain::Change> {
        assert_eq!(self.issues(), []);
        assert_eq!(self.next(), "periksa");
        let changes = domain::propose(&self.procedure, &self.answers, &self.context).unwrap();
        let before = card(&self.context);
        let after = match outcome(&before, &changes, Uuid::from_u128(99)) {
            Ok(after) => after,
            // Somebody whose day of birth nobody knows yet stands on no card.
            Err(unreadable) => {
                assert_eq!(unreadable, Unreadable(Element::BirthDate));
                return changes;
            }
        };
        let found = findings(&before, &after, self.context.today);
        assert!(!found.iter().any(Finding::hinders), "no request leaves a broken family: {found:?}");
        changes
    }

    /// What would be wrong with the family: `no_head`, `still_married Nur'aini`.
    pub(crate) fn findings(&self) -> Vec<String> {
        let before = card(&self.context);
        let after = outcome(&before, &self.changes(), Uuid::from_u128(99)).unwrap();
        let told = |one: &Finding| {
            let code = serde_json::to_value(one.code).unwrap();
            format!("{} {}", code.as_str().unwrap(), one.name).trim_end().to_owned()
        };
        let found = findings(&before, &after, self.context.today);
        found.iter().filter(|one| one.new).map(told).collect()
    }

    pub(crate) fn will(&self, element: Element) -> Option<String> {
        self.changes().into_iter().find(|change| change.element == element).map(|change| change.will)
    }

    /// Every change on one line: "education 5 -> 8: Ijazah 12/XI/2026 2026-11-02".
    pub(crate) fn told(&self) -> Vec<String> {
        let line = |change: domain::Change| {
            let basis = change.basis.unwrap();
            let (was, number) = (change.was.unwrap_or_default(), basis.number.unwrap_or_default());
            let date = basis.date.map(|date| date.to_string()).unwrap_or_default();
            let (element, will, kind) = (change.element.as_str(), change.will, basis.label.id);
            format!("{element} {was} -> {will}: {kind} {number} {date}").trim_end().to_owned()
        };
        self.changes().into_iter().map(line).collect()
    }

    /// Codes of the notices at a step.
    pub(crate) fn notices(&self, step: &str) -> Vec<&str> {
        let live = domain::reading::live_answers(&self.procedure, &self.answers, &self.context);
        let notices = self.procedure.notices_at(step, &live, &self.context);
        notices.into_iter().map(|notice| notice.code.as_str()).collect()
    }

    /// Of which member which element becomes what; the nil id is somebody new or the card.
    pub(crate) fn becomes(&self) -> Vec<(Uuid, Element, String)> {
        let whose = |change: domain::Change| match change.subject {
            domain::ChangeSubject::Member(id, _) => (id, change.element, change.will),
            _ => (Uuid::nil(), change.element, change.will),
        };
        self.changes().into_iter().map(whose).collect()
    }
}
