//! Letters in words: what goes out by e-mail and phone and lies in the inbox. The full reason is in the
//! message; no NIK, no family-card number, no document.
mod account;
mod appointment;
mod brief;
mod digest;
mod help;
mod objection;
mod state;
#[cfg(test)]
mod tests;

use super::{office_act, pick};
use crate::routes;
use account::{changed, invited};
use domain::{Language, Words};
use help::answered;
use service::{Brief, Letter, ReasonLine, Regarding, Wording, Wrote};
use std::fmt::Write as _;
use uuid::Uuid;

/// Puts letters into words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letters;

impl Wording for Letters {
    fn write(&self, letter: &Letter, language: Language, base: &str) -> Wrote {
        let subject = subject(letter, language);
        let mut body = text(letter, language, base);
        if let Some(regarding) = letter.regarding() {
            let (follow, href) = if letter.is_for_officers() {
                (
                    pick(language, "Buka di meja petugas", "Open it on the desk"),
                    routes::desk_request(&regarding.number),
                )
            } else {
                (pick(language, "Ikuti statusnya", "Follow its status"), routes::request(regarding.request))
            };
            let _ = write!(body, "\n\n{follow}: {base}{href}");
        }
        Wrote { subject, body }
    }

    fn brief(&self, letter: &Letter, language: Language) -> Brief {
        brief::of(letter, language)
    }
}

fn named(regarding: &Regarding, language: Language) -> String {
    format!("{} ({})", regarding.number, regarding.procedure.get(language))
}

fn subject(letter: &Letter, language: Language) -> String {
    let of = |id: &str, en: &str, regarding: &Regarding| match language {
        Language::Id => format!("Permohonan {}: {id}", regarding.number),
        Language::En => format!("Request {}: {en}", regarding.number),
    };
    match letter {
        Letter::Code { .. } => pick(language, "Kode KK Daring Anda", "Your KK Daring code").to_owned(),
        Letter::AssistCode { .. } => {
            pick(language, "Kode persetujuan KK Daring", "Your KK Daring consent code").to_owned()
        }
        Letter::AssistBegan { .. } => {
            pick(language, "Petugas mulai membantu Anda", "An officer has begun to help you").to_owned()
        }
        Letter::NikTried => pick(
            language,
            "Seseorang mencoba mendaftar dengan NIK Anda",
            "Somebody tried to register with your NIK",
        )
        .to_owned(),
        Letter::NewDevice { .. } => {
            pick(language, "Masuk dari perangkat baru", "Signed in on a new device").to_owned()
        }
        Letter::AccountChanged { what } => changed(*what, language).0.to_owned(),
        Letter::PasswordWaits { .. } => {
            pick(language, "Kata sandi baru diminta", "A new password was asked for").to_owned()
        }
        Letter::ByOffice { act } => office_act::subject(*act, language).to_owned(),
        Letter::Invited { office, .. } => match language {
            Language::Id => format!("Undangan menjadi petugas {office}"),
            Language::En => format!("Invitation to work at {office}"),
        },
        Letter::Welcome => pick(language, "Akun Anda sudah jadi", "Your account is ready").to_owned(),
        Letter::Submitted { regarding, .. } => of("sudah diterima", "received", regarding),
        Letter::InReview { regarding } => of("sedang diperiksa", "being checked", regarding),
        Letter::NeedsCorrection { regarding, .. } => of("perlu diperbaiki", "needs correction", regarding),
        Letter::Rejected { regarding, .. } => of("tidak dapat disetujui", "cannot be approved", regarding),
        Letter::Approved { regarding } => of("disetujui", "approved", regarding),
        Letter::InSiak { regarding } => of("diproses di SIAK", "processed in SIAK", regarding),
        Letter::AwaitingSignature { regarding } => {
            of("menunggu tanda tangan", "awaiting signature", regarding)
        }
        Letter::Done { regarding, .. } => of("selesai", "done", regarding),
        Letter::ResultReady { regarding } => of("hasil siap", "result ready", regarding),
        Letter::Withdrawn { regarding } => of("dibatalkan", "withdrawn", regarding),
        Letter::Expired { regarding } => of("waktu perbaikan habis", "time to correct is over", regarding),
        Letter::CorrectionDue { regarding, .. } => of("segera perbaiki", "correct it soon", regarding),
        Letter::Concerned { .. } => {
            pick(language, "Permohonan yang menyangkut Anda", "A request that concerns you").to_owned()
        }
        Letter::Objected { regarding } => of("ada keberatan", "somebody objects", regarding),
        Letter::ObjectionAnswered { outcome, .. } => {
            objection::answered_subject(*outcome, language).to_owned()
        }
        Letter::ObjectionSettled { regarding, .. } => {
            of("keberatan sudah diperiksa", "an objection was looked into", regarding)
        }
        Letter::HelpAnswered { number, .. } => match language {
            Language::Id => format!("Jawaban atas pertanyaan {number}"),
            Language::En => format!("The answer to question {number}"),
        },
        Letter::DraftEnds { .. } => {
            pick(language, "Draf Anda akan dihapus", "Your draft will be deleted").to_owned()
        }
        Letter::DraftGone { .. } => pick(language, "Draf Anda dihapus", "Your draft was deleted").to_owned(),
        Letter::Appointment { regarding, what, .. } => {
            let (id, en) = appointment::subject(*what);
            of(id, en, regarding)
        }
        Letter::Reopened { regarding } => of("dibuka kembali", "reopened", regarding),
        Letter::Message { regarding } => of("ada pesan dari petugas", "a message from an officer", regarding),
        Letter::ServiceTime { regarding, percent: 100.. } => of("lewat batas layanan", "late", regarding),
        Letter::ServiceTime { regarding, .. } => of("hampir lewat batas layanan", "nearly late", regarding),
        Letter::CitizenWrote { regarding } => {
            of("ada pesan dari warga", "a message from the citizen", regarding)
        }
        Letter::Digest { waiting, .. } => match language {
            Language::Id => format!("Ringkasan pagi: {waiting} menunggu"),
            Language::En => format!("This morning: {waiting} waiting"),
        },
        Letter::State { points } => state::subject(points, language),
        Letter::HandedOver { regarding, .. } => of("diserahkan kepada Anda", "handed over to you", regarding),
    }
}

/// What to bring and until when; mostly nothing.
fn to_bring(originals: &[Words], due: domain::Date, language: Language) -> String {
    if originals.is_empty() {
        return pick(language, "Anda tidak perlu datang.", "You need not come.").to_owned();
    }
    let lines: String = originals.iter().flat_map(|original| ["\n- ", original.get(language)]).collect();
    let by = domain::date::in_words(due, language);
    match language {
        Language::Id => format!(
            "\n\nBawa dokumen asli ini ke kantor pada jam kerja, paling lambat {by}. Permohonan baru dapat disetujui setelah petugas melihatnya:{lines}"
        ),
        Language::En => format!(
            "\n\nBring these originals to the office during its hours, by {by} at the latest. The request can be approved once an officer has seen them:{lines}"
        ),
    }
}

#[expect(clippy::too_many_lines, reason = "an arm for each letter")]
fn text(letter: &Letter, language: Language, base: &str) -> String {
    match (letter, language) {
        (Letter::HelpAnswered { number, text, with_account }, _) => {
            answered(number, text.as_deref(), *with_account, language, base)
        }
        (
            Letter::Code { .. }
            | Letter::AssistCode { .. }
            | Letter::AssistBegan { .. }
            | Letter::NikTried
            | Letter::NewDevice { .. }
            | Letter::PasswordWaits { .. },
            _,
        ) => account::text(letter, language, base),
        (Letter::AccountChanged { what }, Language::Id) => format!(
            "{}\n\nBila itu bukan Anda, segera buat kata sandi baru dan hubungi kantor: {base}{}",
            changed(*what, language).1,
            routes::FORGOT
        ),
        (Letter::AccountChanged { what }, Language::En) => format!(
            "{}\n\nIf it was not you, make a new password at once and call the office: {base}{}",
            changed(*what, language).1,
            routes::FORGOT
        ),
        (Letter::ByOffice { act }, language) => office_act::text(*act, language),
        (Letter::Invited { by, office, token, until }, _) => invited(
            (by, office),
            &format!("{base}{}", routes::invitation_in(token, language)),
            *until,
            language,
        ),
        (Letter::Welcome, Language::Id) => format!(
            "Akun Anda sudah jadi. Isi Kartu Keluarga Anda satu kali di {base}{}, lalu ajukan perubahannya.",
            routes::CARD
        ),
        (Letter::Welcome, Language::En) => format!(
            "Your account is ready. Fill in your family card once at {base}{}, then ask for the change.",
            routes::CARD
        ),
        (Letter::Submitted { regarding, due, originals }, Language::Id) => format!(
            "Permohonan {} sudah kami terima. Perkiraan selesai: {}. {}",
            named(regarding, language),
            domain::date::in_words(*due, language),
            to_bring(originals, *due, language)
        ),
        (Letter::Submitted { regarding, due, originals }, Language::En) => format!(
            "We have received your request {}. Expected by {}. {}",
            named(regarding, language),
            domain::date::in_words(*due, language),
            to_bring(originals, *due, language)
        ),
        (Letter::InReview { regarding }, _) => in_review(regarding, language),
        (Letter::NeedsCorrection { regarding, reasons, until }, Language::Id) => format!(
            "Permohonan {} perlu Anda perbaiki sebelum {}. Hanya bagian ini yang dibuka lagi; isian lain tetap tersimpan.{}",
            named(regarding, language),
            domain::date::in_words(*until, language),
            reason_words(reasons, language)
        ),
        (Letter::NeedsCorrection { regarding, reasons, until }, Language::En) => format!(
            "Your request {} needs a correction before {}. Only these parts are open again; the rest is kept.{}",
            named(regarding, language),
            domain::date::in_words(*until, language),
            reason_words(reasons, language)
        ),
        (Letter::Rejected { regarding, reasons }, Language::Id) => format!(
            "Permohonan {} tidak dapat disetujui.{}\n\nAnda dapat mengajukan permohonan baru atau bertanya ke kantor.",
            named(regarding, language),
            reason_words(reasons, language)
        ),
        (Letter::Rejected { regarding, reasons }, Language::En) => format!(
            "Your request {} cannot be approved.{}\n\nYou can send a new request or ask the office.",
            named(regarding, language),
            reason_words(reasons, language)
        ),
        (Letter::Approved { regarding }, Language::Id) => format!(
            "Permohonan {} disetujui. Berikutnya petugas memprosesnya di SIAK.",
            named(regarding, language)
        ),
        (Letter::Approved { regarding }, Language::En) => {
            format!("Your request {} is approved. Next it is processed in SIAK.", named(regarding, language))
        }
        (Letter::InSiak { regarding }, Language::Id) => {
            format!("Permohonan {} sedang diproses di SIAK.", named(regarding, language))
        }
        (Letter::InSiak { regarding }, Language::En) => {
            format!("Your request {} is being processed in SIAK.", named(regarding, language))
        }
        (Letter::AwaitingSignature { regarding }, Language::Id) => format!(
            "Hasil permohonan {} menunggu tanda tangan elektronik kepala dinas.",
            named(regarding, language)
        ),
        (Letter::AwaitingSignature { regarding }, Language::En) => format!(
            "The result of your request {} awaits the electronic signature.",
            named(regarding, language)
        ),
        (Letter::Done { regarding, note, results }, Language::Id) => with_note(
            format!(
                "Permohonan {} sudah selesai.{}",
                named(regarding, language),
                how_to_get(*results, language, base)
            ),
            note,
        ),
        (Letter::Done { regarding, note, results }, Language::En) => with_note(
            format!(
                "Your request {} is done.{}",
                named(regarding, language),
                how_to_get(*results, language, base)
            ),
            note,
        ),
        (Letter::Withdrawn { regarding }, _) => withdrawn(regarding, language),
        (Letter::Expired { regarding }, Language::Id) => format!(
            "Waktu untuk memperbaiki permohonan {} sudah habis. Anda dapat mengajukan yang baru.",
            named(regarding, language)
        ),
        (Letter::Expired { regarding }, Language::En) => format!(
            "The time to correct your request {} is over. You can send a new one.",
            named(regarding, language)
        ),
        (Letter::Reopened { regarding }, _) => reopened(regarding, language),
        (Letter::Message { regarding }, Language::Id) => format!(
            "Petugas menulis pesan tentang permohonan {}. Baca dan jawab di halaman statusnya.",
            named(regarding, language)
        ),
        (Letter::Message { regarding }, Language::En) => format!(
            "An officer wrote a message about your request {}. Read and answer it on its status page.",
            named(regarding, language)
        ),
        (Letter::ServiceTime { regarding, percent }, Language::Id) => format!(
            "Waktu layanan permohonan {} sudah terpakai {percent} persen.",
            named(regarding, language)
        ),
        (Letter::ServiceTime { regarding, percent }, Language::En) => format!(
            "{percent} per cent of the service time of the request {} is used.",
            named(regarding, language)
        ),
        (Letter::CitizenWrote { regarding }, _) => citizen_wrote(regarding, language),
        (Letter::HandedOver { regarding, by, note }, Language::Id) => with_note(
            format!("{by} menyerahkan permohonan {} kepada Anda.", named(regarding, language)),
            note,
        ),
        (Letter::HandedOver { regarding, by, note }, Language::En) => {
            with_note(format!("{by} hands the request {} over to you.", named(regarding, language)), note)
        }
        (Letter::State { points }, _) => state::text(points, language, base),
        (Letter::Digest { day, waiting, running_out, late, mine }, _) => {
            digest::digest(*day, [*waiting, *running_out, *late, *mine], language, base)
        }
        (Letter::CorrectionDue { regarding, until }, _) => correction_due(regarding, *until, language),
        (Letter::Appointment { regarding, what, day, minute, zone, counter, office }, _) => {
            let time = domain::AppointmentTime { day: *day, minute: *minute };
            let meeting = appointment::Meeting { time, zone: *zone, counter, office };
            appointment::text(regarding, *what, &meeting, (language, base))
        }
        (Letter::ResultReady { regarding }, _) => result_ready(regarding, language, base),
        (
            Letter::Concerned { .. }
            | Letter::Objected { .. }
            | Letter::ObjectionAnswered { .. }
            | Letter::ObjectionSettled { .. },
            _,
        ) => objection::text(letter, language, base),
        (Letter::DraftEnds { draft, procedure, on }, _) => {
            draft_ends(*draft, procedure, *on, (language, base))
        }
        (Letter::DraftGone { procedure }, _) => draft_gone(procedure, language),
    }
}

/// An officer has begun.
fn in_review(regarding: &Regarding, language: Language) -> String {
    match language {
        Language::Id => format!("Petugas mulai memeriksa permohonan {}.", named(regarding, language)),
        Language::En => format!("An officer has begun to check your request {}.", named(regarding, language)),
    }
}

/// Taken back by its owner.
fn withdrawn(regarding: &Regarding, language: Language) -> String {
    match language {
        Language::Id => format!("Permohonan {} sudah Anda batalkan.", named(regarding, language)),
        Language::En => format!("You have withdrawn your request {}.", named(regarding, language)),
    }
}

/// Opened again.
fn reopened(regarding: &Regarding, language: Language) -> String {
    match language {
        Language::Id => {
            format!("Permohonan {} dibuka kembali dan diperiksa lagi.", named(regarding, language))
        }
        Language::En => {
            format!("Your request {} was reopened and is checked again.", named(regarding, language))
        }
    }
}

/// To an officer: a message.
fn citizen_wrote(regarding: &Regarding, language: Language) -> String {
    match language {
        Language::Id => format!("Warga menulis pesan tentang permohonan {}.", named(regarding, language)),
        Language::En => {
            format!("The citizen wrote a message about the request {}.", named(regarding, language))
        }
    }
}

/// A result that came after the others.
fn result_ready(regarding: &Regarding, language: Language, base: &str) -> String {
    match language {
        Language::Id => format!(
            "Ada hasil baru untuk permohonan {}.{}",
            named(regarding, language),
            how_to_get(1, language, base)
        ),
        Language::En => format!(
            "There is another result of your request {}.{}",
            named(regarding, language),
            how_to_get(1, language, base)
        ),
    }
}

/// A reminder before the time to correct is over.
fn correction_due(regarding: &Regarding, until: domain::Date, language: Language) -> String {
    match language {
        Language::Id => format!(
            "Permohonan {} masih menunggu perbaikan dari Anda. Kirim perbaikannya sebelum {}. Sesudah itu permohonan berakhir dan Anda harus mengajukan yang baru.",
            named(regarding, language),
            domain::date::in_words(until, language)
        ),
        Language::En => format!(
            "Your request {} still waits for your correction. Send it before {}. After that the request ends and you have to send a new one.",
            named(regarding, language),
            domain::date::in_words(until, language)
        ),
    }
}

/// A reminder before a draft is deleted.
fn draft_ends(
    draft: Uuid,
    procedure: &Words,
    on: domain::Date,
    (language, base): (Language, &str),
) -> String {
    match language {
        Language::Id => format!(
            "Draf \"{}\" belum dikirim dan sudah lama tidak dibuka. Kami menghapusnya pada {} bersama berkasnya. Bila masih perlu, buka dan simpan lagi: {base}{}",
            procedure.get(language),
            domain::date::in_words(on, language),
            routes::resume(draft)
        ),
        Language::En => format!(
            "Your draft \"{}\" was never sent and has not been opened for long. We delete it on {}, with its documents. If you still need it, open it and save it again: {base}{}",
            procedure.get(language),
            domain::date::in_words(on, language),
            routes::resume(draft)
        ),
    }
}

/// A draft that was deleted.
fn draft_gone(procedure: &Words, language: Language) -> String {
    match language {
        Language::Id => format!(
            "Draf \"{}\" sudah dihapus karena 90 hari tidak dilanjutkan. Anda dapat memulai lagi kapan saja.",
            procedure.get(language)
        ),
        Language::En => format!(
            "Your draft \"{}\" was deleted: for 90 days nobody went on with it. You can begin again at any time.",
            procedure.get(language)
        ),
    }
}

/// How to get the results; nothing where there are none.
fn how_to_get(results: u64, language: Language, base: &str) -> String {
    match (results, language) {
        (0, _) => String::new(),
        (_, Language::Id) => format!(
            " Hasilnya ada di halaman permohonan ini. Tanpa masuk: {base}{} dengan nomor permohonan dan kode sekali pakai. Unduh dalam 90 hari.",
            routes::TRACK
        ),
        (_, Language::En) => format!(
            " The result is on the page of this request. Without signing in: {base}{} with the request number and a one-time code. Download it within 90 days.",
            routes::TRACK
        ),
    }
}

fn with_note(text: String, note: &str) -> String {
    if note.is_empty() { text } else { format!("{text}\n\n{note}") }
}

fn reason_words(reasons: &[ReasonLine], language: Language) -> String {
    let mut words = String::new();
    for (place, line) in reasons.iter().enumerate() {
        let about = line.about.as_ref().map_or(String::new(), |about| format!("{}: ", about.get(language)));
        let _ = write!(
            words,
            "\n\n{}. {about}{}\n{}",
            place + 1,
            line.reason.get(language),
            line.advice.get(language)
        );
        if !line.note.trim().is_empty() {
            let note = pick(language, "Catatan petugas", "The officer's note");
            let _ = write!(words, "\n{note}: {}", line.note.trim());
        }
    }
    words
}
