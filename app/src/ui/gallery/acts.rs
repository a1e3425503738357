//! Examples of what one presses and follows.
use leptos::prelude::*;

use super::Specimen;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::disclosure::Disclosure;
use crate::ui::dock::{Dock, SaveState, Saved};
use crate::ui::kbd::Kbd;
use crate::ui::link_row::{LinkRow, Links};
use crate::ui::mark::Mark;
use crate::ui::pager::Pager;
use crate::ui::progress::{Progress, ProgressStop};
use crate::ui::timeline::StepState;
use crate::ui::tone::Tone;

fn stop(label: &str, state: StepState) -> ProgressStop {
    let href = (state == StepState::Done).then(|| "#".to_owned());
    ProgressStop { label: label.to_owned(), href, state, code: label.to_lowercase() }
}

/// The stops of the way that the examples walk.
fn way() -> Vec<ProgressStop> {
    vec![
        stop("Peristiwa", StepState::Done),
        stop("Orang tua", StepState::Done),
        stop("Data anak", StepState::Now),
        stop("Kelahiran", StepState::Ahead),
        stop("Berkas", StepState::Ahead),
        stop("Periksa", StepState::Ahead),
    ]
}

/// The examples of this part.
#[component]
pub fn Acts() -> impl IntoView {
    view! {
        <Specimen name="mark">
            <Mark name="KK Daring" href="#" />
        </Specimen>
        <Specimen name="button">
            <div class="cluster specimen-row">
                <Button label="Lanjutkan" />
                <Button label="Kembali" kind=ButtonKind::Ghost />
                <Button label="Putar" kind=ButtonKind::Quiet key="R".to_owned() />
                <Button label="Tolak" kind=ButtonKind::Danger />
                <Button label="Belum bisa" disabled=true />
                <Button label="Kecil" small=true />
                <Button label="Hapus" kind=ButtonKind::Link spoken="buku-nikah-1.jpg".to_owned() />
                <LinkButton label="Unduh tanda terima" href="#" kind=ButtonKind::Ghost />
            </div>
            <p class="last">
                <LinkButton label="Ganti berkas ini" href="#" wide=true />
            </p>
        </Specimen>
        <Specimen name="link_row">
            <Links>
                <LinkRow href="#" title="Anak lahir" detail="Tambah anggota baru · sekitar 8 menit".to_owned() />
                <LinkRow href="#" title="Pendidikan" detail="Perbarui pendidikan terakhir · sekitar 4 menit".to_owned() />
                <LinkRow
                    href="#"
                    title="KK hilang atau rusak"
                    detail="Cetak ulang · sekitar 3 menit".to_owned()
                    tag=Some((Tone::Wait, "draf, tersisa 2 langkah".to_owned()))
                />
            </Links>
        </Specimen>
        <Specimen name="disclosure">
            <Disclosure summary="Saya tidak punya surat keterangan">
                <p>"Anda boleh memakai surat pernyataan tanggung jawab mutlak (SPTJM)."</p>
            </Disclosure>
            <Disclosure summary="Terbuka sejak awal" open=true>
                <p>"Isi yang lebih banyak bagi yang membutuhkannya."</p>
            </Disclosure>
        </Specimen>
        <Specimen name="pager">
            <Pager
                label="Halaman antrean"
                before=Some(("Sebelumnya".to_owned(), "#".to_owned()))
                here="41–60".to_owned()
                after=Some(("Berikutnya".to_owned(), "#".to_owned()))
            />
            <Pager label="Halaman pertama" after=Some(("Berikutnya".to_owned(), "#".to_owned())) />
        </Specimen>
        <Specimen name="kbd">
            <p class="last">"Cari " <Kbd key="/" /></p>
        </Specimen>
        <Specimen name="progress">
            <Progress label="Langkah 3 dari 6 · Data anak" stops=way() />
        </Specimen>
        <Specimen name="dock">
            <Saved state=SaveState::Device words="Tersimpan di perangkat, menunggu jaringan" />
            <Saved state=SaveState::Saving words="Menyimpan di server" />
            <Saved
                state=SaveState::Failed
                words="Gagal menyimpan di server."
                retry="Coba lagi".to_owned()
                on_retry=Callback::new(|()| ())
            />
            <Dock saved=|| view! { <Saved state=SaveState::Server words="Tersimpan di perangkat · di server 12.04" /> }>
                <LinkButton label="Kembali" href="#" kind=ButtonKind::Ghost />
                <Button label="Lanjutkan" />
            </Dock>
        </Specimen>
    }
}
