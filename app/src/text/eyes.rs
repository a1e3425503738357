//! Words for two pairs of eyes.
use super::pick;
use domain::Language;
use service::Eyes;

/// Who has verified, and why whoever reads may or may not approve: a title and a sentence.
pub fn eyes(eyes: &Eyes, language: Language) -> (&'static str, String) {
    let title = pick(language, "Perlu dua petugas", "Needs two officers");
    let text = match (eyes, language) {
        (Eyes::FirstToCome, Language::Id) => {
            "Satu petugas memverifikasi, petugas lain yang menyetujui. Belum ada yang memverifikasi.".to_owned()
        }
        (Eyes::FirstToCome, Language::En) => {
            "One officer verifies, another one approves. Nobody has verified it yet.".to_owned()
        }
        (Eyes::Mine, Language::Id) => {
            "Anda yang memverifikasi, jadi rekan Anda yang menyetujui. Anda masih dapat mengembalikan atau menolaknya."
                .to_owned()
        }
        (Eyes::Mine, Language::En) => {
            "You have verified it, so a colleague approves it. You may still return or refuse it.".to_owned()
        }
        (Eyes::Colleague(name), Language::Id) => {
            format!("{name} sudah memverifikasi. Anda petugas lain, jadi Anda boleh menyetujui.")
        }
        (Eyes::Colleague(name), Language::En) => {
            format!("{name} has verified it. You are another officer, so you may approve it.")
        }
        (Eyes::Verified(name), Language::Id) => format!("Diverifikasi oleh {name}, lalu diputuskan petugas lain."),
        (Eyes::Verified(name), Language::En) => format!("Verified by {name}, then decided by another officer."),
    };
    (title, text)
}
