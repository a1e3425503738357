//! Every page, and what each visitor gets there. One that is missing here fails the test.

use domain::Role;

use crate::world::{Who, World};

/// The columns of the table below: the desk is front desk, verifier and supervisor alike.
pub const COLUMNS: [&[Who]; 6] = [
    &[Who::Stranger],
    &[Who::Other],
    &[Who::Owner],
    &[Who::Desk(Role::FrontDesk), Who::Desk(Role::Verifier), Who::Desk(Role::Supervisor)],
    &[Who::Elsewhere],
    &[Who::Desk(Role::Administrator)],
];

/// A page, its address about the family's affairs, and what comes back: `ok`, `in` (led to signing in), `on`
/// (led elsewhere), or a status.
pub struct Route {
    pub path: &'static str,
    pub address: fn(&World) -> String,
    pub answers: &'static str,
}

const fn page(path: &'static str, address: fn(&World) -> String, answers: &'static str) -> Route {
    Route { path, address, answers }
}

/// All of them, and the routes beside the pages that give something away.
pub const ALL: &[Route] = &[
    //                                                        stranger other owner desk elsewhere administrator
    page("/", |_| "/".into(), "ok ok ok ok ok ok"),
    page("/syarat", |_| "/syarat".into(), "ok ok ok ok ok ok"),
    page("/syarat/:procedure", |_| "/syarat/kk-04".into(), "ok ok ok ok ok ok"),
    page("/bantuan", |_| "/bantuan".into(), "ok ok ok ok ok ok"),
    page("/privasi", |_| "/privasi".into(), "ok ok ok ok ok ok"),
    page("/daftar", |_| "/daftar".into(), "ok ok ok ok ok ok"),
    page("/daftar/kode", |_| "/daftar/kode".into(), "404 404 404 404 404 404"),
    page("/masuk", |_| "/masuk".into(), "ok on on on on on"),
    page("/masuk/kode", |_| "/masuk/kode".into(), "in in in in in in"),
    page("/lupa-sandi", |_| "/lupa-sandi".into(), "ok ok ok ok ok ok"),
    page("/lupa-sandi/baru", |_| "/lupa-sandi/baru".into(), "ok ok ok ok ok ok"),
    page("/akun", |_| "/akun".into(), "in ok ok ok ok ok"),
    page("/pesan", |_| "/pesan".into(), "in ok ok ok ok ok"),
    page("/kk", |_| "/kk".into(), "in ok ok 403 403 403"),
    page("/kk/alamat", |_| "/kk/alamat".into(), "in ok ok 403 403 403"),
    page("/kk/data-kantor", |_| "/kk/data-kantor".into(), "in 404 404 403 403 403"),
    page("/kk/anggota/:member", |world| format!("/kk/anggota/{}", world.member), "in 404 ok 403 403 403"),
    page("/permohonan", |_| "/permohonan".into(), "in ok ok 403 403 403"),
    page("/permohonan/baru", |_| "/permohonan/baru".into(), "in ok ok 403 403 403"),
    page("/permohonan/baru/:procedure", |_| "/permohonan/baru/rp-01".into(), "in ok ok 403 403 403"),
    page("/permohonan/:id", |world| format!("/permohonan/{}", world.request), "in 404 ok 403 403 403"),
    page(
        "/permohonan/:id/tanda-terima",
        |world| format!("/permohonan/{}/tanda-terima", world.request),
        "in 404 ok 403 403 403",
    ),
    page("/permohonan/:id/isi", |world| format!("/permohonan/{}/isi", world.draft), "in 404 on 403 403 403"),
    page(
        "/permohonan/:id/isi/:step",
        |world| format!("/permohonan/{}/isi/kapan", world.draft),
        "in 404 ok 403 403 403",
    ),
    page("/petugas", |_| "/petugas".into(), "on on on on on on"),
    page("/petugas/antrean", |_| "/petugas/antrean".into(), "in 403 403 ok ok ok"),
    page(
        "/petugas/berkas/:number",
        |world| format!("/petugas/berkas/{}", world.number),
        "in 403 403 ok 404 404",
    ),
    page("/kotak-surat", |_| "/kotak-surat".into(), "ok ok ok ok ok ok"),
    page("/gaya", |_| "/gaya".into(), "ok ok ok ok ok ok"),
    page("/dokumen/{id}", |world| format!("/dokumen/{}", world.documents[0]), "401 404 ok ok 404 404"),
    page("/dokumen/{id}", |world| format!("/dokumen/{}", world.draft_document), "401 404 ok 404 404 404"),
    page("/unggah/{id}", |world| format!("/unggah/{}", world.upload), "401 404 ok 403 403 403"),
    page(
        "/permohonan/{id}/formulir/{code}",
        |world| format!("/permohonan/{}/formulir/F-1.02", world.request),
        "401 404 ok ok 404 404",
    ),
    page(
        "/permohonan/{id}/formulir/{code}",
        |world| format!("/permohonan/{}/formulir/F-1.07", world.draft),
        "401 404 ok 404 404 404",
    ),
    page("/formulir/{code}", |_| "/formulir/F-1.05".into(), "ok ok ok ok ok ok"),
    page("/wilayah", |_| "/wilayah?q=sukamaju".into(), "ok ok ok ok ok ok"),
    page("/live", |_| "/live".into(), "401 ok ok ok ok ok"),
];

/// Shows everything by design, in demonstrations only.
pub const MAILBOX: &str = "/kotak-surat";
