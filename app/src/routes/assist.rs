//! At which addresses an officer who helps a citizen writes for the citizen.
use uuid::Uuid;

/// What an address is to an officer who helps a citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssistWay {
    /// A part of the wizard: there the officer writes for the citizen.
    Wizard,
    /// A page of the citizen's own to which the wizard leads: the officer has another.
    Home,
}

/// The addresses at which an officer who helps is not only an officer. What is not listed stays the officer's own.
pub fn assist_way(path: &str) -> Option<AssistWay> {
    const FORMS: [&str; 9] = [
        "mulai",
        "langkah",
        "kirim",
        "hapus-berkas",
        "kembalikan-berkas",
        "atur-berkas",
        "kk",
        "kk-anggota",
        "kk-hapus-anggota",
    ];
    let is_id = |part: &str| part.parse::<Uuid>().is_ok();
    let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    match parts.as_slice() {
        ["api", form] if FORMS.contains(form) => Some(AssistWay::Wizard),
        // The card's pages are open only for a citizen who has no card yet: the service looks.
        ["permohonan", "baru"]
        | ["permohonan", "baru", _]
        | ["kk"]
        | ["kk", "alamat"]
        | ["kk", "anggota", _] => Some(AssistWay::Wizard),
        ["permohonan", id, "isi"] | ["permohonan", id, "isi", _] if is_id(id) => Some(AssistWay::Wizard),
        ["permohonan", id, "tanda-terima" | "tanda-terima.pdf"] if is_id(id) => Some(AssistWay::Wizard),
        ["unggah", id, _] if is_id(id) => Some(AssistWay::Wizard),
        ["permohonan"] => Some(AssistWay::Home),
        ["permohonan", id] if is_id(id) => Some(AssistWay::Home),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes;

    #[test]
    fn an_officer_who_helps_is_the_citizen_in_the_wizard_and_nowhere_else() {
        let id = Uuid::from_u128(7);
        for wizard in [
            routes::NEW_REQUEST.to_owned(),
            routes::start("KK-07"),
            routes::resume(id),
            routes::step(id, "anak"),
            routes::receipt(id),
            routes::receipt_pdf(id),
            routes::upload(id, "ijazah"),
            routes::CARD_HEAD.to_owned(),
            ["/", "api/kirim"].concat(),
        ] {
            assert_eq!(assist_way(&wizard), Some(AssistWay::Wizard), "{wizard}");
        }
        assert_eq!(assist_way(routes::REQUESTS), Some(AssistWay::Home));
        assert_eq!(assist_way(&routes::request(id)), Some(AssistWay::Home));
        for own in [
            routes::ACCOUNT.to_owned(),
            routes::CARD_OFFICE.to_owned(),
            routes::INBOX.to_owned(),
            routes::QUEUE.to_owned(),
            routes::document(id),
            routes::blank("KK-07"),
            routes::concern(id),
            routes::message_upload(id),
            routes::upload_going(id),
            routes::lend_phone(id, "ijazah"),
            routes::form(id, "F-1.06"),
            ["/", "api/batalkan"].concat(),
            ["/", "api/hapus-draf"].concat(),
            ["/", "api/draf/simpan"].concat(),
            ["/", "api/pakai-lagi"].concat(),
        ] {
            assert_eq!(assist_way(&own), None, "{own}");
        }
    }
}
