//! Words of the page that says where a request stands without signing in.
use super::{day, day_time, pick};
use domain::{Language, Status, Zone};
use service::Tracked;

words! {
    /// Tracking.
    Track {
        title: "Lacak permohonan" | "Track a request",
        intro: "Lihat sampai di mana permohonan Anda, tanpa masuk." | "See where your request stands, without signing in.",
        number: "Nomor permohonan" | "Request number",
        number_hint: "Ada di tanda terima, misalnya K7RT-4MQX-9" | "It is on the receipt, such as K7RT-4MQX-9",
        digits: "4 angka terakhir nomor ponsel pemohon" | "Last 4 digits of the applicant's phone",
        submit: "Lihat status" | "See the status",
        not_found: "Nomor dan angka ponsel ini tidak cocok" | "This number and these digits do not fit",
        not_found_text: "Periksa keduanya. Sesudah lima kali salah, nomor ini ditutup satu jam. Dengan akun Anda selalu dapat masuk." | "Check both. After five wrong tries this number is closed for an hour. With your account you can always sign in.",
        since: "Sejak" | "Since",
        arrived: "Diterima" | "Received",
        details: "Masuk untuk melihat rincian" | "Sign in to see the details",
        another: "Lacak nomor lain" | "Track another number",
        nothing_more: "Nama, layanan, dan alasan tidak ditampilkan di sini." | "Name, service and reasons are not shown here.",
    }
}

/// What happens now, who acts, and by when.
pub fn what_now(tracked: &Tracked, zone: Zone, language: Language) -> String {
    let due = day_time(tracked.due_at, zone, language);
    match tracked.status {
        Status::Submitted | Status::InReview | Status::Verified => match language {
            Language::Id => format!("Petugas memeriksa. Perkiraan selesai: {due}."),
            Language::En => format!("An officer checks it. Expected by {due}."),
        },
        Status::Approved | Status::InSiak | Status::AwaitingSignature => match language {
            Language::Id => format!("Kantor memproses hasilnya. Perkiraan selesai: {due}."),
            Language::En => format!("The office prepares the result. Expected by {due}."),
        },
        Status::NeedsCorrection => {
            let until = tracked.correction_due_at.map(|at| day(at, zone, language)).unwrap_or_default();
            match language {
                Language::Id => format!(
                    "Anda perlu memperbaiki sesuatu sampai {until}. Masuk untuk melihat apa dan mengapa."
                ),
                Language::En => {
                    format!("You need to correct something until {until}. Sign in to see what and why.")
                }
            }
        }
        Status::Done => pick(
            language,
            "Hasilnya siap. Masuk untuk melihat cara mendapatkannya.",
            "The result is ready. Sign in to see how to get it.",
        )
        .to_owned(),
        Status::Rejected => pick(
            language,
            "Tidak dapat disetujui. Masuk untuk membaca alasannya.",
            "It cannot be approved. Sign in to read the reasons.",
        )
        .to_owned(),
        Status::Withdrawn | Status::Expired => pick(
            language,
            "Permohonan ini sudah berakhir. Anda dapat mengajukan yang baru.",
            "This request has ended. You can send a new one.",
        )
        .to_owned(),
    }
}
