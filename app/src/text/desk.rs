//! Words of the officers' desk.
use super::pick;
use domain::{Command, Language};

words! {
    /// The desk.
    Desk {
        queue: "Antrean" | "Queue",
    }
}

/// A command as a button.
pub const fn command(command: Command, language: Language) -> &'static str {
    match command {
        Command::Submit | Command::Resubmit => pick(language, "Kirim", "Send"),
        Command::Claim => pick(language, "Ambil berkas", "Take it"),
        Command::Return => pick(language, "Kembalikan untuk perbaikan", "Return for correction"),
        Command::Reject => pick(language, "Tolak", "Reject"),
        Command::Verify => pick(language, "Verifikasi", "Verify"),
        Command::Approve => pick(language, "Setujui", "Approve"),
        Command::EnterSiak => pick(language, "Catat sudah di SIAK", "Record as entered in SIAK"),
        Command::SiakRefuse => pick(language, "SIAK menolak: periksa ulang", "Refused by SIAK: check again"),
        Command::SiakReturn => pick(language, "SIAK menolak: kembalikan ke warga", "Refused by SIAK: return to the citizen"),
        Command::AwaitSignature => pick(language, "Ajukan tanda tangan", "Send for signature"),
        Command::Complete => pick(language, "Selesai", "Done"),
        Command::Withdraw => pick(language, "Batalkan", "Withdraw"),
        Command::Expire => pick(language, "Kedaluwarsakan", "Expire"),
        Command::Reopen => pick(language, "Buka kembali", "Reopen"),
    }
}

/// A part of the queue, by its code in addresses.
pub fn filter_name(code: &str, language: Language) -> &'static str {
    match code {
        "baru" => pick(language, "Baru", "New"),
        "milik-saya" => pick(language, "Milik saya", "Mine"),
        "siak" => pick(language, "SIAK & TTE", "SIAK & signature"),
        "menunggu-warga" => pick(language, "Menunggu warga", "With the citizen"),
        "selesai" => pick(language, "Selesai", "Ended"),
        _ => pick(language, "Terbuka", "Open"),
    }
}
