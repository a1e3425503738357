//! Addresses: built and parsed here only.
#[cfg(any(feature = "ssr", feature = "hydrate"))]
use crate::ui::desk::DeskPane;
use uuid::Uuid;

/// Front page.
pub const HOME: &str = "/";
/// What do I need?
pub const REQUIREMENTS: &str = "/syarat";

/// What one service needs.
pub fn requirement(code: &str) -> String {
    format!("{REQUIREMENTS}/{}", code.to_ascii_lowercase())
}
/// Registration.
pub const REGISTER: &str = "/daftar";
/// The codes of a registration.
pub const REGISTER_CODES: &str = "/daftar/kode";
/// Sign in.
pub const SIGN_IN: &str = "/masuk";
/// The code of a new device.
pub const SIGN_IN_CODE: &str = "/masuk/kode";
/// Forgotten password.
pub const FORGOT: &str = "/lupa-sandi";
/// The new password.
pub const FORGOT_NEW: &str = "/lupa-sandi/baru";
/// One's own account.
pub const ACCOUNT: &str = "/akun";
/// "Kartu Keluarga saya".
pub const CARD: &str = "/kk";
/// The head of the card.
pub const CARD_HEAD: &str = "/kk/alamat";
/// The village in the head of the card.
pub const CARD_VILLAGE: &str = "/kk/alamat#desa";
/// Villages by what one types, for the field that suggests them; everybody may ask.
pub const AREAS: &str = "/wilayah";
/// Regencies and cities by what one types, the same way.
pub const REGENCIES: &str = "/wilayah/kabupaten";
/// The office's data beside one's own card.
pub const CARD_OFFICE: &str = "/kk/data-kantor";
/// A new member.
pub const CARD_NEW_MEMBER: &str = "/kk/anggota/baru";
/// One's own requests.
pub const REQUESTS: &str = "/permohonan";
/// Choose the change.
pub const NEW_REQUEST: &str = "/permohonan/baru";
/// The inbox.
pub const INBOX: &str = "/pesan";
/// Help.
pub const HELP: &str = "/bantuan";
/// Privacy notice.
pub const PRIVACY: &str = "/privasi";
/// The queue of the desk.
pub const QUEUE: &str = "/petugas/antrean";
/// The desk itself; leads to the queue.
pub const DESK: &str = "/petugas";
/// Demonstration mailbox.
pub const MAILBOX: &str = "/kotak-surat";
/// Gallery of the design system, in demonstration mode.
pub const GALLERY: &str = "/gaya";
/// Live feed.
pub const LIVE: &str = "/live";

/// A member of one's own card.
pub fn card_member(id: Uuid) -> String {
    format!("/kk/anggota/{id}")
}

/// One request or draft.
pub fn request(id: Uuid) -> String {
    format!("/permohonan/{id}")
}

/// Goes on writing where it was left: leads to the step that is next.
pub fn resume(id: Uuid) -> String {
    format!("/permohonan/{id}/isi")
}

/// A step of the wizard.
pub fn step(id: Uuid, step: &str) -> String {
    format!("/permohonan/{id}/isi/{step}")
}

/// The draft that an address of the wizard is about.
pub fn draft_of(address: &str) -> Option<Uuid> {
    let (id, _) = address.strip_prefix(REQUESTS)?.strip_prefix('/')?.split_once("/isi/")?;
    id.parse().ok()
}

/// A step of the wizard, with what is wrong shown.
pub fn step_with_issues(id: Uuid, step: &str) -> String {
    format!("/permohonan/{id}/isi/{step}?galat=1")
}

/// A step of the wizard that was reached by "Ubah" and leads back to the last look.
pub fn step_from_check(id: Uuid, step: &str) -> String {
    format!("/permohonan/{id}/isi/{step}?kembali=periksa")
}

/// The receipt.
pub fn receipt(id: Uuid) -> String {
    format!("/permohonan/{id}/tanda-terima")
}

/// An official form, filled in from a request or a draft.
pub fn form(id: Uuid, code: &str) -> String {
    format!("/permohonan/{id}/formulir/{code}")
}

/// A statement to be filled in by hand; everybody may have it.
pub fn empty_form(code: &str) -> String {
    format!("/formulir/{code}")
}

/// Start a procedure.
pub fn start(procedure: &str) -> String {
    format!("/permohonan/baru/{}", procedure.to_lowercase())
}

/// The same with choices that were made before: codes of a fixed list, nothing personal.
pub fn start_with(procedure: &str, chosen: &[(String, String)]) -> String {
    let pairs: Vec<_> = chosen.iter().map(|(code, value)| format!("{code}={value}")).collect();
    if pairs.is_empty() { start(procedure) } else { format!("{}?{}", start(procedure), pairs.join("&")) }
}

/// Where files of a slot are sent.
pub fn upload(draft: Uuid, slot: &str) -> String {
    format!("/unggah/{draft}/{slot}")
}

/// The same with the sender's own name for the file: sent again, it is kept once.
pub fn upload_once(draft: Uuid, slot: &str, key: Uuid) -> String {
    format!("/unggah/{draft}/{slot}?kunci={key}")
}

/// An uploaded document.
pub fn document(id: Uuid) -> String {
    format!("/dokumen/{id}")
}

/// A request on the desk. `number` as displayed; dashes are kept, they are no secret.
pub fn desk_request(number: &str) -> String {
    format!("/petugas/berkas/{number}")
}

/// A part of the queue, at a place.
pub fn queue(filter: &str, after: Option<&str>) -> String {
    format!("{QUEUE}{}", desk_query(filter, after))
}

/// A request on the desk, the queue beside it at this part and place.
pub fn desk_request_beside(number: &str, filter: &str, after: Option<&str>) -> String {
    format!("{}{}", desk_request(number), desk_query(filter, after))
}

/// A request on the desk with one document in front.
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub fn desk_document(number: &str, filter: &str, after: Option<&str>, document: Uuid) -> String {
    format!("{}&dokumen={document}#{}", desk_request_beside(number, filter, after), DeskPane::Document.id())
}

/// A request on the desk with the words of a decision to be read once more.
pub fn desk_preview(number: &str, filter: &str) -> String {
    format!("{}&tahap=tinjau", desk_request_beside(number, filter, None))
}

fn desk_query(filter: &str, after: Option<&str>) -> String {
    after.map_or_else(|| format!("?bagian={filter}"), |after| format!("?bagian={filter}&sesudah={after}"))
}

/// Only addresses of this portal: whatever else was asked for becomes the list of requests.
pub fn safe_next(asked: &str) -> &str {
    let plain = asked.starts_with('/')
        && !asked.starts_with("//")
        && !asked.contains('\\')
        && !asked.contains(|sign: char| sign.is_control());
    if plain { asked } else { REQUESTS }
}

#[cfg(test)]
mod tests {
    use super::{draft_of, receipt, safe_next, step};
    use uuid::Uuid;

    #[test]
    fn only_addresses_of_this_portal_are_followed() {
        for bad in [
            "https://jahat.example",
            "//jahat.example",
            "/\\jahat.example",
            "javascript:alert(1)",
            "",
            "/a\nb",
        ] {
            assert_eq!(safe_next(bad), super::REQUESTS, "{bad}");
        }
        assert_eq!(safe_next("/permohonan/1?x=2"), "/permohonan/1?x=2");
    }

    #[test]
    fn the_draft_of_a_step_is_found_and_no_other() {
        let id = Uuid::from_u128(7);
        assert_eq!(draft_of(&step(id, "anak")), Some(id));
        for other in [receipt(id), "/permohonan/7/isi/anak".to_owned(), format!("/x{}", step(id, "anak"))] {
            assert_eq!(draft_of(&other), None, "{other}");
        }
    }
}
