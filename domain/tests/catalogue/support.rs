//! A family on a card, and a citizen who fills in steps one after the other.

use domain::journey::journey;
use domain::{
    Answers, Context, DocumentView, Element, MemberForm, MemberView, Nik, Procedure, StopKind, Words,
};
use std::path::Path;
use time::macros::date;
use uuid::Uuid;

pub(crate) const FATHER: Uuid = Uuid::from_u128(1);
pub(crate) const MOTHER: Uuid = Uuid::from_u128(2);
pub(crate) const CHILD: Uuid = Uuid::from_u128(3);

pub(crate) fn read(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../service/catalogue");
    std::fs::read_to_string(folder.join(file)).unwrap()
}

pub(crate) fn procedure(file: &str) -> Procedure<Words> {
    let procedure: Procedure<Words> = toml::from_str(&read(file)).unwrap();
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
        linked,
        applicant_nik: Some(Nik::parse("9901011403850001").unwrap()),
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
    }
}

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
        domain::propose(&self.procedure, &self.answers, &self.context).unwrap()
    }

    pub(crate) fn will(&self, element: Element) -> Option<String> {
        self.changes().into_iter().find(|change| change.element == element).map(|change| change.will)
    }

    /// Of which member which element becomes what; the nil id is somebody new or the card.
    pub(crate) fn told(&self) -> Vec<(Uuid, Element, String)> {
        let whose = |change: domain::Change| match change.subject {
            domain::ChangeSubject::Member(id, _) => (id, change.element, change.will),
            _ => (Uuid::nil(), change.element, change.will),
        };
        self.changes().into_iter().map(whose).collect()
    }
}
