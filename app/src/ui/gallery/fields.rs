//! Examples of questions: as they wait, answered, and with something wrong.
use leptos::prelude::*;

use super::Specimen;
use crate::ui::area_search::{AreaChosen, AreaSearch, Suggesting};
use crate::ui::checkbox::Checkbox;
use crate::ui::choice::{ChoiceOption, Choices, Verdict};
use crate::ui::code_field::CodeField;
use crate::ui::date_field::{DateField, DateWords};
use crate::ui::error_summary::{ErrorSummary, SummaryItem};
use crate::ui::field::Width;
use crate::ui::password_field::PasswordField;
use crate::ui::select::Select;
use crate::ui::strength::Strength;
use crate::ui::text_area::TextArea;
use crate::ui::text_field::{InputKind, TextField};
use crate::ui::upload::{Sending, Upload};

/// Steps of a new password.
const STRENGTHS: [(u8, &str, &str); 4] = [
    (1, "Sandi lemah.", "Belum 12 huruf. Tambahkan satu atau dua kata lagi."),
    (2, "Sandi cukup.", "Tanggal dan tahun mudah ditebak. Ganti dengan kata lain."),
    (3, "Sandi kuat.", "Sulit ditebak. Jangan pakai sandi ini di tempat lain."),
    (4, "Sandi sangat kuat.", "Sulit ditebak. Jangan pakai sandi ini di tempat lain."),
];

fn date_words() -> DateWords {
    DateWords { day: "Tanggal".to_owned(), month: "Bulan".to_owned(), year: "Tahun".to_owned() }
}

fn issue(field: &str, words: &str) -> SummaryItem {
    SummaryItem { field: field.to_owned(), words: words.to_owned() }
}

fn sexes() -> Vec<ChoiceOption> {
    vec![ChoiceOption::new("perempuan", "Perempuan"), ChoiceOption::new("laki_laki", "Laki-laki")]
}

fn yes_no() -> Vec<ChoiceOption> {
    vec![ChoiceOption::new("ya", "Ya"), ChoiceOption::new("tidak", "Tidak")]
}

/// The examples of this part.
#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Written />
        <Chosen />
        <Brought />
    }
}

/// Questions that are answered in writing.
#[component]
fn Written() -> impl IntoView {
    view! {
        <Specimen name="error_summary">
            <ErrorSummary
                title="Ada 2 hal yang perlu diperbaiki"
                items=vec![
                    issue("birth_date", "Tanggal lahir tidak boleh melebihi hari ini"),
                    issue("sex_bad", "Pilih jenis kelamin"),
                ]
            />
        </Specimen>
        <Specimen name="text_field">
            <TextField
                name="child_name"
                label="Nama lengkap anak"
                hint="Paling sedikit dua kata, tanpa gelar.".to_owned()
                value="Ayunda Laras Pertiwi"
                kind=InputKind::Name
                max=Some(60)
            />
            <TextField
                name="nik"
                label="NIK"
                hint="16 angka di KTP-el Anda.".to_owned()
                kind=InputKind::Digits
                width=Width::W16
                value="3404014312950001"
            />
            <TextField
                name="phone"
                label="Nomor telepon"
                hint="Untuk kode dan kabar permohonan.".to_owned()
                kind=InputKind::Phone
                width=Width::W16
                value="0274 1"
                error="Nomor telepon seluler Indonesia dimulai dengan 08".to_owned()
                autocomplete="tel"
            />
            <TextField
                name="weight"
                label="Berat bayi"
                note="(boleh kosong)".to_owned()
                kind=InputKind::Digits
                width=Width::W4
                after="gram".to_owned()
            />
            <TextField name="account_name" label="Akun" value="ayu@contoh.id" readonly=true />
        </Specimen>
        <Specimen name="area_search">
            <AreaSearch
                id="f-area"
                name="area"
                label="Desa atau kelurahan"
                hint="Ketik nama desa dan kecamatan."
                value="sukamaju"
                search="Cari"
                send=("go", "cari".to_owned())
                suggesting=Suggesting::default()
            />
            <AreaChosen
                id="f-area-chosen"
                label="Desa atau kelurahan"
                name="Sukamaju"
                within="Kec. Jonggol, Kabupaten Bogor, Jawa Barat"
                another="Ganti"
                send=("go", "ganti".to_owned())
            />
        </Specimen>
        <Specimen name="text_area">
            <TextArea
                name="message"
                label="Pesan kepada petugas"
                note="(boleh kosong)".to_owned()
                value="Surat ada di bidan."
                max=Some(500)
                count="19 dari 500 huruf"
            />
            <TextArea name="message_bad" label="Alasan" error="Tulis alasan Anda".to_owned() />
        </Specimen>
        <Specimen name="select">
            <Select
                name="religion"
                label="Agama"
                empty="Pilih satu".to_owned()
                options=vec![ChoiceOption::new("1", "Islam"), ChoiceOption::new("2", "Kristen")]
            />
            <Select
                name="religion_bad"
                label="Agama"
                empty="Pilih satu".to_owned()
                options=vec![ChoiceOption::new("1", "Islam"), ChoiceOption::new("2", "Kristen")]
                error="Pilih agama".to_owned()
            />
        </Specimen>
    }
}

/// Questions that are answered by choosing, or with something of their own.
#[component]
fn Chosen() -> impl IntoView {
    view! {
        <Specimen name="date_field">
            <DateField name="marriage_date" label="Tanggal nikah" hint="Contoh: 14 3 2026".to_owned() words=date_words() />
            <DateField
                name="birth_date"
                label="Tanggal lahir"
                hint="Contoh: 14 3 2026".to_owned()
                words=date_words()
                day="14"
                month="12"
                year="2026"
                error="Tanggal lahir tidak boleh melebihi hari ini".to_owned()
            />
        </Specimen>
        <Specimen name="choice">
            <Choices name="sex" label="Jenis kelamin" options=sexes() value="perempuan" />
            <Choices name="sex_bad" label="Jenis kelamin" options=sexes() error="Pilih jenis kelamin".to_owned() />
            <Choices
                name="member"
                label="Siapa yang berubah?"
                options=vec![
                    ChoiceOption::new("1", "Wahyuni").hint("Istri · 3404••••••••0002"),
                    ChoiceOption::new("2", "Dimas Prasetyo").hint("Anak · 16 tahun · SLTP/sederajat"),
                ]
                value="2"
            />
            <Choices name="head" label="Apakah Anda kepala keluarga?" options=yes_no() pair=true value="ya" />
            <Verdict
                name="verdict"
                label="Dimas: pendidikan"
                options=vec![ChoiceOption::new("benar", "Benar"), ChoiceOption::new("tanya", "Tanya")]
                value="tanya"
            />
        </Specimen>
        <Specimen name="checkbox">
            <Checkbox
                name="statement"
                label="Data yang saya tulis benar. Saya tahu keterangan palsu dapat dipidana."
                checked=true
            />
            <Checkbox
                name="statement_bad"
                label="Saya setuju data ini diperiksa."
                hint="Tanpa persetujuan, permohonan tidak dapat dikirim.".to_owned()
                error="Centang pernyataan ini".to_owned()
            />
        </Specimen>
    }
}

/// Secrets and files.
#[component]
fn Brought() -> impl IntoView {
    view! {
        <Specimen name="code_field">
            <CodeField
                name="code"
                label="Kode 6 angka"
                hint="Kami kirim ke 0812••••••89. Berlaku 10 menit.".to_owned()
                value="493027"
            />
            <CodeField name="code_bad" label="Kode 6 angka" error="Kode salah. Tersisa 3 percobaan.".to_owned() />
        </Specimen>
        <Specimen name="password_field">
            <PasswordField
                name="password"
                label="Kata sandi"
                hint="Paling sedikit 12 huruf.".to_owned()
                show="Tampilkan"
                hide="Sembunyikan"
                fresh=true
            />
            <PasswordField
                name="password_bad"
                label="Kata sandi"
                show="Tampilkan"
                hide="Sembunyikan"
                error="Kata sandi ini terlalu umum".to_owned()
            />
        </Specimen>
        <Specimen name="strength">
            {STRENGTHS
                .into_iter()
                .map(|drawn| view! { <Strength field="password" module="" words="" note="Dihitung di perangkat ini." drawn=drawn /> })
                .collect_view()}
        </Specimen>
        <Specimen name="upload">
            <Upload
                name="birth_letter"
                label="Surat keterangan kelahiran"
                hint="Foto atau PDF, paling besar 20 MB. Keempat sudut harus terlihat.".to_owned()
            />
            <Upload name="marriage_book" label="Buku nikah" over=true multiple=true />
            <Upload
                name="old_card"
                label="KK lama"
                error="Berkas 34 MB. Paling besar 20 MB: ambil foto lagi atau kecilkan.".to_owned()
            />
            <Sending name="buku-nikah-1.jpg" words="1,2 dari 3,4 MB · 20 detik lagi" percent=Some(35) />
            <Sending name="buku-nikah-2.jpg" words="menunggu giliran" percent=None />
        </Specimen>
    }
}
