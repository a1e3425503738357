//! Words of the warning before a session ends.
use domain::Zone;
use time::OffsetDateTime;

words! {
    /// What the warning says.
    Ending {
        ending: "Karena tidak ada kegiatan, Anda akan dikeluarkan pukul" | "Because nothing happens here you will be signed out at",
        last: "Ini batas terlama; simpan yang sedang Anda isi." | "This is the longest possible; save what you are filling in.",
        stay: "Tetap masuk" | "Stay signed in",
        ended: "Anda sudah dikeluarkan. Isian di halaman ini masih ada: masuk lagi di tab baru, lalu kembali ke sini." | "You were signed out. What you typed on this page is still here: sign in again in a new tab, then come back.",
        sign_in: "Masuk lagi" | "Sign in again",
    }
}

/// "10.32 WIB".
pub fn clock_time(at: OffsetDateTime, zone: Zone) -> String {
    let at = at.to_offset(zone.offset());
    format!("{:02}.{:02} {}", at.hour(), at.minute(), zone.as_str())
}
