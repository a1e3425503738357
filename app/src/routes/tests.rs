//! Addresses that are built are read again, and nothing else is.
use super::{draft_of, receipt, safe_next, step};
use uuid::Uuid;

#[test]
fn only_addresses_of_this_portal_are_followed() {
    for bad in
        ["https://jahat.example", "//jahat.example", "/\\jahat.example", "javascript:alert(1)", "", "/a\nb"]
    {
        assert_eq!(safe_next(bad), super::REQUESTS, "{bad}");
    }
    assert_eq!(safe_next("/permohonan/1?x=2"), "/permohonan/1?x=2");
}

#[cfg(feature = "ssr")]
#[test]
fn a_filter_survives_its_address_and_nothing_else_gets_in() {
    use service::{QueueFilter, QueuePlace, QueueQuery};
    let place = QueuePlace { district: "Kec & Co=1".into(), village: Some("Ngulon/a #?".into()) };
    let query = QueueQuery {
        place: Some(QueuePlace { village: Some("Ngulon".into()), ..place.clone() }),
        procedure: Some("KK-07".into()),
        twin: true,
        ..QueueQuery::part(QueueFilter::New)
    };
    let name = "0".repeat(32);
    let filter = super::desk_filter(&query, Some(&name));
    assert_eq!(super::read_desk_filter(&filter), (query.clone(), Some(name)));
    assert!(filter.starts_with("bagian=baru&layanan=KK-07&"), "{filter}");
    assert_eq!(super::read_desk_filter("siak").0, QueueQuery::part(QueueFilter::Handover));
    assert_eq!(super::read_desk_filter("bagian=x&cari=<script>&urut=1").0, QueueQuery::default());
    assert_eq!(super::read_desk_filter("bagian=baru&cari=<script>").1, None);
    assert!(super::in_part(&filter, "siak").starts_with("bagian=siak&layanan=KK-07&"));
    assert_eq!(super::in_part("bagian=baru", "siak"), "bagian=siak");
}

#[test]
fn the_help_leads_back_to_pages_without_secrets_only() {
    let id = Uuid::from_u128(7);
    let from_check = super::step_from_check(id, "anak");
    for good in
        ["/", "/masuk/kode", "/permohonan", &step(id, "anak"), &from_check, "/petugas/berkas/K7RT-4MQX-9"]
    {
        assert_eq!(super::came_from(good), Some(good));
    }
    for bad in [
        "",
        "//jahat.example",
        "https://jahat.example",
        "/pindai/0f",
        "/undangan/0f",
        "/verifikasi/K7RT",
        "/masukan",
        "/permohonan?x=1",
        "/permohonan//jahat.example",
        "/permohonan/<b>",
        "/kk/../live",
        "/permohonan\\x",
    ] {
        assert!(super::came_from(bad).is_none(), "{bad}");
    }
    assert_eq!(super::step_of(&from_check), Some((id, "anak")));
    assert_eq!(super::request_of(&super::request(id)), Some(id));
    assert_eq!(super::request_of("/permohonan/baru"), None);
}

#[cfg(feature = "ssr")]
#[test]
fn what_the_help_is_told_stands_in_its_address() {
    let place = super::step_from_check(Uuid::from_u128(7), "anak");
    let whole = super::help_with(super::HELP, &[("dari", &place), ("galat", ""), ("soal", "a&b")]);
    assert_eq!(
        whole,
        "/bantuan?dari=/permohonan/00000000-0000-0000-0000-000000000007/isi/anak%3Fkembali%3Dperiksa&soal=a%26b"
    );
}

#[test]
fn the_draft_of_a_step_is_found_and_no_other() {
    let id = Uuid::from_u128(7);
    assert_eq!(draft_of(&step(id, "anak")), Some(id));
    for other in [receipt(id), "/permohonan/7/isi/anak".to_owned(), format!("/x{}", step(id, "anak"))] {
        assert_eq!(draft_of(&other), None, "{other}");
    }
}
