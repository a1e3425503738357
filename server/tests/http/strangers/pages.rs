//! Every page, and what each visitor gets there. One that is missing here fails the test.

use domain::Role;
use uuid::Uuid;

use super::world::{Who, World};

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
/// (led elsewhere), or a status; `403+ok` is `ok` for the supervisor of the desk only.
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
    page("/bantuan/tanya", |_| "/bantuan/tanya".into(), "ok ok ok 403 403 403"),
    page("/bantuan/tiket", |_| "/bantuan/tiket".into(), "ok ok ok 403 403 403"),
    page(
        "/bantuan/tiket/:number",
        |world| format!("/bantuan/tiket/{}", world.ticket),
        "on 404 ok 404 404 404",
    ),
    page("/bantuan/:question", |_| "/bantuan/kode-tidak-datang".into(), "ok ok ok ok ok ok"),
    page("/bantuan/:question", |_| "/bantuan/tidak-ada".into(), "404 404 404 404 404 404"),
    page("/petugas/bantuan", |_| "/petugas/bantuan".into(), "in 403 403 ok ok 403"),
    page(
        "/petugas/bantuan/:number",
        |world| format!("/petugas/bantuan/{}", world.ticket),
        "in 403 403 ok 404 403",
    ),
    page("/statistik", |_| "/statistik?layanan=kk-07".into(), "ok ok ok ok ok ok"),
    page("/statistik.csv", |_| "/statistik.csv".into(), "ok ok ok ok ok ok"),
    page("/statistik-alasan.csv", |_| "/statistik-alasan.csv".into(), "ok ok ok ok ok ok"),
    page("/privasi", |_| "/privasi".into(), "ok ok ok ok ok ok"),
    page("/luring", |_| "/luring".into(), "ok ok ok ok ok ok"),
    page("/lacak", |_| "/lacak".into(), "ok ok ok ok ok ok"),
    page("/verifikasi", |_| "/verifikasi".into(), "ok ok ok ok ok ok"),
    page(RECEIPT, |world| format!("/verifikasi/{}", world.code), "ok ok ok ok ok ok"),
    page(RECEIPT, |_| "/verifikasi/K7RT4MQX9ABCDEFG".into(), "404 404 404 404 404 404"),
    page("/verifikasi/kunci.pem", |_| "/verifikasi/kunci.pem".into(), "ok ok ok ok ok ok"),
    page("/daftar", |_| "/daftar".into(), "ok ok ok ok ok ok"),
    page("/daftar/kode", |_| "/daftar/kode".into(), "404 404 404 404 404 404"),
    page("/masuk", |_| "/masuk".into(), "ok on on on on on"),
    page("/masuk/kode", |_| "/masuk/kode".into(), "in in in in in in"),
    page("/lupa-sandi", |_| "/lupa-sandi".into(), "ok ok ok ok ok ok"),
    page("/lupa-sandi/baru", |_| "/lupa-sandi/baru".into(), "ok ok ok ok ok ok"),
    // Only a browser that has proven the mailbox, and who was sent the link, get in: service/tests/use_cases/reset.rs.
    page("/lupa-sandi/ponsel", |_| "/lupa-sandi/ponsel".into(), "404 404 404 404 404 404"),
    page(
        "/lupa-sandi/batal/:token",
        |_| format!("/lupa-sandi/batal/{}", "0".repeat(40)),
        "404 404 404 404 404 404",
    ),
    page("/akun", |_| "/akun".into(), "in ok ok ok ok ok"),
    page("/masuk/dua-langkah", |_| "/masuk/dua-langkah".into(), "in in in in in in"),
    page("/masuk/siapkan", |_| "/masuk/siapkan".into(), "in in in in in in"),
    page("/akun/sandi", |_| "/akun/sandi".into(), "in ok ok ok ok ok"),
    page("/akun/email", |_| "/akun/email".into(), "in ok ok 403 403 403"),
    page("/akun/ponsel", |_| "/akun/ponsel".into(), "in ok ok 403 403 403"),
    page("/akun/perangkat", |_| "/akun/perangkat".into(), "in ok ok ok ok ok"),
    page("/akun/keamanan", |_| "/akun/keamanan".into(), "in ok ok ok ok ok"),
    page("/akun/akses", |_| "/akun/akses".into(), "in ok ok 403 403 403"),
    page("/akun/kabar", |_| "/akun/kabar".into(), "in ok ok ok ok ok"),
    page("/akun/bantuan", |_| "/akun/bantuan".into(), "in ok ok 403 403 403"),
    page("/petugas/bantu", |_| "/petugas/bantu".into(), "in 403 403 ok ok 403"),
    page("/akun/data", |_| "/akun/data".into(), "in ok ok 403 403 403"),
    page("/akun/data.pdf", |_| "/akun/data.pdf".into(), "401 404 404 403 403 403"),
    page("/akun/data.json", |_| "/akun/data.json".into(), "401 404 404 403 403 403"),
    page("/akun/hapus", |_| "/akun/hapus".into(), "in ok ok 403 403 403"),
    page("/petugas/data-warga", |_| "/petugas/data-warga".into(), "in 403 403 403+ok 403 403"),
    page("/akun/dua-langkah", |_| "/akun/dua-langkah".into(), "in ok ok ok ok ok"),
    page("/akun/dua-langkah/matikan", |_| "/akun/dua-langkah/matikan".into(), "in 404 404 404 404 404"),
    page("/akun/dua-langkah/kunci-sandi", |_| "/akun/dua-langkah/kunci-sandi".into(), "in ok ok ok ok ok"),
    page(
        "/akun/dua-langkah/kunci-sandi/:id",
        |_| format!("/akun/dua-langkah/kunci-sandi/{}", Uuid::nil()),
        "in 404 404 404 404 404",
    ),
    page("/akun/kode-pemulihan/baru", |_| "/akun/kode-pemulihan/baru".into(), "in 404 404 404 404 404"),
    page("/akun/kode-pemulihan", |_| "/akun/kode-pemulihan".into(), "in 404 404 404 404 404"),
    page("/pesan", |_| "/pesan".into(), "in ok ok ok ok ok"),
    page("/kk", |_| "/kk".into(), "in ok ok 403 403 403"),
    page("/kk/alamat", |_| "/kk/alamat".into(), "in ok ok 403 403 403"),
    page("/kk/data-kantor", |_| "/kk/data-kantor".into(), "in 404 404 403 403 403"),
    page("/kk/anggota/:member", |world| format!("/kk/anggota/{}", world.member), "in 404 ok 403 403 403"),
    page("/permohonan", |_| "/permohonan".into(), "in ok ok 403 403 403"),
    page("/permohonan/baru", |_| "/permohonan/baru".into(), "in ok ok 403 403 403"),
    page("/permohonan/baru/:procedure", |_| "/permohonan/baru/rp-01".into(), "in ok ok 403 403 403"),
    page(
        "/permohonan/baru/:procedure/kosong",
        |_| "/permohonan/baru/rp-01/kosong".into(),
        "in ok ok 403 403 403",
    ),
    page("/permohonan/:id", |world| format!("/permohonan/{}", world.request), "in 404 ok 403 403 403"),
    page(
        "/permohonan/:id/tanda-terima",
        |world| format!("/permohonan/{}/tanda-terima", world.request),
        "in 404 ok 403 403 403",
    ),
    page(
        "/permohonan/{id}/tanda-terima.pdf",
        |world| format!("/permohonan/{}/tanda-terima.pdf", world.request),
        "401 404 ok 403 403 403",
    ),
    // It concerns nobody: service/tests/use_cases/objections.rs.
    page(
        "/permohonan/:id/keberatan",
        |world| format!("/permohonan/{}/keberatan", world.request),
        "in 404 404 403 403 403",
    ),
    // Nothing of it is collected: service/tests/use_cases/appointments.rs.
    page(
        "/permohonan/:id/janji",
        |world| format!("/permohonan/{}/janji", world.request),
        "in 404 404 403 403 403",
    ),
    page(
        "/permohonan/{id}/janji.ics",
        |world| format!("/permohonan/{}/janji.ics", world.request),
        "401 404 404 403 403 403",
    ),
    page("/petugas/janji", |_| "/petugas/janji".into(), "in 403 403 ok ok 403"),
    page("/petugas/janji/pengaturan", |_| "/petugas/janji/pengaturan".into(), "in 403 403 403 403 ok"),
    page("/permohonan/:id/isi", |world| format!("/permohonan/{}/isi", world.draft), "in 404 on 403 403 403"),
    page(
        "/permohonan/:id/isi/:step",
        |world| format!("/permohonan/{}/isi/kapan", world.draft),
        "in 404 ok 403 403 403",
    ),
    page(
        "/permohonan/:id/pindai/:slot",
        |world| format!("/permohonan/{}/pindai/ktp_el", world.draft),
        "in 404 ok 403 403 403",
    ),
    // Only a phone that has taken a code gets in: server/tests/http/scanner.rs.
    page("/pindai", |_| "/pindai".into(), "404 404 404 404 404 404"),
    page("/pindai/:token", |_| format!("/pindai/{}", "0".repeat(40)), "404 404 404 404 404 404"),
    page(
        "/pindai/unggah/{id}",
        |world| format!("/pindai/unggah/{}", world.upload),
        "404 404 404 404 404 404",
    ),
    page("/petugas", |_| "/petugas".into(), "on on on on on on"),
    page("/petugas/antrean", |_| "/petugas/antrean".into(), "in 403 403 ok ok ok"),
    page(
        "/petugas/berkas/:number",
        |world| format!("/petugas/berkas/{}", world.number),
        "in 403 403 ok 404 404",
    ),
    page("/petugas/serentak", |_| "/petugas/serentak?bagian=terbuka".into(), "in 403 403 ok ok ok"),
    page("/petugas/kinerja", |_| "/petugas/kinerja".into(), "in 403 403 403+ok 403 403"),
    // Nothing waits for the password.
    page("/petugas/konfirmasi", |_| "/petugas/konfirmasi".into(), "in 403 403 403 403 on"),
    page("/petugas/kalender", |_| "/petugas/kalender".into(), "in 403 403 403 403 ok"),
    page("/petugas/pengguna", |_| "/petugas/pengguna".into(), "in 403 403 403 403 ok"),
    page("/petugas/pengguna/undang", |_| "/petugas/pengguna/undang".into(), "in 403 403 403 403 ok"),
    page(
        "/petugas/pengguna/:id",
        |world| format!("/petugas/pengguna/{}", world.request),
        "in 403 403 403 403 404",
    ),
    // Only who was sent the link gets in: service/tests/use_cases/administrators.rs.
    page("/undangan/:token", |_| format!("/undangan/{}", "0".repeat(40)), "404 404 404 404 404 404"),
    page(AUDIT, |_| AUDIT.into(), "in 403 403 403 403 ok"),
    page(AUDIT_CSV, |_| AUDIT_CSV.into(), "401 403 403 403 403 ok"),
    page("/petugas/keadaan", |_| "/petugas/keadaan".into(), "in 403 403 403 403 ok"),
    // Not for browsers: server/src/seeing/metrics/tests.rs.
    page("/metrics", |_| "/metrics".into(), "404 404 404 404 404 404"),
    page("/petugas/surat", |_| "/petugas/surat".into(), "in 403 403 403 403 ok"),
    page("/petugas/katalog", |_| "/petugas/katalog".into(), "in 403 403 403 403 ok"),
    page("/petugas/katalog/:code", |_| "/petugas/katalog/kk-12".into(), "in 403 403 403 403 ok"),
    page(
        "/petugas/berkas/:number/hasil",
        |world| format!("/petugas/berkas/{}/hasil", world.number),
        "in 403 403 ok 404 404",
    ),
    page("/hasil/{id}", |world| format!("/hasil/{}", world.request), "401 404 404 404 404 404"),
    page("/kotak-surat", |_| "/kotak-surat".into(), "ok ok ok ok ok ok"),
    page("/gaya", |_| "/gaya".into(), "ok ok ok ok ok ok"),
    // With a file of somebody: service/tests/use_cases/message_files.rs.
    page("/lampiran/{id}", |world| format!("/lampiran/{}", world.request), "401 404 404 404 404 404"),
    page("/dokumen/{id}", |world| format!("/dokumen/{}", world.documents[0]), "401 404 ok ok 404 404"),
    page(
        "/dokumen/{id}/gambar/{number}",
        |world| format!("/dokumen/{}/gambar/0", world.documents[0]),
        "401 404 ok ok 404 404",
    ),
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
    page("/wilayah/kabupaten", |_| "/wilayah/kabupaten?q=contoh".into(), "ok ok ok ok ok ok"),
    page("/foto/kata", |_| "/foto/kata".into(), "ok ok ok ok ok ok"),
    page("/healthz", |_| "/healthz".into(), "ok ok ok ok ok ok"),
    page("/readyz", |_| "/readyz".into(), "ok ok ok ok ok ok"),
    page("/live", |_| "/live".into(), "401 ok ok ok ok ok"),
];

/// The history tells administrators numbers of requests, and nothing of the families'.
pub const AUDIT: &str = "/petugas/audit";
/// The same as a file.
pub const AUDIT_CSV: &str = "/petugas/audit.csv";
/// Tells who has a receipt's code its number, by design, and nothing else of the family's.
pub const RECEIPT: &str = "/verifikasi/:code";

/// Shows everything by design, in demonstrations only.
pub const MAILBOX: &str = "/kotak-surat";
