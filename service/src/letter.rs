//! What the portal tells people: codes and catalogue words. The sentences around them are the app's, given
//! as a [`Wording`] at opening, so that every word people read stays in one place.
mod acts;
mod outage;
mod samples;

pub use acts::{AccountChange, AppointmentNews, OfficeAct};

use crate::{
    accounts::{CodePurpose, DeviceKind},
    objections::ObjectionState,
    state::Alerted,
};
use domain::{Date, Language, Urgency, Words, Zone};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One thing to repair, or one reason for a refusal, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonLine {
    /// The field or document concerned, or nothing when it is the whole request.
    pub about: Option<Words>,
    /// What is wrong.
    pub reason: Words,
    /// What to do.
    pub advice: Words,
    /// What the officer added, in the officer's own words.
    pub note: String,
}

/// A request, as messages name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regarding {
    /// Its id, for links.
    pub request: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// The name of its procedure.
    pub procedure: Words,
}

/// Everything the portal tells anybody. No NIK, no family-card number, no document in any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// A one-time code.
    Code {
        /// What it is for.
        purpose: CodePurpose,
        /// The code itself.
        code: String,
        /// How many minutes it is valid.
        minutes: u64,
    },
    /// An officer asks to fill in requests for this person; the code is the consent.
    AssistCode {
        /// Display name of the officer.
        officer: String,
        /// The office's name.
        office: String,
        /// The code itself.
        code: String,
        /// How many minutes the code is valid.
        minutes: u64,
        /// How many minutes the help lasts.
        lasts: u64,
    },
    /// The code was typed: the officer helps from now on.
    AssistBegan {
        /// Display name of the officer.
        officer: String,
        /// The office's name.
        office: String,
        /// How many minutes the help lasts.
        lasts: u64,
    },
    /// Somebody tried to register with this person's NIK.
    NikTried,
    /// Somebody signed in on a device not seen before.
    NewDevice {
        /// What kind of browser.
        #[serde(default)]
        device: DeviceKind,
    },
    /// Something by which the account is kept was changed.
    AccountChanged {
        /// What.
        what: AccountChange,
    },
    /// Somebody with the mailbox, but without the phone, has asked for a new password.
    PasswordWaits {
        /// What the link carries by which the owner objects.
        token: String,
        /// The day on which it begins to count.
        from: Date,
    },
    /// The office did something with the account.
    ByOffice {
        /// What.
        act: OfficeAct,
    },
    /// Somebody is invited to work at the desk.
    Invited {
        /// Display name of who invites.
        by: String,
        /// The office's name.
        office: String,
        /// What the link carries.
        token: String,
        /// The last day on which it works.
        until: Date,
    },
    /// The account is ready.
    Welcome,
    /// The request arrived.
    Submitted {
        /// Which request.
        regarding: Regarding,
        /// Expected by, at the office.
        due: Date,
        /// Documents whose original is to be brought.
        #[serde(default)]
        originals: Vec<Words>,
    },
    /// An officer has begun to check it.
    InReview {
        /// Which request.
        regarding: Regarding,
    },
    /// It must be corrected.
    NeedsCorrection {
        /// Which request.
        regarding: Regarding,
        /// What is to be repaired.
        reasons: Vec<ReasonLine>,
        /// Until when.
        until: Date,
    },
    /// It was refused.
    Rejected {
        /// Which request.
        regarding: Regarding,
        /// Why.
        reasons: Vec<ReasonLine>,
    },
    /// It was approved and goes to the register.
    Approved {
        /// Which request.
        regarding: Regarding,
    },
    /// It was entered in the register.
    InSiak {
        /// Which request.
        regarding: Regarding,
    },
    /// It waits for the electronic signature.
    AwaitingSignature {
        /// Which request.
        regarding: Regarding,
    },
    /// It is done.
    Done {
        /// Which request.
        regarding: Regarding,
        /// Words of the officer about how to get the result.
        note: String,
        /// How many results there are to be had.
        #[serde(default)]
        results: u64,
    },
    /// Another result of a request that was done before.
    ResultReady {
        /// Which request.
        regarding: Regarding,
    },
    /// The citizen took it back.
    Withdrawn {
        /// Which request.
        regarding: Regarding,
    },
    /// Nobody corrected it in time.
    Expired {
        /// Which request.
        regarding: Regarding,
    },
    /// The time to correct it is nearly over.
    CorrectionDue {
        /// Which request.
        regarding: Regarding,
        /// Until when.
        until: Date,
    },
    /// A draft that nobody has touched for long will be deleted.
    DraftEnds {
        /// Which draft, for the link.
        draft: Uuid,
        /// The name of its procedure.
        procedure: Words,
        /// The day on which it goes.
        on: Date,
    },
    /// It was deleted.
    DraftGone {
        /// The name of its procedure.
        procedure: Words,
    },
    /// Somebody else's request is about this person. Says neither whose nor what it asks, and leads nowhere.
    Concerned {
        /// Its number, as displayed.
        number: String,
        /// The name of its procedure.
        procedure: Words,
        /// The office to object at.
        office: String,
    },
    /// To an officer: somebody objects to a request that they hold. What is said stands at the desk only.
    Objected {
        /// Which request.
        regarding: Regarding,
    },
    /// To whoever objected: the office has answered, or there is nothing left to answer. What it says is on the portal
    /// only, and the request stays closed to them.
    ObjectionAnswered {
        /// The number of the request, as displayed.
        number: String,
        /// The name of its procedure.
        procedure: Words,
        /// What became of it.
        outcome: ObjectionState,
    },
    /// To the applicant: the office has looked into an objection. Neither whose it is nor what it says.
    ObjectionSettled {
        /// Which request.
        regarding: Regarding,
        /// It is right.
        upheld: bool,
    },
    /// About the appointment for collecting what came out of it.
    Appointment {
        /// Which request.
        regarding: Regarding,
        /// What happened.
        what: AppointmentNews,
        /// The day of the appointment.
        day: Date,
        /// Minutes after midnight, at the office.
        minute: u16,
        /// The zone of the office.
        zone: Zone,
        /// The counter.
        counter: String,
        /// The service point.
        office: String,
    },
    /// A supervisor opened it again.
    Reopened {
        /// Which request.
        regarding: Regarding,
    },
    /// An officer wrote a message; what it says is on the portal only.
    Message {
        /// Which request.
        regarding: Regarding,
    },
    /// To an officer: so much of the service time is used.
    ServiceTime {
        /// Which request.
        regarding: Regarding,
        /// Per cent: 80, or 100 when it is late.
        percent: u8,
    },
    /// To an officer: the citizen wrote a message.
    CitizenWrote {
        /// Which request.
        regarding: Regarding,
    },
    /// The office has answered a question. Who has an account reads the answer on the portal only.
    HelpAnswered {
        /// The number of the ticket, as displayed.
        number: String,
        /// The answer, for who has no account.
        text: Option<String>,
        /// Who asked has an account.
        with_account: bool,
    },
    /// To an officer: how much waits this morning. Numbers only.
    Digest {
        /// The day.
        day: Date,
        /// Open, and the office has to act.
        waiting: u64,
        /// Due today.
        running_out: u64,
        /// Late.
        late: u64,
        /// In the officer's own hands.
        mine: u64,
    },
    /// To an administrator: how the machine stands. Numbers and codes only.
    State {
        /// What is told, and why.
        points: Vec<Alerted>,
    },
    /// To an officer: a colleague hands it over.
    HandedOver {
        /// Which request.
        regarding: Regarding,
        /// Display name of the colleague.
        by: String,
        /// What the colleague says about it.
        note: String,
    },
}

impl Letter {
    /// A stable code of the kind, for lists and logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Code { .. } => "code",
            Self::AssistCode { .. } => "assist_code",
            Self::AssistBegan { .. } => "assist_began",
            Self::NikTried => "nik_tried",
            Self::NewDevice { .. } => "new_device",
            Self::AccountChanged { .. } => "account_changed",
            Self::PasswordWaits { .. } => "password_waits",
            Self::ByOffice { act } => act.as_str(),
            Self::Invited { .. } => "invited",
            Self::Welcome => "welcome",
            Self::Submitted { .. } => "submitted",
            Self::InReview { .. } => "in_review",
            Self::NeedsCorrection { .. } => "needs_correction",
            Self::Rejected { .. } => "rejected",
            Self::Approved { .. } => "approved",
            Self::InSiak { .. } => "in_siak",
            Self::AwaitingSignature { .. } => "awaiting_signature",
            Self::Done { .. } => "done",
            Self::ResultReady { .. } => "result_ready",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
            Self::CorrectionDue { .. } => "correction_due",
            Self::DraftEnds { .. } => "draft_ends",
            Self::DraftGone { .. } => "draft_gone",
            Self::Concerned { .. } => "concerned",
            Self::Objected { .. } => "objected",
            Self::ObjectionAnswered { .. } => "objection_answered",
            Self::ObjectionSettled { .. } => "objection_settled",
            Self::Appointment { what, .. } => match what {
                AppointmentNews::Booked => "appointment_booked",
                AppointmentNews::Changed => "appointment_changed",
                AppointmentNews::Cancelled => "appointment_cancelled",
                AppointmentNews::Reminder => "appointment_reminder",
                AppointmentNews::Displaced => "appointment_displaced",
                AppointmentNews::Void => "appointment_voided",
                AppointmentNews::Missed => "appointment_missed",
                AppointmentNews::Collected => "appointment_collected",
            },
            Self::Reopened { .. } => "reopened",
            Self::Message { .. } => "message",
            Self::ServiceTime { .. } => "service_time",
            Self::CitizenWrote { .. } => "citizen_wrote",
            Self::HelpAnswered { .. } => "help_answered",
            Self::HandedOver { .. } => "handed_over",
            Self::Digest { .. } => "digest",
            Self::State { .. } => "state",
        }
    }

    /// How much it matters to its reader now: by which ways it goes, and whether it waits for the morning.
    pub fn urgency(&self) -> Urgency {
        match self {
            Self::Code { .. }
            | Self::AssistCode { .. }
            | Self::AssistBegan { .. }
            | Self::NikTried
            | Self::NewDevice { .. }
            | Self::AccountChanged { .. }
            | Self::PasswordWaits { .. }
            | Self::Invited { .. }
            | Self::State { .. }
            | Self::Welcome => Urgency::Security,
            Self::ByOffice { act } => act.urgency(),
            Self::NeedsCorrection { .. }
            | Self::CorrectionDue { .. }
            | Self::Rejected { .. }
            | Self::Done { .. }
            | Self::ResultReady { .. }
            | Self::Expired { .. }
            | Self::DraftEnds { .. }
            | Self::Concerned { .. }
            | Self::ObjectionAnswered { .. }
            | Self::ObjectionSettled { .. }
            | Self::Appointment { .. }
            | Self::HelpAnswered { .. }
            | Self::Message { .. } => Urgency::Act,
            Self::Submitted { .. }
            | Self::InReview { .. }
            | Self::Approved { .. }
            | Self::InSiak { .. }
            | Self::AwaitingSignature { .. }
            | Self::Withdrawn { .. }
            | Self::DraftGone { .. }
            | Self::Reopened { .. }
            | Self::ServiceTime { .. }
            | Self::CitizenWrote { .. }
            | Self::Objected { .. }
            | Self::Digest { .. }
            | Self::HandedOver { .. } => Urgency::News,
        }
    }

    /// Whether it is for officers, whose way to the request is the desk.
    pub fn is_for_officers(&self) -> bool {
        matches!(
            self,
            Self::HandedOver { .. }
                | Self::CitizenWrote { .. }
                | Self::ServiceTime { .. }
                | Self::Objected { .. }
        )
    }

    /// The request it is about.
    pub fn regarding(&self) -> Option<&Regarding> {
        match self {
            Self::Code { .. }
            | Self::AssistCode { .. }
            | Self::AssistBegan { .. }
            | Self::NikTried
            | Self::NewDevice { .. }
            | Self::AccountChanged { .. }
            | Self::PasswordWaits { .. }
            | Self::ByOffice { .. }
            | Self::Invited { .. }
            | Self::Welcome
            | Self::DraftEnds { .. }
            | Self::DraftGone { .. }
            | Self::HelpAnswered { .. }
            | Self::Digest { .. }
            | Self::State { .. }
            | Self::ObjectionAnswered { .. }
            | Self::Concerned { .. } => None,
            Self::Submitted { regarding, .. }
            | Self::InReview { regarding }
            | Self::NeedsCorrection { regarding, .. }
            | Self::Rejected { regarding, .. }
            | Self::Approved { regarding }
            | Self::InSiak { regarding }
            | Self::AwaitingSignature { regarding }
            | Self::Done { regarding, .. }
            | Self::ResultReady { regarding }
            | Self::Withdrawn { regarding }
            | Self::Expired { regarding }
            | Self::CorrectionDue { regarding, .. }
            | Self::Appointment { regarding, .. }
            | Self::Reopened { regarding }
            | Self::Message { regarding }
            | Self::ServiceTime { regarding, .. }
            | Self::CitizenWrote { regarding }
            | Self::Objected { regarding }
            | Self::ObjectionSettled { regarding, .. }
            | Self::HandedOver { regarding, .. } => Some(regarding),
        }
    }
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// One line.
    pub subject: String,
    /// The whole text, plain, with blank lines between paragraphs.
    pub body: String,
}

/// What a browser shows of a letter, on a locked screen too: that there is something to read, and nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// One line.
    pub title: String,
    /// One sentence.
    pub text: String,
    /// The page to open, from the root.
    pub path: String,
}

/// Puts letters into words. The app implements it.
pub trait Wording: Send + Sync {
    /// The letter in `language`; `base` is the portal's address for links.
    fn write(&self, letter: &Letter, language: Language, base: &str) -> Wrote;

    /// What a browser shows of it.
    fn brief(&self, letter: &Letter, language: Language) -> Brief;
}
