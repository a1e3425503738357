//! Letters about what the office did with an account: subject and text.
use super::pick;
use domain::Language;
use service::{OfficeAct, UnlinkReason};

/// Why a tie to the register is taken back, as officers choose it and citizens read it.
pub fn unlink_reason(reason: UnlinkReason, language: Language) -> &'static str {
    match reason {
        UnlinkReason::OtherPerson => {
            pick(language, "buktinya milik orang lain", "the evidence belongs to somebody else")
        }
        UnlinkReason::TakenOver => {
            pick(language, "akun dipakai orang lain", "somebody else uses the account")
        }
        UnlinkReason::AskedByOwner => {
            pick(language, "diminta pemilik akun", "the owner of the account asked for it")
        }
        UnlinkReason::Mistake => pick(language, "salah tekan", "pressed by mistake"),
    }
}

/// The subject.
pub(super) fn subject(act: OfficeAct, language: Language) -> &'static str {
    match act {
        OfficeAct::Linked => pick(language, "Akun Anda sudah ditautkan", "Your account is linked"),
        OfficeAct::Unlinked { .. } => {
            pick(language, "Tautan akun Anda dicabut", "Your account is no longer linked")
        }
        OfficeAct::NikYours => pick(language, "NIK Anda sudah dipastikan", "Your NIK is settled"),
        OfficeAct::NikOthers => {
            pick(language, "NIK pada akun Anda dipersoalkan", "The NIK of your account is disputed")
        }
        OfficeAct::Suspended => {
            pick(language, "Akun Anda ditutup sementara", "Your account is closed for now")
        }
        OfficeAct::Restored => pick(language, "Akun Anda dibuka kembali", "Your account is open again"),
        OfficeAct::Corrected => pick(language, "Data akun Anda diperbaiki", "Your data were corrected"),
        OfficeAct::NotCorrected => {
            pick(language, "Perbaikan data akun Anda dijawab", "Your request for a correction is answered")
        }
        OfficeAct::Closed => pick(language, "Akun Anda sudah dihapus", "Your account is deleted"),
        OfficeAct::ScopeChanged => {
            pick(language, "Tugas Anda di portal diubah", "Your duties on the portal have changed")
        }
    }
}

/// The text.
pub(super) fn text(act: OfficeAct, language: Language) -> String {
    let fixed = match act {
        OfficeAct::Unlinked { reason } => {
            let reason = unlink_reason(reason, language);
            return match language {
                Language::Id => format!(
                    "Petugas mencabut tautan akun Anda ke data kependudukan: {reason}. Permohonan Anda tetap berjalan. Kalau menurut Anda ini keliru, datanglah ke kantor dengan KTP-el."
                ),
                Language::En => format!(
                    "An officer has taken back the tie of your account to the register: {reason}. Your requests go on. If you think that this is wrong, come to the office with your identity card."
                ),
            };
        }
        OfficeAct::Linked => pick(
            language,
            "Petugas menautkan akun Anda ke data kependudukan, berdasarkan bukti di permohonan Anda. Kalau bukan Anda yang mengajukannya, segera hubungi kantor.",
            "An officer has tied your account to the register, on the evidence in your request. If you did not send that request, call the office at once.",
        ),
        OfficeAct::NikYours => pick(
            language,
            "Kantor sudah memeriksa KTP-el Anda: NIK ini milik akun Anda. Akun lain yang memakainya tidak lagi memilikinya.",
            "The office has seen your identity card: the NIK belongs to your account. The other account that used it no longer has it.",
        ),
        OfficeAct::NikOthers => pick(
            language,
            "Orang lain membuktikan di kantor bahwa NIK pada akun Anda miliknya. Kalau NIK itu milik Anda, datanglah ke kantor dengan KTP-el. Sampai saat itu permohonan Anda tidak dapat disetujui.",
            "Somebody else has proven at the office that the NIK of your account is theirs. If it is yours, come to the office with your identity card. Until then your requests cannot be approved.",
        ),
        OfficeAct::Suspended => pick(
            language,
            "Kantor menutup akun Anda untuk sementara dan semua perangkat sudah dikeluarkan. Permohonan yang sudah dikirim tetap berjalan. Hubungi kantor untuk membukanya lagi.",
            "The office has closed your account for now, and all devices were signed out. What you have sent goes on. Call the office to have it opened again.",
        ),
        OfficeAct::Restored => pick(
            language,
            "Akun Anda dibuka kembali. Masuklah seperti di perangkat baru. Kalau kata sandi Anda mungkin diketahui orang lain, buat yang baru.",
            "Your account is open again. Sign in as on a new device. If somebody else may know your password, make a new one.",
        ),
        OfficeAct::Corrected => pick(
            language,
            "Perbaikan data yang Anda minta sudah dilakukan. Jawaban petugas ada di akun Anda, bagian Data saya.",
            "The correction of your data that you asked for is done. The officer's answer is in your account, under My data.",
        ),
        OfficeAct::NotCorrected => pick(
            language,
            "Permintaan perbaikan data Anda sudah dijawab. Alasan petugas ada di akun Anda, bagian Data saya.",
            "Your request for a correction of your data is answered. The officer's reason is in your account, under My data.",
        ),
        OfficeAct::ScopeChanged => pick(
            language,
            "Administrator mengubah peran atau wilayah kerja Anda. Berkas yang Anda pegang dikembalikan ke antrean.",
            "An administrator has changed your role or the requests that you see. What you held was laid back into the queue.",
        ),
        OfficeAct::Closed => pick(
            language,
            "Akun Anda dihapus atas permintaan Anda. Draf, kartu keluarga yang Anda ketik, dan data akun dimusnahkan dalam tujuh hari. Permohonan yang sudah dikirim adalah arsip kantor dan tetap disimpan. Bukan Anda yang meminta? Segera hubungi kantor: selama tujuh hari ini dapat dibatalkan.",
            "Your account was deleted as you asked. Drafts, the family card that you typed and the data of the account are destroyed within seven days. Requests that were sent are records of the office and are kept. You did not ask for it? Call the office at once: within these seven days it can be undone.",
        ),
    };
    fixed.to_owned()
}
