//! One of every letter there is, about nobody: for the administrator's preview, and for the test that each of them can be
//! put into words.
use super::{AccountChange, AppointmentNews, Letter, OfficeAct, ReasonLine, Regarding};
use crate::{
    accounts::{CodePurpose, DeviceKind},
    desk::UnlinkReason,
    objections::ObjectionState,
    state::{AlertNews, Alerted, Finding, Grade, Job, Point, Subject},
};
use domain::{Date, Words, Zone};
use uuid::Uuid;

fn regarding() -> Regarding {
    Regarding {
        request: Uuid::nil(),
        number: "K7RT-4MQX-9".to_owned(),
        procedure: Words::new("Pendidikan", "Education"),
    }
}

fn reasons() -> Vec<ReasonLine> {
    vec![
        ReasonLine {
            about: Some(Words::new("Ijazah", "Diploma")),
            reason: Words::new("Foto tidak terbaca", "The photo cannot be read"),
            advice: Words::new("Foto ulang di tempat terang.", "Take it again in good light."),
            note: "Bagian bawah terpotong.".to_owned(),
        },
        ReasonLine {
            about: None,
            reason: Words::new("Salah ketik", "A slip of writing"),
            advice: Words::new("Tulis seperti di ijazah.", "Write it as on the diploma."),
            note: String::new(),
        },
    ]
}

fn machine() -> Vec<Alerted> {
    let told = |news, subject, grade, finding| Alerted { news, point: Point { subject, grade, finding } };
    vec![
        told(AlertNews::Begins, Subject::Backup, Grade::Late, Finding::Age { age: 31 * 3600 }),
        told(AlertNews::Lasts, Subject::Storage, Grade::Broken, Finding::NotStored),
        told(AlertNews::Well, Subject::Job(Job::Sweep), Grade::Ok, Finding::Age { age: 20 }),
    ]
}

fn answers() -> [Letter; 3] {
    [(None, true), (None, false), (Some("Datang saja pada jam buka."), false)].map(|(text, with_account)| {
        Letter::HelpAnswered { number: "T7RT-4MQX-9".to_owned(), text: text.map(str::to_owned), with_account }
    })
}

fn objections() -> [Letter; 6] {
    let answered = |outcome| Letter::ObjectionAnswered {
        number: regarding().number,
        procedure: regarding().procedure,
        outcome,
    };
    [
        Letter::Objected { regarding: regarding() },
        answered(ObjectionState::Upheld),
        answered(ObjectionState::Dismissed),
        answered(ObjectionState::Moot),
        Letter::ObjectionSettled { regarding: regarding(), upheld: true },
        Letter::ObjectionSettled { regarding: regarding(), upheld: false },
    ]
}

fn appointments(day: Date) -> [Letter; 8] {
    [
        AppointmentNews::Booked,
        AppointmentNews::Changed,
        AppointmentNews::Cancelled,
        AppointmentNews::Reminder,
        AppointmentNews::Displaced,
        AppointmentNews::Void,
        AppointmentNews::Missed,
        AppointmentNews::Collected,
    ]
    .map(|what| Letter::Appointment {
        regarding: regarding(),
        what,
        day,
        minute: 9 * 60 + 30,
        zone: Zone::Wib,
        counter: "Loket 2".to_owned(),
        office: "Disdukcapil Contoh".to_owned(),
    })
}

impl Letter {
    /// One of every kind, dated `day`. Everybody in it is made up.
    pub fn samples(day: Date) -> Vec<Self> {
        let procedure = regarding().procedure;
        let mut all: Vec<Self> = [
            CodePurpose::RegisterEmail,
            CodePurpose::RegisterPhone,
            CodePurpose::SignIn,
            CodePurpose::ResetPassword,
            CodePurpose::ChangeEmail,
            CodePurpose::ChangePhone,
            CodePurpose::Result,
            CodePurpose::ResetPhone,
        ]
        .into_iter()
        .map(|purpose| Self::Code { purpose, code: "123456".to_owned(), minutes: 10 })
        .collect();
        let (officer, office) = ("Petugas Contoh".to_owned(), "Dinas Contoh".to_owned());
        all.extend([
            Self::AssistCode {
                officer: officer.clone(),
                office: office.clone(),
                code: "123456".to_owned(),
                minutes: 10,
                lasts: 60,
            },
            Self::AssistBegan { officer, office, lasts: 60 },
        ]);
        all.push(Self::PasswordWaits { token: "contoh".to_owned(), from: day });
        all.extend([Self::NikTried, Self::NewDevice { device: DeviceKind::default() }, Self::Welcome]);
        all.extend(
            [
                AccountChange::Password,
                AccountChange::Email,
                AccountChange::Phone,
                AccountChange::SecondFactorOn,
                AccountChange::SecondFactorOff,
                AccountChange::SecondFactorReset,
                AccountChange::RecoveryCodes,
                AccountChange::RecoveryUsed,
                AccountChange::PasskeyAdded,
                AccountChange::PasskeyRemoved,
            ]
            .map(|what| Self::AccountChanged { what }),
        );
        all.extend(
            [
                OfficeAct::Linked,
                OfficeAct::Unlinked { reason: UnlinkReason::OtherPerson },
                OfficeAct::NikYours,
                OfficeAct::NikOthers,
                OfficeAct::Suspended,
                OfficeAct::Restored,
                OfficeAct::Corrected,
                OfficeAct::NotCorrected,
                OfficeAct::Closed,
                OfficeAct::ScopeChanged,
            ]
            .map(|act| Self::ByOffice { act }),
        );
        all.extend([
            Self::Invited {
                by: "Petugas Contoh".to_owned(),
                office: "Dinas Contoh".to_owned(),
                token: "contoh".to_owned(),
                until: day,
            },
            Self::Submitted {
                regarding: regarding(),
                due: day,
                originals: vec![Words::new("Ijazah", "Diploma")],
            },
            Self::InReview { regarding: regarding() },
            Self::NeedsCorrection { regarding: regarding(), reasons: reasons(), until: day },
            Self::CorrectionDue { regarding: regarding(), until: day },
            Self::Rejected { regarding: regarding(), reasons: reasons() },
            Self::Approved { regarding: regarding() },
            Self::InSiak { regarding: regarding() },
            Self::AwaitingSignature { regarding: regarding() },
            Self::Done { regarding: regarding(), note: "Ambil di loket 2.".to_owned(), results: 2 },
            Self::ResultReady { regarding: regarding() },
            Self::Withdrawn { regarding: regarding() },
            Self::Expired { regarding: regarding() },
            Self::Reopened { regarding: regarding() },
            Self::Message { regarding: regarding() },
            Self::DraftEnds { draft: Uuid::nil(), procedure: procedure.clone(), on: day },
            Self::DraftGone { procedure: procedure.clone() },
            Self::Concerned { number: regarding().number, procedure, office: "Dinas Contoh".to_owned() },
            Self::ServiceTime { regarding: regarding(), percent: 80 },
            Self::ServiceTime { regarding: regarding(), percent: 100 },
            Self::CitizenWrote { regarding: regarding() },
            Self::HandedOver {
                regarding: regarding(),
                by: "Petugas Contoh".to_owned(),
                note: "Tinggal ditelepon.".to_owned(),
            },
            Self::State { points: machine() },
            Self::Digest { day, waiting: 12, running_out: 3, late: 1, mine: 2 },
        ]);
        all.extend(answers());
        all.extend(objections());
        all.extend(appointments(day));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use time::macros::date;

    /// Whoever adds a letter comes by here, because the match is no longer whole, and gives it the next number.
    fn number(letter: &Letter) -> usize {
        match letter {
            Letter::Code { .. } => 0,
            Letter::NikTried => 1,
            Letter::NewDevice { .. } => 2,
            Letter::AccountChanged { .. } => 3,
            Letter::ByOffice { .. } => 4,
            Letter::Invited { .. } => 5,
            Letter::Welcome => 6,
            Letter::Submitted { .. } => 7,
            Letter::InReview { .. } => 8,
            Letter::NeedsCorrection { .. } => 9,
            Letter::Rejected { .. } => 10,
            Letter::Approved { .. } => 11,
            Letter::InSiak { .. } => 12,
            Letter::AwaitingSignature { .. } => 13,
            Letter::Done { .. } => 14,
            Letter::ResultReady { .. } => 15,
            Letter::Withdrawn { .. } => 16,
            Letter::Expired { .. } => 17,
            Letter::CorrectionDue { .. } => 18,
            Letter::DraftEnds { .. } => 19,
            Letter::DraftGone { .. } => 20,
            Letter::Concerned { .. } => 21,
            Letter::Reopened { .. } => 22,
            Letter::Message { .. } => 23,
            Letter::ServiceTime { .. } => 24,
            Letter::CitizenWrote { .. } => 25,
            Letter::HandedOver { .. } => 26,
            Letter::Digest { .. } => 27,
            Letter::HelpAnswered { .. } => 28,
            Letter::Appointment { .. } => 29,
            Letter::State { .. } => 30,
            Letter::Objected { .. } => 31,
            Letter::ObjectionAnswered { .. } => 32,
            Letter::ObjectionSettled { .. } => 33,
            Letter::AssistCode { .. } => 34,
            Letter::AssistBegan { .. } => 35,
            Letter::PasswordWaits { .. } => 36,
        }
    }

    #[test]
    fn there_is_a_sample_of_every_letter() {
        let samples = Letter::samples(date!(2026 - 11 - 27));
        let seen: BTreeSet<usize> = samples.iter().map(number).collect();
        assert_eq!(seen, (0..37).collect());
        let said: BTreeSet<String> = samples.iter().map(|letter| format!("{letter:?}")).collect();
        assert_eq!(said.len(), samples.len(), "each once");
    }
}
