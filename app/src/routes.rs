//! Addresses: built and parsed here only.
#[cfg(any(feature = "ssr", feature = "hydrate"))]
use crate::ui::desk::DeskPane;
use uuid::Uuid;

#[cfg(feature = "ssr")]
mod assist;
#[cfg(feature = "ssr")]
pub use assist::{AssistWay, assist_way};

/// Front page.
pub const HOME: &str = "/";
/// What do I need?
pub const REQUIREMENTS: &str = "/syarat";

/// What one service needs.
pub fn requirement(code: &str) -> String {
    format!("{REQUIREMENTS}/{}", code.to_ascii_lowercase())
}
/// What lies on this device, when there is no network.
pub const OFFLINE: &str = "/luring";

/// The same in a language, as the service worker keeps it.
pub fn offline(language: domain::Language) -> String {
    match language {
        domain::Language::Id => OFFLINE.to_owned(),
        domain::Language::En => format!("{OFFLINE}?lang=en"),
    }
}
/// Registration.
pub const REGISTER: &str = "/daftar";
/// The codes of a registration.
pub const REGISTER_CODES: &str = "/daftar/kode";
/// Sign in.
pub const SIGN_IN: &str = "/masuk";
/// The same, for whoever is sent away because more want to than can.
pub const SIGN_IN_BUSY: &str = "/masuk?sibuk=1";
/// The code of a new device.
pub const SIGN_IN_CODE: &str = "/masuk/kode";
/// Forgotten password.
pub const FORGOT: &str = "/lupa-sandi";
/// The new password.
pub const FORGOT_NEW: &str = "/lupa-sandi/baru";
/// The phone's code for a new password.
pub const FORGOT_PHONE: &str = "/lupa-sandi/ponsel";

/// Where the owner objects to a new password, in a language, as letters lead there: its reader may not be signed in.
pub fn objection_in(token: &str, language: domain::Language) -> String {
    format!("/lupa-sandi/batal/{token}?lang={}", language.code())
}
/// One's own account.
pub const ACCOUNT: &str = "/akun";
/// Change the password.
pub const ACCOUNT_PASSWORD: &str = "/akun/sandi";
/// Change the e-mail.
pub const ACCOUNT_EMAIL: &str = "/akun/email";
/// Change the phone.
pub const ACCOUNT_PHONE: &str = "/akun/ponsel";
/// How one is told of news.
pub const ACCOUNT_NOTICES: &str = "/akun/kabar";
/// What the portal keeps about oneself.
pub const ACCOUNT_DATA: &str = "/akun/data";
/// The same as a file.
pub const ACCOUNT_DATA_FILE: &str = "/akun/data.json";
/// The same for people to read.
pub const ACCOUNT_DATA_SHEET: &str = "/akun/data.pdf";
/// The end of the account.
pub const ACCOUNT_DELETE: &str = "/akun/hapus";
/// Corrections of data that wait for a supervisor.
pub const CORRECTIONS: &str = "/petugas/data-warga";
/// Where the account is signed in.
pub const ACCOUNT_DEVICES: &str = "/akun/perangkat";
/// What happened to the account.
pub const ACCOUNT_LOG: &str = "/akun/keamanan";
/// Who of the office looked at what.
pub const ACCOUNT_ACCESS: &str = "/akun/akses";
/// The second factor.
pub const ACCOUNT_FACTOR: &str = "/akun/dua-langkah";
/// A new passkey is made.
pub const ACCOUNT_PASSKEY: &str = "/akun/dua-langkah/kunci-sandi";
/// Asks before the second factor is taken away.
pub const ACCOUNT_FACTOR_OFF: &str = "/akun/dua-langkah/matikan";
/// New codes for paper, shown once.
pub const ACCOUNT_RECOVERY: &str = "/akun/kode-pemulihan";
/// Asks before new codes for paper are made.
pub const ACCOUNT_RECOVERY_NEW: &str = "/akun/kode-pemulihan/baru";
/// The second factor at sign-in.
pub const SIGN_IN_FACTOR: &str = "/masuk/dua-langkah";
/// An officer sets up the second factor before the first work.
pub const SIGN_IN_ENROL: &str = "/masuk/siapkan";

/// One passkey, to be taken away.
pub fn passkey(id: Uuid) -> String {
    format!("{ACCOUNT_PASSKEY}/{id}")
}

/// Older lines of a log of the account.
pub fn older(log: &str, before: i64) -> String {
    format!("{log}?sebelum={before}")
}

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
/// Where a request stands, by its number, without signing in.
pub const TRACK: &str = "/lacak";
/// Is this receipt genuine?
pub const VERIFY: &str = "/verifikasi";
/// The public keys with which receipts are checked offline.
pub const PUBLIC_KEYS: &str = "/verifikasi/kunci.pem";
/// The inbox.
pub const INBOX: &str = "/pesan";
/// Where the gateway says later what became of a message.
pub const GATEWAY_REPORT: &str = "/gerbang/laporan";
/// Help.
pub const HELP: &str = "/bantuan";
/// Asking the office.
pub const HELP_ASK: &str = "/bantuan/tanya";
/// What was asked: one's own, or by number and code.
pub const HELP_TICKETS: &str = "/bantuan/tiket";
/// What citizens ask, at the desk.
pub const DESK_HELP: &str = "/petugas/bantuan";

/// One question of the help.
pub fn help_question(code: &str) -> String {
    format!("{HELP}/{code}")
}

/// One thing that was asked, for whoever asked it. The number alone opens nothing.
pub fn help_ticket(number: &str) -> String {
    format!("{HELP_TICKETS}/{number}")
}

/// The same at the desk.
pub fn desk_ticket(number: &str) -> String {
    format!("{DESK_HELP}/{number}")
}

/// A part of what was asked, at the desk.
#[cfg(feature = "ssr")]
pub fn desk_tickets(part: service::TicketPart) -> String {
    format!("{DESK_HELP}?bagian={}", part.as_str())
}

/// An address of the help that leads back to where one comes from, and says what is known besides.
#[cfg(feature = "ssr")]
pub fn help_with(address: &str, known: &[(&str, &str)]) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_');
    let mut whole = address.to_owned();
    for (name, value) in known.iter().filter(|(_, value)| !value.is_empty()) {
        let before = if whole.contains('?') { '&' } else { '?' };
        whole.extend([&before.to_string(), *name, "=", &utf8_percent_encode(value, KEPT).to_string()]);
    }
    whole
}

/// Calls a telephone number, as people write it.
pub fn telephone(number: &str) -> String {
    let dialled: String = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    format!("tel:{dialled}")
}

/// Opens WhatsApp with a number, as people write it.
pub fn whatsapp(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let whole = digits.strip_prefix('0').map_or_else(|| digits.clone(), |rest| format!("62{rest}"));
    format!("https://wa.me/{whole}")
}

/// The pages from which somebody may come to the help and be led back to: those whose addresses hold no secret.
const HELP_FROM: [&str; 15] = [
    "/permohonan",
    "/kk",
    "/akun",
    "/pesan",
    "/daftar",
    "/masuk",
    "/lupa-sandi",
    "/lacak",
    "/syarat",
    "/luring",
    "/privasi",
    "/statistik",
    "/formulir",
    "/hasil",
    "/petugas",
];

/// Where somebody comes from, as an address of the help carries it; nothing if it is none of those pages.
pub fn came_from(asked: &str) -> Option<&str> {
    let (path, query) = asked.split_once('?').map_or((asked, None), |(path, query)| (path, Some(query)));
    let known = HELP_FROM
        .iter()
        .any(|page| path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    let plain = path.len() <= 150
        && path.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'/' | b'-' | b'_' | b'.'));
    let query = query.is_none_or(|query| query == FROM_CHECK);
    (asked == HOME || (known && plain && query && !path.contains("//") && !path.contains("..")))
        .then_some(asked)
}

/// In a step: it was reached by "Ubah" and leads back to the last look.
const FROM_CHECK: &str = "kembali=periksa";

/// The draft and the step that an address of the wizard is about.
pub fn step_of(address: &str) -> Option<(Uuid, &str)> {
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    let draft = draft_of(path)?;
    path.rsplit_once('/').map(|(_, step)| (draft, step))
}

/// The draft or request that an address of a citizen is about.
pub fn request_of(address: &str) -> Option<Uuid> {
    address.strip_prefix(REQUESTS)?.strip_prefix('/')?.get(..36)?.parse().ok()
}

/// The public figures.
pub const STATISTICS: &str = "/statistik";
/// The same as a file, by month and service.
pub const STATISTICS_FILE: &str = "/statistik.csv";
/// Why requests were returned for the first time, as a file.
pub const STATISTICS_REASONS_FILE: &str = "/statistik-alasan.csv";

/// A file of the public figures: from this month to that one, of all services or of one.
pub fn statistics_file(
    file: &str,
    (from, to): (domain::Month, domain::Month),
    service: Option<&str>,
    language: domain::Language,
) -> String {
    let service = service.map(|code| format!("&layanan={code}")).unwrap_or_default();
    format!("{file}?dari={from}&sampai={to}{service}&lang={}", language.code())
}

/// Privacy notice.
pub const PRIVACY: &str = "/privasi";
/// The queue of the desk.
pub const QUEUE: &str = "/petugas/antrean";
/// Several requests at once.
pub const BATCH: &str = "/petugas/serentak";
/// The desk itself; leads to the queue.
pub const DESK: &str = "/petugas";
/// The figures of the office, for supervisors.
pub const PERFORMANCE: &str = "/petugas/kinerja";
/// Who comes today to collect something, for officers.
pub const COUNTER_DAY: &str = "/petugas/janji";
/// Helping a citizen, for officers.
#[cfg(feature = "ssr")]
pub const ASSIST: &str = "/petugas/bantu";
/// In its query: the help was over when something was asked.
#[cfg(feature = "ssr")]
pub const ASSIST_OVER: &str = "akhir";
/// The officers who help the citizen.
#[cfg(feature = "ssr")]
pub const ACCOUNT_ASSIST: &str = "/akun/bantuan";

/// When one may come, for administrators.
pub const APPOINTMENT_RULES: &str = "/petugas/janji/pengaturan";
/// The calendar of the office, for administrators.
pub const CALENDAR: &str = "/petugas/kalender";
/// Asks an administrator for the password again.
pub const CONFIRM: &str = "/petugas/konfirmasi";
/// The officers, for administrators.
pub const OFFICERS: &str = "/petugas/pengguna";
/// Inviting one.
pub const OFFICER_INVITE: &str = "/petugas/pengguna/undang";
/// The history, for administrators.
pub const AUDIT: &str = "/petugas/audit";
/// The same as a file.
pub const AUDIT_FILE: &str = "/petugas/audit.csv";
/// The state of the machine, for administrators.
pub const STATE: &str = "/petugas/keadaan";
/// The services as they are in force, for administrators.
pub const CATALOGUE: &str = "/petugas/katalog";

/// Every letter as it is written, for administrators.
pub const TEMPLATES: &str = "/petugas/surat";

/// One officer, for administrators.
pub fn officer(id: Uuid) -> String {
    format!("{OFFICERS}/{id}")
}

/// A page of officers.
#[cfg(feature = "ssr")]
pub fn officers_after(search: &str, after: Uuid) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    format!("{OFFICERS}?cari={}&sesudah={after}", utf8_percent_encode(search, NON_ALPHANUMERIC))
}

/// Where an invited officer begins.
pub fn invitation(token: &str) -> String {
    format!("/undangan/{token}")
}

/// The same in a language, as letters lead to it: whoever is invited has none of their own yet.
pub fn invitation_in(token: &str, language: domain::Language) -> String {
    format!("{}?lang={}", invitation(token), language.code())
}

/// One service as the catalogue has it.
pub fn catalogue_entry(code: &str) -> String {
    format!("{CATALOGUE}/{}", code.to_ascii_lowercase())
}
/// Demonstration mailbox.
pub const MAILBOX: &str = "/kotak-surat";
/// Gallery of the design system, in demonstration mode.
pub const GALLERY: &str = "/gaya";
/// Live feed.
pub const LIVE: &str = "/live";
/// What the browser says about photos, `?bahasa=`.
pub const PHOTO_WORDS: &str = "/foto/kata";

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

/// The receipt as PDF.
pub fn receipt_pdf(id: Uuid) -> String {
    format!("/permohonan/{id}/tanda-terima.pdf")
}

/// Whether the receipt with this code is genuine.
pub fn verify(code: &str) -> String {
    format!("{VERIFY}/{code}")
}

/// A result's file.
pub fn result(id: Uuid) -> String {
    format!("/hasil/{id}")
}

/// A request of somebody else, for whoever it concerns.
pub fn concern(id: Uuid) -> String {
    format!("/permohonan/{id}/keberatan")
}

/// Where the owner of a request chooses when to collect its result.
pub fn appointment(id: Uuid) -> String {
    format!("/permohonan/{id}/janji")
}

/// The same as a file for calendars.
pub fn appointment_file(id: Uuid) -> String {
    format!("/permohonan/{id}/janji.ics")
}

/// The appointments of another day or office.
#[cfg(feature = "ssr")]
pub fn counter_day(office: &str, day: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    format!("{COUNTER_DAY}?kantor={}&hari={day}", utf8_percent_encode(office, NON_ALPHANUMERIC))
}

/// What one office offers.
#[cfg(feature = "ssr")]
pub fn appointment_rules(office: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    format!("{APPOINTMENT_RULES}?kantor={}", utf8_percent_encode(office, NON_ALPHANUMERIC))
}

/// Where an officer attaches the results of a request.
pub fn desk_results(number: &str) -> String {
    format!("/petugas/berkas/{number}/hasil")
}

/// Where their files are sent.
pub fn result_upload(number: &str) -> String {
    format!("/unggah/hasil/{number}")
}

/// An official form, filled in from a request or a draft.
pub fn form(id: Uuid, code: &str) -> String {
    format!("/permohonan/{id}/formulir/{code}")
}

/// A statement to be filled in by hand; everybody may have it.
pub fn empty_form(code: &str) -> String {
    format!("/formulir/{code}")
}

/// Where a message about a request is sent, with its files.
pub fn message_upload(request: Uuid) -> String {
    format!("/unggah/pesan/{request}")
}

/// Where a question to the office is sent, with its files.
pub const ASK_UPLOAD: &str = "/unggah/tanya";

/// Where a message in what was asked is sent, with its files.
pub fn ticket_upload(number: &str) -> String {
    format!("{ASK_UPLOAD}/{number}")
}

/// A file that came with a message.
pub fn message_file(id: Uuid) -> String {
    format!("/lampiran/{id}")
}

/// Start a procedure.
pub fn start(procedure: &str) -> String {
    format!("/permohonan/baru/{}", procedure.to_lowercase())
}

/// An empty request of a procedure, which nobody has begun: for phones to keep.
pub fn blank(procedure: &str) -> String {
    format!("{}/kosong", start(procedure))
}

/// The same with choices that were made before: codes of a fixed list, nothing personal.
pub fn start_with(procedure: &str, chosen: &[(String, String)]) -> String {
    let pairs: Vec<_> = chosen.iter().map(|(code, value)| format!("{code}={value}")).collect();
    if pairs.is_empty() { start(procedure) } else { format!("{}?{}", start(procedure), pairs.join("&")) }
}

/// Where files are announced that go on after an interruption.
pub const UPLOADS: &str = "/unggah";

/// A file on its way.
pub fn upload_going(id: Uuid) -> String {
    format!("{UPLOADS}/{id}")
}

/// Where a form sends the files of a slot.
pub fn upload(draft: Uuid, slot: &str) -> String {
    format!("/unggah/{draft}/{slot}")
}

/// An uploaded document.
pub fn document(id: Uuid) -> String {
    format!("/dokumen/{id}")
}

/// A document as a picture, for who may read it: 0 is small, for a list; from 1 on the pages of a PDF.
pub fn document_picture(id: Uuid, number: u16) -> String {
    format!("/dokumen/{id}/gambar/{number}")
}

/// The same as it is turned: another address for each way up, so that no browser shows an old one.
pub fn document_turned(id: Uuid, turns: u8) -> String {
    let address = document(id);
    if turns == 0 { address } else { [&address, "?putar=", &turns.to_string()].concat() }
}

/// The part of the documents' page that holds a slot.
pub fn slot(draft: Uuid, slot: &str) -> String {
    [&step(draft, domain::DOCUMENTS), "#slot-", slot].concat()
}

/// Where a phone is lent to a slot of a draft, with the code to be read.
pub fn lend_phone(draft: Uuid, slot: &str) -> String {
    format!("/permohonan/{draft}/pindai/{slot}")
}

/// The phone's own page.
pub const SCAN: &str = "/pindai";
/// Where the phone's form sends files.
pub const SCAN_FILES: &str = "/pindai/berkas";
/// Where the phone announces files that go on after an interruption.
pub const SCAN_UPLOADS: &str = "/pindai/unggah";

/// Where a phone comes that has read a code.
pub fn scan_code(token: &str) -> String {
    format!("{SCAN}/{token}")
}

/// A file on its way from the phone.
pub fn scan_upload_going(id: Uuid) -> String {
    format!("{SCAN_UPLOADS}/{id}")
}

/// A request on the desk. `number` as displayed; dashes are kept, they are no secret.
pub fn desk_request(number: &str) -> String {
    format!("/petugas/berkas/{number}")
}

/// A filter of the queue as addresses carry it: `bagian=terbuka&layanan=KK-07`. `search` names what is looked for,
/// which waits in the session.
#[cfg(feature = "ssr")]
pub fn desk_filter(query: &service::QueueQuery, search: Option<&str>) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let mut filter = format!("bagian={}", query.part.as_str());
    for (name, value) in query.pairs() {
        let value = utf8_percent_encode(&value, NON_ALPHANUMERIC).to_string().replace("%2D", "-");
        filter.extend(["&", name, "=", value.as_str()]);
    }
    if let Some(search) = search {
        filter.extend(["&", SEARCH, "=", search]);
    }
    filter
}

/// The name under which an address says what is looked for.
#[cfg(feature = "ssr")]
pub const SEARCH: &str = "cari";

/// Reads a filter that a form carried: as [`desk_filter`] writes it, or the name of a part alone.
#[cfg(feature = "ssr")]
pub fn read_desk_filter(filter: &str) -> (service::QueueQuery, Option<String>) {
    if !filter.contains('=') {
        return (service::QueueQuery::part(service::QueueFilter::parse(filter)), None);
    }
    let pairs: Vec<(String, String)> = filter
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| {
            let value = percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned();
            (name.to_owned(), value)
        })
        .collect();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    (service::QueueQuery::read(value), value(SEARCH).filter(|name| is_search(name)))
}

/// Whether this may be the name of a search: an id without dashes.
#[cfg(feature = "ssr")]
pub fn is_search(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|sign| sign.is_ascii_hexdigit())
}

/// The same filter in another part of the queue.
pub fn in_part(filter: &str, part: &str) -> String {
    let rest = filter.split_once('&').map_or(String::new(), |(_, rest)| ["&", rest].concat());
    ["bagian=", part, &rest].concat()
}

/// The queue under a filter, at a place.
pub fn queue(filter: &str, after: Option<&str>) -> String {
    format!("{QUEUE}{}", desk_query(filter, after))
}

/// Several requests at once, of those that the filter shows; with all of them ticked.
#[cfg(feature = "ssr")]
pub fn batch(filter: &str, all: bool) -> String {
    format!("{BATCH}?{filter}{}", if all { "&pilih=semua" } else { "" })
}

/// The same, away from the letter that was to be read.
#[cfg(feature = "ssr")]
pub fn batch_again(filter: &str) -> String {
    format!("{}&ubah=1", batch(filter, false))
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
    after.map_or_else(|| format!("?{filter}"), |after| format!("?{filter}&sesudah={after}"))
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
mod tests;
