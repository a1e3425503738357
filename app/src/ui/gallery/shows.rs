//! Examples of what one reads: states, notices, sheets, lists, the receipt.
use leptos::prelude::*;

use super::Specimen;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::card::Card;
use crate::ui::document_row::{DocumentRow, Documents};
use crate::ui::empty_state::EmptyState;
use crate::ui::figure::Figure;
use crate::ui::live::{Live, LiveState, Offline};
use crate::ui::meter::Meter;
use crate::ui::notice::Notice;
use crate::ui::receipt::ReceiptHead;
use crate::ui::skeleton::Skeleton;
use crate::ui::summary_list::{ChangeWords, Fact, SummaryList};
use crate::ui::tag::Tag;
use crate::ui::timeline::{StepState, Timeline, TimelineStep};
use crate::ui::tone::Tone;

fn step(title: &str, detail: &str, state: StepState, spoken: &str) -> TimelineStep {
    let detail = (!detail.is_empty()).then(|| detail.to_owned());
    TimelineStep { title: title.to_owned(), detail, state, tone: Tone::Warn, spoken: spoken.to_owned() }
}

fn history() -> Vec<TimelineStep> {
    vec![
        step("Diterima", "20 November 2026 pukul 19.41 · tanda terima tersimpan", StepState::Done, "selesai"),
        step("Diperiksa petugas", "21 November 2026 pukul 08.55", StepState::Done, "selesai"),
        step("Menunggu perbaikan dari Anda", "1 berkas · data lain sudah benar", StepState::Now, "sekarang"),
        step(
            "Diproses di SIAK dan ditandatangani",
            "biasanya 1 sampai 2 hari kerja",
            StepState::Ahead,
            "nanti",
        ),
        step("KK baru siap diunduh", "", StepState::Ahead, "nanti"),
    ]
}

fn facts() -> Vec<Fact> {
    vec![
        Fact {
            label: "Anggota baru".to_owned(),
            value: "Ayunda Laras Pertiwi".to_owned(),
            tag: Some((Tone::Ok, "benar".to_owned())),
            ..Fact::default()
        },
        Fact {
            label: "Hubungan".to_owned(),
            was: Some("tidak ada".to_owned()),
            value: "Anak".to_owned(),
            action: Some(("Ubah".to_owned(), "#".to_owned())),
            ..Fact::default()
        },
        Fact {
            label: "Pendidikan Dimas".to_owned(),
            was: Some("SLTP/sederajat".to_owned()),
            value: "SLTA/sederajat".to_owned(),
            quote: Some("Ijazah, nomor DN-01/2026, 14 Juni 2026".to_owned()),
            tag: Some((Tone::Warn, "ijazah?".to_owned())),
            ..Fact::default()
        },
    ]
}

/// The documents of one request.
#[component]
pub fn SomeDocuments() -> impl IntoView {
    view! {
        <Documents>
            <DocumentRow
                title="Surat keterangan kelahiran"
                detail="1 foto · 412 KB"
                format="JPG"
                state=Some((Tone::Warn, "ganti".to_owned()))
            >
                <Button label="Lihat" kind=ButtonKind::Link spoken="Surat keterangan kelahiran".to_owned() />
                <Button label="Hapus" kind=ButtonKind::Link spoken="Surat keterangan kelahiran".to_owned() />
            </DocumentRow>
            <DocumentRow
                title="Buku nikah"
                detail="2 foto · 806 KB"
                format="PDF"
                state=Some((Tone::Ok, "terbaca".to_owned()))
            />
            <DocumentRow title="KK lama" detail="belum ada" format="…" />
        </Documents>
    }
}

/// The examples of this part.
#[component]
pub fn Shows() -> impl IntoView {
    view! {
        <Specimen name="tag">
            <p class="cluster last">
                <Tag label="3 peristiwa" />
                <Tag label="baru" tone=Tone::Info />
                <Tag label="selesai" tone=Tone::Ok />
                <Tag label="perlu diperbaiki" tone=Tone::Warn />
                <Tag label="ditolak" tone=Tone::Bad />
                <Tag label="menunggu" tone=Tone::Wait />
            </p>
        </Specimen>
        <Specimen name="notice">
            <Notice>
                <p>"Petugas memeriksa pada jam kerja, Senin sampai Jumat."</p>
            </Notice>
            <Notice tone=Tone::Ok title="Permohonan Anda sudah diterima".to_owned()>
                <p>"Kami periksa paling lambat Senin, 23 November 2026 pukul 12.00."</p>
            </Notice>
            <Notice tone=Tone::Warn>
                <p>
                    <b>"Foto surat keterangan kelahiran tidak terbaca."</b>
                    " Bagian bawah (nama ibu dan cap) terpotong. Letakkan surat di meja dan ambil foto dari atas."
                </p>
                <p class="small muted">
                    "Petugas verifikasi, 21 November 2026 pukul 09.12. Batas perbaikan: 5 Desember 2026."
                </p>
            </Notice>
            <Notice tone=Tone::Bad title="Permohonan ditolak".to_owned()>
                <p>"Alamat bukan di kabupaten ini. Ajukan di kabupaten tempat Anda tinggal."</p>
            </Notice>
        </Specimen>
        <Specimen name="live">
            <p class="cluster">
                <Live state=LiveState::On words="Langsung" />
                <Live state=LiveState::Joining words="Menyambung" />
                <Live state=LiveState::Off words="Terputus" />
            </p>
            <Offline words="Tidak ada jaringan. Yang Anda tulis tersimpan di perangkat." shown=true />
        </Specimen>
        <Specimen name="card">
            <Card title="Perkembangan".to_owned() aside=|| view! { <Live state=LiveState::On words="Langsung" /> }>
                <Timeline steps=history() />
            </Card>
            <Card title="Yang Anda ajukan".to_owned()>
                <SummaryList
                    facts=facts()
                    words=ChangeWords { was: "semula".to_owned(), will: "menjadi".to_owned() }
                />
                <SomeDocuments />
            </Card>
        </Specimen>
        <Specimen name="receipt">
            <Card>
                <ReceiptHead
                    label="Nomor permohonan"
                    number="K7RT-4MQX-9"
                    when="20 November 2026 pukul 19.41 WIB"
                    code=ViewFn::from(|| {
                        view! {
                            <svg viewBox="0 0 7 7" role="img" aria-label="Kode QR">
                                <path d="M0 0h7v7h-7zM1 1v5h5v-5zM2 2h3v3h-3z" fill-rule="evenodd" />
                            </svg>
                        }
                    })
                />
            </Card>
        </Specimen>
        <Specimen name="figure">
            <div class="cards">
                <Figure value="6 jam" label="Separuh permohonan selesai dalam" />
                <Figure value="2 hari" label="Sembilan dari sepuluh selesai dalam" />
            </div>
        </Specimen>
        <Specimen name="meter">
            <p class="small">"Waktu layanan terpakai: 20, 70, 95 persen"</p>
            <div class="stack">
                <Meter used=20 label="20 persen waktu layanan terpakai" tall=true />
                <Meter used=70 label="70 persen waktu layanan terpakai" tall=true />
                <Meter used=95 label="95 persen waktu layanan terpakai" tall=true />
            </div>
        </Specimen>
        <Specimen name="empty_state">
            <EmptyState title="Belum ada permohonan" text="Mulai dari apa yang berubah di keluarga Anda.">
                <LinkButton label="Mulai permohonan" href="#" />
            </EmptyState>
        </Specimen>
        <Specimen name="skeleton">
            <Skeleton words="Memuat antrean" />
        </Specimen>
    }
}
