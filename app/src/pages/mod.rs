//! Pages: drawn on the server, whole, before the first byte leaves. Only the wizard and the desk carry an
//! island; every page works without JavaScript.
pub mod account;
mod appointment;
mod appointment_rules;
mod assist;
pub mod audit;
pub mod batch;
pub mod calendar;
pub mod card;
pub mod catalogue;
pub mod confirm;
mod counter_day;
pub mod desk;
mod duty;
mod ending;
mod forms;
pub mod frame;
mod help;
pub mod inbox;
pub mod mailbox;
pub mod officers;
pub mod offline;
mod passkey;
pub mod performance;
mod privacy;
pub mod public;
pub mod register;
pub mod requests;
pub mod results;
pub mod scan;
pub mod services;
pub mod sign_in;
mod state;
mod statistics;
mod strength;
mod talk;
mod templates;
mod tickets;
pub mod track;
pub mod verify;
pub mod wizard;
mod words_of;

pub use frame::shell;

use crate::ui::gallery::Gallery;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// All pages by address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let mode = SsrMode::Async;
    view! {
        <Router>
            <Routes fallback=frame::not_found>
                <Route path=path!("/") view=public::home ssr=mode.clone() />
                <Route path=path!("/syarat") view=services::requirements ssr=mode.clone() />
                <Route path=path!("/syarat/:procedure") view=services::requirement ssr=mode.clone() />
                <Route path=path!("/bantuan") view=help::help ssr=mode.clone() />
                <Route path=path!("/bantuan/tanya") view=tickets::ask ssr=mode.clone() />
                <Route path=path!("/bantuan/tiket") view=tickets::mine ssr=mode.clone() />
                <Route path=path!("/bantuan/tiket/:number") view=tickets::one ssr=mode.clone() />
                <Route path=path!("/bantuan/:question") view=help::question ssr=mode.clone() />
                <Route path=path!("/petugas/bantuan") view=tickets::desk_list ssr=mode.clone() />
                <Route path=path!("/petugas/bantuan/:number") view=tickets::desk_one ssr=mode.clone() />
                <Route path=path!("/statistik") view=statistics::statistics ssr=mode.clone() />
                <Route path=path!("/privasi") view=privacy::privacy ssr=mode.clone() />
                <Route path=path!("/luring") view=offline::page ssr=mode.clone() />
                <Route path=path!("/lacak") view=track::page ssr=mode.clone() />
                <Route path=path!("/verifikasi") view=verify::ask ssr=mode.clone() />
                <Route path=path!("/verifikasi/:code") view=verify::answer ssr=mode.clone() />
                <Route path=path!("/daftar") view=register::form ssr=mode.clone() />
                <Route path=path!("/daftar/kode") view=register::codes ssr=mode.clone() />
                <Route path=path!("/masuk") view=sign_in::form ssr=mode.clone() />
                <Route path=path!("/masuk/kode") view=sign_in::code ssr=mode.clone() />
                <Route path=path!("/masuk/dua-langkah") view=sign_in::factor ssr=mode.clone() />
                <Route path=path!("/masuk/siapkan") view=sign_in::enrol ssr=mode.clone() />
                <Route path=path!("/lupa-sandi") view=sign_in::forgot ssr=mode.clone() />
                <Route path=path!("/lupa-sandi/ponsel") view=sign_in::reset_phone ssr=mode.clone() />
                <Route path=path!("/lupa-sandi/batal/:token") view=sign_in::object ssr=mode.clone() />
                <Route path=path!("/lupa-sandi/baru") view=sign_in::reset ssr=mode.clone() />
                <Route path=path!("/akun") view=account::page ssr=mode.clone() />
                <Route path=path!("/akun/sandi") view=account::password ssr=mode.clone() />
                <Route path=path!("/akun/email") view=account::email ssr=mode.clone() />
                <Route path=path!("/akun/ponsel") view=account::phone ssr=mode.clone() />
                <Route path=path!("/akun/perangkat") view=account::devices ssr=mode.clone() />
                <Route path=path!("/akun/keamanan") view=account::security ssr=mode.clone() />
                <Route path=path!("/akun/akses") view=account::access ssr=mode.clone() />
                <Route path=path!("/akun/kabar") view=account::notices ssr=mode.clone() />
                <Route path=path!("/akun/bantuan") view=account::helpers ssr=mode.clone() />
                <Route path=path!("/petugas/bantu") view=assist::page ssr=mode.clone() />
                <Route path=path!("/akun/data") view=account::data ssr=mode.clone() />
                <Route path=path!("/akun/hapus") view=account::delete ssr=mode.clone() />
                <Route path=path!("/petugas/data-warga") view=account::corrections ssr=mode.clone() />
                <Route path=path!("/akun/dua-langkah") view=account::factor ssr=mode.clone() />
                <Route path=path!("/akun/dua-langkah/kunci-sandi") view=account::passkey_add ssr=mode.clone() />
                <Route path=path!("/akun/dua-langkah/kunci-sandi/:id") view=account::passkey_one ssr=mode.clone() />
                <Route path=path!("/akun/kode-pemulihan/baru") view=account::recovery_new ssr=mode.clone() />
                <Route path=path!("/akun/dua-langkah/matikan") view=account::factor_off ssr=mode.clone() />
                <Route path=path!("/akun/kode-pemulihan") view=account::recovery ssr=mode.clone() />
                <Route path=path!("/pesan") view=inbox::page ssr=mode.clone() />
                <Route path=path!("/kk") view=card::page ssr=mode.clone() />
                <Route path=path!("/kk/alamat") view=card::head ssr=mode.clone() />
                <Route path=path!("/kk/data-kantor") view=card::office ssr=mode.clone() />
                <Route path=path!("/kk/anggota/:member") view=card::member ssr=mode.clone() />
                <Route path=path!("/permohonan") view=requests::list ssr=mode.clone() />
                <Route path=path!("/permohonan/baru") view=requests::choose ssr=mode.clone() />
                <Route path=path!("/permohonan/baru/:procedure") view=requests::start ssr=mode.clone() />
                <Route path=path!("/permohonan/:id") view=requests::status ssr=mode.clone() />
                <Route path=path!("/permohonan/:id/keberatan") view=requests::concern ssr=mode.clone() />
                <Route path=path!("/permohonan/:id/janji") view=appointment::choose ssr=mode.clone() />
                <Route path=path!("/petugas/janji") view=counter_day::page_of_day ssr=mode.clone() />
                <Route path=path!("/petugas/janji/pengaturan") view=appointment_rules::page_of_rules ssr=mode.clone() />
                <Route path=path!("/permohonan/:id/tanda-terima") view=requests::receipt ssr=mode.clone() />
                <Route path=path!("/permohonan/baru/:procedure/kosong") view=wizard::blank ssr=mode.clone() />
                <Route path=path!("/permohonan/:id/isi") view=requests::resume ssr=mode.clone() />
                <Route path=path!("/permohonan/:id/isi/:step") view=wizard::page ssr=mode.clone() />
                <Route path=path!("/permohonan/:id/pindai/:slot") view=scan::lend ssr=mode.clone() />
                <Route path=path!("/pindai") view=scan::phone ssr=mode.clone() />
                <Route path=path!("/pindai/:token") view=scan::code ssr=mode.clone() />
                <Route path=path!("/petugas") view=desk::entrance ssr=mode.clone() />
                <Route path=path!("/petugas/antrean") view=desk::queue ssr=mode.clone() />
                <Route path=path!("/petugas/berkas/:number") view=desk::request ssr=mode.clone() />
                <Route path=path!("/petugas/serentak") view=batch::batch ssr=mode.clone() />
                <Route path=path!("/petugas/kinerja") view=performance::performance ssr=mode.clone() />
                <Route path=path!("/petugas/konfirmasi") view=confirm::confirm ssr=mode.clone() />
                <Route path=path!("/petugas/kalender") view=calendar::calendar ssr=mode.clone() />
                <Route path=path!("/petugas/pengguna") view=officers::list ssr=mode.clone() />
                <Route path=path!("/petugas/pengguna/undang") view=officers::invite ssr=mode.clone() />
                <Route path=path!("/petugas/pengguna/:id") view=officers::one ssr=mode.clone() />
                <Route path=path!("/undangan/:token") view=officers::join ssr=mode.clone() />
                <Route path=path!("/petugas/keadaan") view=state::state ssr=mode.clone() />
                <Route path=path!("/petugas/audit") view=audit::page_of_history ssr=mode.clone() />
                <Route path=path!("/petugas/surat") view=templates::templates ssr=mode.clone() />
                <Route path=path!("/petugas/katalog") view=catalogue::list ssr=mode.clone() />
                <Route path=path!("/petugas/katalog/:code") view=catalogue::one ssr=mode.clone() />
                <Route path=path!("/petugas/berkas/:number/hasil") view=results::attach ssr=mode.clone() />
                <Route path=path!("/kotak-surat") view=mailbox::page ssr=mode.clone() />
                <Route path=path!("/gaya") view=gallery ssr=mode />
            </Routes>
        </Router>
    }
}

fn gallery() -> impl IntoView {
    frame::page(async {
        if !crate::visitor::service().settings().demonstration {
            return Err(service::Error::NotFound);
        }
        Ok(frame::Page::bare("Gaya", view! { <Gallery /> }))
    })
}
