//! What people ask of a house all day, and who they are.
use crate::house::{House, decisions::deciding};
use domain::{Command, Language, Role};
use service::{Actor, AuditForm, Cursor, ImportOptions, QueueFilter, QueueQuery, QueueSort, TicketPart};
use std::io::Cursor as File;
use uuid::Uuid;

const MADE: &str = "9901020101900005";
const HEADER: &str = "kk_number,address,rt,rw,village,district,nik,name,sex,birth_place,birth_date,religion,education,\
                      occupation,marital,relation,father,mother";

/// One family as the office has it.
fn families() -> String {
    let row = |nik: &str, name: &str, born: &str, relation: &str| {
        format!(
            "9901010501150001,Dusun Kemiri 12,2,5,Contohsari,Contoh,{nik},{name},1,Contoh,{born}-05-04,1,4,3,2,{relation},,"
        )
    };
    [
        HEADER.to_owned(),
        row("9901010405800001", "SLAMET RIYADI", "1980", "1"),
        row("9901010405060003", "DIMAS PRASETYO", "2006", "4"),
        row(MADE, "MADE WIRAWAN", "1990", "9"),
        String::new(),
    ]
    .join("\n")
}

/// Who asks, and for what.
pub(crate) struct People {
    citizen: Actor,
    verifier: Actor,
    supervisor: Actor,
    administrator: Actor,
    request: Uuid,
    number: String,
    end: Cursor,
}

impl People {
    /// A citizen of whom the office knows the family, with an open request that was answered once, and the office.
    pub(crate) async fn settle(house: &House) -> Self {
        let service = &house.service;
        let mut told = |_| ();
        let report = service.import_families(
            Box::new(File::new(families().into_bytes())),
            ImportOptions::default(),
            &mut told,
        );
        assert!(report.await.unwrap().counts);
        let citizen = house.citizen(MADE, "made@contoh.test", "081290000002").await;
        let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
        let draft = house.written_request(&citizen).await;
        let sent = service.send(&citizen, draft, true).await.unwrap();
        let number = sent.number.to_string();
        service.claim(&verifier, &number, None).await.unwrap();
        let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
        service.link_account(&verifier, &number, version).await.unwrap();
        let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
        service.decide(&verifier, &number, &deciding(Command::Verify, version)).await.ok();
        while service.send_due().await.unwrap() > 0 {}
        Self {
            citizen: service.actor(citizen.account().unwrap()).await.unwrap(),
            supervisor: house.officer("supri@contoh.test", Role::Supervisor).await,
            administrator: house.officer("agus@contoh.test", Role::Administrator).await,
            verifier,
            request: sent.id,
            number,
            end: service.feed_end().await.unwrap(),
        }
    }
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Actor,
    OwnRequests,
    OwnRequest,
    Receipt,
    Notices,
    Unread,
    FamilyOfTheOffice,
    Tracked,
    Queue,
    QueueOfTheDistrict,
    Ended,
    Counts,
    ByNik,
    ByName,
    ByNumber,
    Case,
    Standing,
    Conversation,
    Tickets,
    OnDuty,
    Performance,
    PublicFigures,
    Audit,
    Feed,
    DueLetters,
    DueMarks,
}

impl Look {
    pub(crate) const ALL: [Self; 26] = [
        Self::Actor,
        Self::OwnRequests,
        Self::OwnRequest,
        Self::Receipt,
        Self::Notices,
        Self::Unread,
        Self::FamilyOfTheOffice,
        Self::Tracked,
        Self::Queue,
        Self::QueueOfTheDistrict,
        Self::Ended,
        Self::Counts,
        Self::ByNik,
        Self::ByName,
        Self::ByNumber,
        Self::Case,
        Self::Standing,
        Self::Conversation,
        Self::Tickets,
        Self::OnDuty,
        Self::Performance,
        Self::PublicFigures,
        Self::Audit,
        Self::Feed,
        Self::DueLetters,
        Self::DueMarks,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Actor => "who is signed in",
            Self::OwnRequests => "one's requests",
            Self::OwnRequest => "one's request",
            Self::Receipt => "its receipt",
            Self::Notices => "one's notices",
            Self::Unread => "unread notices",
            Self::FamilyOfTheOffice => "the family of the register",
            Self::Tracked => "a request by its number",
            Self::Queue => "the queue",
            Self::QueueOfTheDistrict => "newest of all",
            Self::Ended => "what has ended",
            Self::Counts => "counts of the queue",
            Self::ByNik => "found by NIK",
            Self::ByName => "found by two names",
            Self::ByNumber => "found by number",
            Self::Case => "a case on the desk",
            Self::Standing => "how it stands",
            Self::Conversation => "its messages",
            Self::Tickets => "questions to the office",
            Self::OnDuty => "who is on duty",
            Self::Performance => "a month's figures",
            Self::PublicFigures => "public figures",
            Self::Audit => "a day of the history",
            Self::Feed => "what changed since",
            Self::DueLetters => "letters that are due",
            Self::DueMarks => "marks that are due",
        }
    }

    async fn queue(house: &House, officer: &Actor, query: QueueQuery, least: usize) {
        let page = house.service.queue(officer, &query, None, Language::Id).await.unwrap();
        assert!(page.rows.len() >= least, "{} lines", page.rows.len());
    }

    /// Asks, and sees that something is answered.
    pub(crate) async fn at(self, house: &House, people: &People) {
        let service = &house.service;
        let People { citizen, verifier, supervisor, administrator, request, number, end } = people;
        let sought =
            |typed: &str| QueueQuery { sought: Some(typed.into()), ..QueueQuery::part(QueueFilter::All) };
        match self {
            Self::Actor => {
                let who = service.actor(citizen.account().unwrap()).await.unwrap();
                assert_eq!(who, *citizen);
            }
            Self::OwnRequests => {
                assert_eq!(service.requests(citizen, Language::Id).await.unwrap().len(), 1);
            }
            Self::OwnRequest => {
                service.request(citizen, *request, Language::Id).await.unwrap();
            }
            Self::Receipt => {
                service.receipt(citizen, *request, Language::Id).await.unwrap();
            }
            Self::Notices => assert!(!service.notices(citizen, Language::Id).await.unwrap().is_empty()),
            Self::Unread => assert!(service.unread_notices(citizen).await.unwrap() > 0),
            Self::FamilyOfTheOffice => assert!(service.office_data(citizen).await.unwrap().is_some()),
            Self::Tracked => {
                service.tracked(*request).await.unwrap();
            }
            Self::Queue => Self::queue(house, verifier, QueueQuery::default(), 50).await,
            Self::QueueOfTheDistrict => {
                let newest = QueueQuery { sort: QueueSort::Newest, ..QueueQuery::part(QueueFilter::All) };
                Self::queue(house, supervisor, newest, 50).await;
            }
            Self::Ended => Self::queue(house, verifier, QueueQuery::part(QueueFilter::Ended), 50).await,
            Self::Counts => assert!(!service.queue_counts(verifier).await.unwrap().0.is_empty()),
            Self::ByNik => Self::queue(house, verifier, sought(MADE), 1).await,
            Self::ByName => Self::queue(house, verifier, sought("Dimas Prasetyo"), 1).await,
            Self::ByNumber => Self::queue(house, verifier, sought(number), 1).await,
            Self::Case => {
                service.desk_request(verifier, number, Language::Id).await.unwrap();
            }
            Self::Standing => {
                service.request_standing(verifier, number).await.unwrap();
            }
            Self::Conversation => {
                service.conversation(verifier, *request).await.unwrap();
            }
            Self::Tickets => {
                service.tickets(verifier, TicketPart::Open).await.unwrap();
            }
            Self::OnDuty => assert!(!service.on_duty(supervisor, Language::Id).await.unwrap().is_empty()),
            Self::Performance => {
                service.performance(supervisor, 30, Language::Id).await.unwrap();
            }
            Self::PublicFigures => {
                service.public_figures((None, None)).await.unwrap();
            }
            Self::Audit => {
                let form = AuditForm { number: number.clone(), ..AuditForm::default() };
                assert!(!service.audit(administrator, &form, None).await.unwrap().lines.is_empty());
            }
            Self::Feed => {
                service.feed_since(*end, 100).await.unwrap();
            }
            Self::DueLetters => assert_eq!(service.send_due().await.unwrap(), 0),
            Self::DueMarks => assert_eq!(service.pass_marks().await.unwrap(), 0),
        }
    }
}
