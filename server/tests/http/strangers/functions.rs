//! Every server function, and who may use it on the family's affairs. One that is missing here fails the test.

use domain::Role;
use uuid::Uuid;

use super::world::{Who, World};

/// How it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A form.
    Form,
    /// JSON of an island.
    Json,
    /// A question in the address.
    Query,
}

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Everybody: registering, signing in. What is posted here is wrong, so nothing changes.
    Everybody,
    /// Everybody with an account, for themselves.
    SignedIn,
    /// Every citizen, for themselves.
    Citizens,
    /// The family only.
    Owner,
    /// Officers, for what their own office has.
    Officers,
    /// Officers who may see the request.
    Desk,
    /// The officer who holds the request.
    Holder,
    /// Administrators.
    Administrators,
}

impl May {
    pub fn allows(self, who: Who) -> bool {
        match self {
            Self::Everybody => true,
            Self::SignedIn => who != Who::Stranger,
            Self::Citizens => matches!(who, Who::Owner | Who::Other),
            Self::Owner => who == Who::Owner,
            Self::Officers => matches!(who, Who::Desk(_) | Who::Elsewhere),
            Self::Desk => matches!(who, Who::Desk(Role::FrontDesk | Role::Verifier | Role::Supervisor)),
            Self::Administrators => who == Who::Desk(Role::Administrator),
            Self::Holder => who == Who::Desk(Role::Verifier),
        }
    }
}

/// One server function.
pub struct Function {
    pub path: &'static str,
    pub kind: Kind,
    pub may: May,
    /// What is sent about the family.
    pub body: fn(&World) -> String,
    /// Whether something changes when somebody does it who may.
    pub acts: bool,
}

const fn form(path: &'static str, may: May, body: fn(&World) -> String) -> Function {
    Function { path, kind: Kind::Form, may, body, acts: true }
}

const fn json(path: &'static str, body: fn(&World) -> String) -> Function {
    Function { path, kind: Kind::Json, may: May::Owner, body, acts: true }
}

impl Function {
    const fn without_effect(mut self) -> Self {
        self.acts = false;
        self
    }

    const fn query(mut self) -> Self {
        self.kind = Kind::Query;
        self.without_effect()
    }
}

fn nothing(_: &World) -> String {
    String::new()
}

fn address(_: &World) -> String {
    "number=9901010501150001&address=Dusun+Lain+1&rt=1&rw=1&village=Lain&district=Lain&postcode=55999"
        .to_owned()
}

fn member(_: &World) -> String {
    let id = Uuid::now_v7();
    format!(
        "id={id}&fresh=1&nik=9901010202120007&name=Ayu+Lestari&sex=2&birth_place=Contoh&birth_date.day=2&\
         birth_date.month=2&birth_date.year=2012&religion=4&education=2&occupation=3&marital=1&relation=4"
    )
}

fn nobody(_: &World) -> String {
    format!("id={}&reason=left&role=verifier&office=X", Uuid::now_v7())
}

fn of_draft(world: &World) -> String {
    format!("draft={}&document={}&name=x", world.draft, world.draft_document)
}

fn of_slot(world: &World) -> String {
    format!("draft={}&slot=ktp_el&request={}", world.draft, world.request)
}

fn of_free_slot(world: &World) -> String {
    format!("draft={}&slot=surat_kehilangan", world.draft)
}

fn of_number(world: &World) -> String {
    format!("number={}&part=terbuka&version={}", world.number, world.version)
}

fn decision(world: &World) -> String {
    of_number(world) + "&command=approve"
}

fn document_json(world: &World) -> String {
    format!(r#"{{"draft":"{}","document":"{}"}}"#, world.draft, world.draft_document)
}

/// All of them. Those who may do so in this order, so what ends something comes late.
pub const ALL: &[Function] = &[
    form("/api/daftar", May::Everybody, nothing).without_effect(),
    form("/api/daftar-kode", May::Everybody, nothing).without_effect(),
    form("/api/daftar-ulang-kode", May::Everybody, nothing).without_effect(),
    form("/api/lupa-sandi", May::Everybody, nothing).without_effect(),
    form("/api/sandi-baru", May::Everybody, |_| "code=123456&password=x&password_again=x".to_owned())
        .without_effect(),
    // Nothing waits for a phone here, and no link carries such a token; service/tests/use_cases/reset.rs has the right ones.
    form("/api/sandi-ponsel", May::Everybody, |_| "code=123456".to_owned()).without_effect(),
    form("/api/sandi-ulang-kode", May::Everybody, nothing).without_effect(),
    form("/api/sandi-tunggu", May::Everybody, nothing).without_effect(),
    form("/api/sandi-batal", May::Everybody, |_| format!("token={}", "0".repeat(40))).without_effect(),
    form("/api/masuk", May::Everybody, |_| "name=warga1%40contoh.test&password=salah".to_owned())
        .without_effect(),
    form("/api/masuk-kode", May::Everybody, |_| "code=123456".to_owned()).without_effect(),
    form("/api/masuk-ulang-kode", May::Everybody, nothing).without_effect(),
    // The right number with wrong digits: nothing is found, and nothing but tries is counted.
    form("/api/lacak", May::Everybody, |world| format!("number={}&digits=9999", world.number))
        .without_effect(),
    // Without a question nothing is asked; service/tests/use_cases/help.rs has the right ones.
    form("/api/bantuan-kirim", May::Everybody, |world| format!("text=&number={}", world.number))
        .without_effect(),
    form("/api/bantuan-buka", May::Everybody, |world| format!("number={}&code=x", world.number))
        .without_effect(),
    form("/api/bantuan-tulis", May::Everybody, |world| format!("number={}&text=", world.ticket))
        .without_effect(),
    form("/api/masuk-dua-langkah", May::Everybody, |_| "code=123456".to_owned()).without_effect(),
    form("/api/masuk-siapkan", May::Everybody, |_| "code=123456".to_owned()).without_effect(),
    // Nothing was found at /lacak in this session: nothing is sent, and nothing is opened.
    form("/api/lacak-kode", May::Everybody, nothing).without_effect(),
    form("/api/lacak-buka", May::Everybody, |_| "code=123456".to_owned()).without_effect(),
    // Nobody is named, nobody was asked, nobody is helped: server/tests/http/at_the_counter.rs walks the whole way.
    form("/api/petugas/bantu-minta", May::Officers, |_| "name=&by=phone".to_owned()).without_effect(),
    form("/api/petugas/bantu-mulai", May::Officers, |_| "code=123456".to_owned()).without_effect(),
    form("/api/petugas/bantu-selesai", May::Officers, nothing).without_effect(),
    form("/api/akhiri-bantuan", May::Owner, |world| format!("id={}", world.assistance)),
    form("/api/keluar-lain", May::SignedIn, nothing).without_effect(),
    form("/api/keluar-satu", May::SignedIn, |_| "session=00".to_owned()).without_effect(),
    // What is typed here is wrong, so nothing changes; service/tests/use_cases/accounts.rs has the right ones.
    form("/api/sandi-ganti", May::SignedIn, |_| {
        "current=salah&password=perahu-layar-hijau-8&password_again=perahu-layar-hijau-8".to_owned()
    })
    .without_effect(),
    form("/api/alamat-ganti", May::Citizens, |_| {
        "channel=email&address=lain%40contoh.test&current=salah".to_owned()
    })
    .without_effect(),
    form("/api/alamat-kode", May::Citizens, |_| "channel=email&code=123456".to_owned()).without_effect(),
    form("/api/dua-langkah", May::SignedIn, |_| "current=salah".to_owned()).without_effect(),
    form("/api/dua-langkah-aktif", May::SignedIn, |_| "code=123456".to_owned()).without_effect(),
    form("/api/dua-langkah-lepas", May::SignedIn, |_| "current=salah".to_owned()).without_effect(),
    form("/api/kunci-sandi-mulai", May::SignedIn, |_| "current=salah".to_owned()).without_effect(),
    form("/api/kunci-sandi", May::SignedIn, |_| "code=%7B%7D".to_owned()).without_effect(),
    form("/api/kunci-sandi-hapus", May::SignedIn, |_| format!("passkey={}&current=salah", Uuid::now_v7()))
        .without_effect(),
    form("/api/kode-pemulihan", May::SignedIn, |_| "current=salah".to_owned()).without_effect(),
    // What is typed here is wrong; service/tests/use_cases/rights.rs has the right ones.
    form("/api/data-saya", May::Citizens, |_| "current=salah".to_owned()).without_effect(),
    form("/api/hapus-akun", May::Citizens, |_| "current=salah".to_owned()).without_effect(),
    form("/api/data-perbaikan", May::Citizens, |_| "part=name&should_be=".to_owned()).without_effect(),
    form("/api/petugas/data-jawab", May::Officers, |_| format!("id={}&go=make", Uuid::now_v7()))
        .without_effect(),
    form("/api/pesan-dibaca", May::Citizens, nothing),
    form("/api/kabar", May::SignedIn, |_| "email=true&first=email&language=en&digest=true".to_owned()),
    // Nothing has failed: nothing is sent again.
    form("/api/kabar-lagi", May::Citizens, |_| "channel=email".to_owned()).without_effect(),
    // Of no push service's address, so nothing is kept; service/tests/use_cases/outbox/notices.rs has the right ones.
    Function {
        may: May::Citizens,
        ..json("/api/notifikasi", |_| {
            r#"{"endpoint":"https://jahat.contoh.test/x","p256dh":"x","auth":"x"}"#.to_owned()
        })
    }
    .without_effect(),
    form("/api/notifikasi-hapus", May::Citizens, |_| format!("id={}", Uuid::now_v7())).without_effect(),
    form("/api/kk", May::Citizens, address),
    form("/api/kk", May::Citizens, |_| "go=cari&area=sukamaju&rt=1".to_owned()).without_effect(),
    form("/api/kk", May::Citizens, |_| "go=daftar&pick=32".to_owned()).without_effect(),
    form("/api/kk-anggota", May::Citizens, member),
    // Nobody in this world is linked: nothing is there to be taken.
    form("/api/kk-data-kantor", May::Citizens, nothing).without_effect(),
    form("/api/mulai", May::Owner, |world| format!("id={}&procedure=RP-01", world.draft)).without_effect(),
    form("/api/langkah", May::Owner, |world| {
        format!("_draft={}&_step=kapan&_go=stay&lost_place=Terminal", world.draft)
    }),
    json("/api/draf/simpan", |world| {
        format!(r#"{{"draft":"{}","patch":{{"lost_place":"Pasar Contoh"}}}}"#, world.draft)
    }),
    form("/api/sesi", May::SignedIn, nothing).query(),
    form("/api/siapa", May::Citizens, nothing).query(),
    json("/api/draf/perubahan", |world| format!(r#"{{"draft":"{}"}}"#, world.draft)).without_effect(),
    form("/api/atur-berkas", May::Owner, |world| of_draft(world) + "&act=turn"),
    json("/api/draf/atur-berkas", |world| document_json(world).replace('}', r#","act":"turn"}"#)),
    form("/api/pakai-lagi", May::Owner, of_slot),
    form("/api/pindai", May::Owner, of_free_slot),
    form("/api/pindai-akhiri", May::Owner, of_free_slot),
    // A code that nobody shows: nothing is taken, and nothing but tries is counted.
    form("/api/pindai-ambil", May::Everybody, |_| "token=00".to_owned()).without_effect(),
    json("/api/draf/hapus-berkas", document_json),
    json("/api/draf/kembalikan-berkas", document_json),
    form("/api/hapus-berkas", May::Owner, of_draft),
    form("/api/kembalikan-berkas", May::Owner, of_draft),
    form("/api/kirim", May::Owner, |world| format!("draft={}&statement=true", world.draft)),
    form("/api/hapus-draf", May::Owner, |world| format!("id={}", world.spare)),
    form("/api/kk-hapus-anggota", May::Owner, |world| format!("id={}", world.member)),
    // Nobody in this world is linked, so no request concerns anybody: service/tests/use_cases/objections.rs has those it does.
    form("/api/keberatan", May::Citizens, |world| format!("id={}&words=Tidak+benar", world.request))
        .without_effect(),
    form("/api/keberatan-cabut", May::Citizens, |world| format!("id={}", world.request)).without_effect(),
    form("/api/petugas/keberatan", May::Desk, |world| {
        of_number(world) + &format!("&id={}&go=dismiss&objection_answer=x", Uuid::now_v7())
    })
    .without_effect(),
    form("/api/batalkan", May::Owner, |world| format!("id={}", world.second)),
    // After the withdrawal above it has ended.
    form("/api/pendapat", May::Owner, |world| format!("id={}&score=4&words=Baik", world.second)),
    form("/api/petugas/antrean", May::Officers, |_| "bagian=terbuka".to_owned()).query(),
    // It leaves its line in the officer's own history.
    form("/api/petugas/cari", May::Officers, |world| format!("q={}", world.number)),
    form("/api/petugas/tampilan", May::Officers, |_| "part=bagian%3Dbaru&name=Baru".to_owned()),
    form("/api/petugas/hapus-tampilan", May::Officers, |_| format!("id={}", Uuid::now_v7())).without_effect(),
    // Whoever may take a request is given one, or hears that none waits.
    form("/api/petugas/berikutnya", May::Desk, |_| "part=bagian%3Dterbuka%26layanan%3DXX-99".to_owned())
        .without_effect(),
    form("/api/petugas/keadaan", May::Desk, |world| format!("number={}", world.number)).query(),
    form("/api/petugas/tinjau", May::Desk, decision).without_effect(),
    // A request in review has no result yet.
    form("/api/petugas/ambil-di-kantor", May::Desk, |world| {
        format!("number={}&place=Loket+1&when=Senin", world.number)
    })
    .without_effect(),
    // Nothing of a request in review is collected; service/tests/use_cases/appointments.rs has one that is.
    form("/api/janji", May::Owner, |world| format!("id={}&slot=2026-11-30T08.00", world.request))
        .without_effect(),
    form("/api/janji-batal", May::Owner, |world| format!("id={}", world.request)).without_effect(),
    form("/api/petugas/janji-loket", May::Desk, |world| format!("number={}&act=collected", world.number))
        .without_effect(),
    form("/api/petugas/janji-tanpa", May::Desk, |world| format!("number={}", world.number)).without_effect(),
    form("/api/petugas/janji-atur", May::Administrators, |_| {
        "office=DINAS&offered=true&counters=Loket+1&senin=08.00-12.00&slot_minutes=30&capacity=2&days_ahead=14&notice_hours=2"
            .to_owned()
    }),
    form("/api/petugas/hapus-hasil", May::Desk, |world| {
        format!("number={}&id={}", world.number, world.request)
    })
    .without_effect(),
    form("/api/petugas/ambil", May::Holder, of_number),
    form("/api/petugas/pegang", May::Holder, of_number),
    form("/api/petugas/serahkan", May::Desk, |world| of_number(world) + "&to=x").without_effect(),
    form("/api/petugas/tiket", May::Desk, |world| format!("number={}&go=x", world.ticket)).without_effect(),
    form("/api/petugas/tiket-jawab", May::Desk, |world| format!("number={}&text=", world.ticket))
        .without_effect(),
    form("/api/petugas/libur", May::Administrators, |_| {
        "day.day=25&day.month=12&day.year=2026&name=Natal".to_owned()
    }),
    // What is typed here is wrong; service/tests/use_cases/administrators.rs has the right ones.
    form("/api/undangan", May::Everybody, |_| format!("token={}&password=x", "0".repeat(40)))
        .without_effect(),
    form("/api/petugas/undang", May::Administrators, |_| "name=Wati+Contoh&email=salah".to_owned())
        .without_effect(),
    form("/api/petugas/tarik-undangan", May::Administrators, |_| format!("id={}", Uuid::now_v7()))
        .without_effect(),
    form("/api/petugas/pengguna-peran", May::Administrators, nobody).without_effect(),
    form("/api/petugas/pengguna-tutup", May::Administrators, nobody).without_effect(),
    form("/api/petugas/pengguna-buka", May::Administrators, nobody).without_effect(),
    form("/api/petugas/pengguna-dua-langkah", May::Administrators, nobody).without_effect(),
    form("/api/petugas/hapus-libur", May::Administrators, |_| "day=2026-12-25".to_owned()),
    form("/api/petugas/tautkan", May::Holder, of_number),
    // The reason is none; service/tests/use_cases/office_acts.rs has the right ones.
    form("/api/petugas/cabut-tautan", May::Desk, |world| of_number(world) + "&reason=x").without_effect(),
    // Nobody disputes the NIK.
    form("/api/petugas/nik", May::Desk, of_number).without_effect(),
    // A version that nobody saw: nothing is done, and the report of each says so.
    form("/api/petugas/serentak", May::Officers, |world| {
        format!("part=terbuka&act=claim&pilih%5Bno%3A{}%5D=0", world.number)
    })
    .without_effect(),
    form("/api/petugas/periksa", May::Holder, |world| {
        of_number(world) + "&periksa=1&butir%5Bsemua%3Aapplicant%5D=1"
    }),
    form("/api/petugas/putusan", May::Holder, decision),
    form("/api/petugas/lepas", May::Holder, of_number),
    form("/api/keluar", May::Everybody, nothing).without_effect(),
];
