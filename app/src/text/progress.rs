//! Words of a request on its way: who acts now, what the citizen can do, and by when.
use super::{day, day_time, pick};
use domain::{Language, Status, Zone};
use service::{Expectation, RequestDetail};

words! {
    /// The present turn of a request.
    Progress {
        now: "Sekarang" | "Now",
        who: "Giliran siapa" | "Whose turn it is",
        can: "Yang dapat Anda lakukan" | "What you can do",
        by: "Kapan" | "By when",
        delete_text: "Isian dan berkas draf ini dihapus dan tidak dapat dikembalikan." | "What you filled in and its documents are deleted for good.",
        delete_confirm: "Ya, hapus" | "Yes, delete",
        before: "Perbaiki sebelum" | "Correct it before",
        draft_life: "Draf yang 90 hari tidak disimpan dihapus. Kami memberi tahu Anda dua minggu sebelumnya." | "A draft that is not saved for 90 days is deleted. We tell you two weeks before.",
    }
}

/// Who acts.
pub fn who_acts(status: Status, language: Language) -> &'static str {
    match status {
        Status::Submitted => pick(
            language,
            "Kantor. Permohonan Anda ada di antrean petugas.",
            "The office. Your request is in the officers' queue.",
        ),
        Status::InReview | Status::Verified => pick(
            language,
            "Kantor. Petugas membandingkan isian dengan berkas Anda.",
            "The office. An officer compares what you wrote with your documents.",
        ),
        Status::NeedsCorrection => pick(
            language,
            "Anda. Petugas menunggu perbaikan dari Anda.",
            "You. The officer waits for your correction.",
        ),
        Status::Approved => pick(
            language,
            "Kantor. Petugas akan memasukkan perubahannya ke SIAK.",
            "The office. An officer will enter the change into SIAK.",
        ),
        Status::InSiak => pick(
            language,
            "Kantor. Perubahannya sedang diproses di SIAK.",
            "The office. The change is being processed in SIAK.",
        ),
        Status::AwaitingSignature => pick(
            language,
            "Kepala dinas, yang menandatangani hasilnya secara elektronik.",
            "The head of the office, who signs the result electronically.",
        ),
        Status::Done | Status::Rejected | Status::Withdrawn | Status::Expired => {
            pick(language, "Tidak ada. Permohonan ini sudah berakhir.", "Nobody's. This request has ended.")
        }
    }
}

/// What the citizen can do now.
pub fn can_do(status: Status, language: Language) -> &'static str {
    match status {
        Status::Submitted | Status::InReview | Status::Verified | Status::Approved => pick(
            language,
            "Tunggu kabar dari kami. Selama belum masuk SIAK, Anda masih dapat membatalkannya.",
            "Wait for news from us. Until it is in SIAK you can still withdraw it.",
        ),
        Status::NeedsCorrection => pick(
            language,
            "Perbaiki yang ditandai saja. Isian lain tetap seperti semula.",
            "Correct what is marked. Everything else stays as it was.",
        ),
        Status::InSiak | Status::AwaitingSignature => pick(
            language,
            "Tunggu kabar dari kami. Anda tidak perlu datang.",
            "Wait for news from us. You need not come.",
        ),
        Status::Done => pick(
            language,
            "Ikuti petunjuk tentang hasilnya, lalu periksa Kartu Keluarga Anda.",
            "Follow what is said about the result, then check your family card.",
        ),
        Status::Rejected => pick(
            language,
            "Baca alasannya. Anda dapat mengajukan yang baru atau bertanya ke kantor.",
            "Read the reasons. You can send a new request or ask the office.",
        ),
        Status::Withdrawn | Status::Expired => {
            pick(language, "Ajukan yang baru bila masih perlu.", "Send a new one if you still need it.")
        }
    }
}

/// By when; nothing for what has ended.
pub fn by_when(request: &RequestDetail, zone: Zone, language: Language) -> Option<String> {
    if let (Status::NeedsCorrection, Some(until)) = (request.status, request.correction_due_at) {
        let until = day(until, zone, language);
        return Some(match language {
            Language::Id => {
                format!("Sampai {until}. Sesudah itu permohonan berakhir dan harus diajukan lagi.")
            }
            Language::En => format!("Until {until}. After that the request ends and has to be sent again."),
        });
    }
    let target = day_time(request.due_at, zone, language);
    Some(match (request.expected?, language) {
        (Expectation::Likely { half: Some(half), most, of }, Language::Id) => format!(
            "Kemungkinan {}, paling lambat {}. Begitulah separuh dan sembilan dari sepuluh di antara {of} permohonan seperti ini dalam 30 hari terakhir.",
            day(half, zone, language),
            day(most, zone, language)
        ),
        (Expectation::Likely { half: Some(half), most, of }, Language::En) => format!(
            "Probably {}, at the latest {}. So it was for half and for nine of ten of {of} requests like it in the last 30 days.",
            day(half, zone, language),
            day(most, zone, language)
        ),
        (Expectation::Likely { half: None, most, of }, Language::Id) => format!(
            "Kemungkinan paling lambat {}. Begitulah sembilan dari sepuluh di antara {of} permohonan seperti ini dalam 30 hari terakhir.",
            day(most, zone, language)
        ),
        (Expectation::Likely { half: None, most, of }, Language::En) => format!(
            "Probably at the latest {}. So it was for nine of ten of {of} requests like it in the last 30 days.",
            day(most, zone, language)
        ),
        (Expectation::Longer { of }, Language::Id) => format!(
            "Ini sudah lebih lama daripada sembilan dari sepuluh di antara {of} permohonan seperti ini. Target kantor: {target}. Anda boleh bertanya ke kantor dengan menyebutkan nomornya."
        ),
        (Expectation::Longer { of }, Language::En) => format!(
            "It takes longer than nine of ten of {of} requests like it took. The office's target: {target}. You may ask the office and quote the number."
        ),
        (Expectation::Unknown, Language::Id) => format!(
            "Target kantor: {target}. Untuk perkiraan, permohonan seperti ini yang selesai dalam 30 hari terakhir belum cukup banyak."
        ),
        (Expectation::Unknown, Language::En) => format!(
            "The office's target: {target}. Too few requests like it were finished in the last 30 days to tell more."
        ),
    })
}
