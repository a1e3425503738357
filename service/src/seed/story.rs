//! What happened in the demonstration so far: one request for each status, told through the use cases.
use super::picture::sheet;
use crate::{Actor, DecisionForm, Error, HandClock, Service};
use domain::{Command, Flag, Language, Target};
use std::collections::BTreeMap;
use time::Duration;
use uuid::Uuid;

/// How far a request has come. The first has come farthest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Expired,
    Done,
    Rejected,
    Withdrawn,
    AwaitingSignature,
    InSiak,
    Approved,
    Verified,
    NeedsCorrection,
    InReview,
    Submitted,
}

/// When it was sent, counted back from today; who sends; which change; how it ended.
const STORIES: [(i64, usize, &str, End); 13] = [
    (23 * 24, 1, "RP-01", End::Expired),
    (20 * 24, 0, "RP-01", End::Done),
    (16 * 24, 2, "KK-07", End::Rejected),
    (12 * 24, 2, "RP-01", End::Withdrawn),
    (9 * 24, 1, "KK-07", End::Done),
    (6 * 24, 2, "KK-07", End::AwaitingSignature),
    (5 * 24, 1, "RP-01", End::InSiak),
    (4 * 24, 0, "KK-07", End::Approved),
    (75, 2, "RP-01", End::Verified),
    (50, 0, "KK-07", End::NeedsCorrection),
    (27, 1, "KK-07", End::InReview),
    (4, 2, "KK-07", End::Submitted),
    (1, 1, "RP-01", End::Submitted),
];

/// The next level and a school of it, for a member of the demonstration.
fn schooling(present: &str) -> (&'static str, &'static str) {
    match present {
        "2" => ("3", "SD Negeri 1 Contoh"),
        "3" => ("4", "SMP Negeri 2 Contoh"),
        "4" => ("5", "SMA Negeri 1 Contoh"),
        "5" => ("8", "Universitas Contoh"),
        _ => ("9", "Universitas Contoh"),
    }
}

fn answers(procedure: &str, member: &domain::Member) -> BTreeMap<String, String> {
    let (level, school) = schooling(&member.education);
    let pairs: &[(&str, &str)] = match procedure {
        "KK-07" => &[
            ("education", level),
            ("proof", "diploma"),
            ("school", school),
            ("proof_number", "DN-99/26/0012345"),
            ("proof_date.day", "4"),
            ("proof_date.month", "5"),
            ("proof_date.year", "2026"),
        ],
        _ => &[
            ("cause", "lost"),
            ("lost_date.day", "3"),
            ("lost_date.month", "5"),
            ("lost_date.year", "2026"),
            ("lost_place", "Pasar Contoh"),
            ("police_station", "Polsek Contoh"),
            ("police_number", "SKTLK/99/V/2026"),
            ("police_date.day", "4"),
            ("police_date.month", "5"),
            ("police_date.year", "2026"),
        ],
    };
    let mut answers: BTreeMap<String, String> =
        pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
    if procedure == "KK-07" {
        answers.insert("member".into(), member.id.to_string());
    }
    answers
}

impl Service {
    pub(super) async fn tell_stories(
        &self,
        clock: &HandClock,
        citizens: &[Actor],
        verifiers: &[Actor],
        span: Duration,
    ) -> Result<usize, Error> {
        let end = clock_end(self, span);
        for (place, (hours, who, procedure, outcome)) in STORIES.into_iter().enumerate() {
            let sent_at = end - Duration::hours(hours);
            clock.advance(sent_at - self.now());
            let (Some(citizen), Some(first), Some(second)) =
                (citizens.get(who), verifiers.first(), verifiers.get(1))
            else {
                return Err(Error::Internal("demonstration data".into()));
            };
            let salt = u32::try_from(place).unwrap_or(0);
            let id = self.seed_request(citizen, procedure, salt).await?;
            clock.advance(Duration::minutes(25));
            self.play_out(clock, citizen, first, second, id, outcome).await?;
        }
        clock.advance(end - self.now());
        Ok(STORIES.len())
    }

    /// Writes and sends one request.
    async fn seed_request(&self, citizen: &Actor, procedure: &str, salt: u32) -> Result<Uuid, Error> {
        let id = Uuid::now_v7();
        let card = self.card(citizen).await?.card.ok_or(Error::NotFound)?;
        // Whoever has the least schooling: the next level can always be shown.
        let level = |member: &&domain::Member| member.education.parse::<u8>().unwrap_or(u8::MAX);
        let member = card.members.iter().min_by_key(level).ok_or(Error::NotFound)?;
        self.start_draft(citizen, id, procedure).await?;
        self.save_answers(citizen, id, &answers(procedure, member)).await?;
        let view = self.step_view(citizen, id, "", Language::Id).await?;
        for (place, slot) in view.slots().into_iter().filter(|slot| slot.required).enumerate() {
            let bytes = sheet(salt * 7 + u32::try_from(place).unwrap_or(0))?;
            self.store_document(citizen, id, &slot.code, &format!("{}.jpg", slot.code), bytes).await?;
        }
        self.send(citizen, id, true).await?;
        Ok(id)
    }

    async fn play_out(
        &self,
        clock: &HandClock,
        citizen: &Actor,
        first: &Actor,
        second: &Actor,
        id: Uuid,
        end: End,
    ) -> Result<(), Error> {
        if end == End::Submitted {
            return Ok(());
        }
        if end == End::Withdrawn {
            return self.withdraw(citizen, id).await;
        }
        let number = self.request(citizen, id, Language::Id).await?.number;
        self.claim(first, &number, None).await?;
        let flag = |target: Target, reason: &str, note: &str| Flag {
            target,
            reason: reason.into(),
            note: note.into(),
        };
        let commands: Vec<(Command, Vec<Flag>, &str)> = match end {
            End::Submitted | End::Withdrawn | End::InReview => Vec::new(),
            End::Expired => vec![(
                Command::Return,
                vec![flag(Target::Document { slot: "surat_kehilangan".into() }, "blurred", "")],
                "",
            )],
            End::NeedsCorrection => vec![(
                Command::Return,
                vec![
                    flag(
                        Target::Document { slot: "ijazah".into() },
                        "cut_off",
                        "Bagian bawah ijazah, tempat nomor dan stempel, belum terlihat.",
                    ),
                    flag(Target::Question { code: "proof_number".into() }, "differs_from_document", ""),
                ],
                "",
            )],
            End::Rejected => vec![(
                Command::Reject,
                vec![flag(Target::General, "already_in_process", "Permohonan yang sama masih diproses.")],
                "",
            )],
            End::Verified => vec![(Command::Verify, Vec::new(), "")],
            End::Approved => vec![(Command::Approve, Vec::new(), "")],
            End::InSiak => vec![(Command::Approve, Vec::new(), ""), (Command::EnterSiak, Vec::new(), "")],
            End::AwaitingSignature => vec![
                (Command::Approve, Vec::new(), ""),
                (Command::EnterSiak, Vec::new(), ""),
                (Command::AwaitSignature, Vec::new(), ""),
            ],
            End::Done => vec![
                (Command::Approve, Vec::new(), ""),
                (Command::EnterSiak, Vec::new(), ""),
                (Command::AwaitSignature, Vec::new(), ""),
                (
                    Command::Complete,
                    Vec::new(),
                    "KK baru diambil di kantor. Pilih hari dan jamnya di bawah ini.",
                ),
            ],
        };
        for (command, flags, note) in commands {
            clock.advance(Duration::minutes(12));
            if command == Command::Complete {
                let collect = crate::NewResult {
                    kind: "collect".into(),
                    place: "Ruang pelayanan, lantai 1".into(),
                    when: "Setiap hari kerja, dengan janji temu".into(),
                    ..crate::NewResult::default()
                };
                self.attach_result(first, &number, &collect, None).await?;
            }
            let version = self.request(citizen, id, Language::Id).await?.version;
            let form = DecisionForm {
                command,
                version,
                flags,
                note: note.to_owned(),
                recorded: crate::Recorded::default(),
            };
            self.decide(first, &number, &form).await?;
        }
        if end == End::Expired {
            clock.advance(Duration::days(15));
            self.expire_uncorrected().await?;
        }
        if end == End::Verified {
            // Verifying gave it back; another officer looks next.
            self.claim(second, &number, None).await?;
            self.release(second, &number).await?;
        }
        Ok(())
    }
}

/// Now, had the clock not been moved back by `span`.
fn clock_end(service: &Service, span: Duration) -> time::OffsetDateTime {
    service.now() + span
}
