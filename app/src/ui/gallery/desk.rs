//! The desk with a request open, as a page of its own: it fills the screen and has landmarks of its own.
use leptos::prelude::*;

use super::shows::SomeDocuments;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::change_table::{ChangeHead, ChangeRow, ChangeTable};
use crate::ui::choice::ChoiceOption;
use crate::ui::desk::{Desk, DeskPane, DeskWords};
use crate::ui::foot::Foot;
use crate::ui::live::{Live, LiveState};
use crate::ui::mark::Mark;
use crate::ui::notice::Notice;
use crate::ui::queue::{Chip, Chips, Queue, QueueItem};
use crate::ui::shell::{Nav, NavLink};
use crate::ui::tag::Tag;
use crate::ui::tone::Tone;
use crate::ui::viewer::{Look, Picture, Viewer, ViewerTab, ViewerTabs};

fn chip(label: &str, count: u16, current: bool) -> Chip {
    Chip {
        key: label.to_lowercase(),
        label: label.to_owned(),
        count: Some(count.to_string()),
        href: "#".to_owned(),
        current,
    }
}

fn item(title: &str, detail: &str, age: &str, used: u16) -> QueueItem {
    QueueItem {
        key: detail.to_owned(),
        href: "#".to_owned(),
        title: title.to_owned(),
        detail: detail.to_owned(),
        age: age.to_owned(),
        used,
        used_words: format!("{used} persen waktu layanan terpakai"),
        ..QueueItem::default()
    }
}

fn queue() -> Vec<QueueItem> {
    let warned = Some((Tone::Warn, "2 peringatan".to_owned()));
    vec![
        QueueItem {
            tag: Some((Tone::Info, "baru".to_owned())),
            fresh: true,
            ..item("Kelahiran", "K7RT-4MQX-9 · Ngaglik", "0 mnt", 3)
        },
        QueueItem {
            holder: Some("Anda".to_owned()),
            current: true,
            ..item("Kematian kepala keluarga", "P2HD-8WCN-K · Depok", "42 mnt", 62)
        },
        QueueItem {
            holder: Some("Budi S.".to_owned()),
            ..item("Pendidikan", "A9KE-3TTX-2 · Mlati", "1 jam", 71)
        },
        QueueItem { tag: warned, ..item("Pisah KK", "C4XN-6PRA-7 · Gamping", "3 jam", 93) },
        item("Pindah datang", "W8MC-2HJD-5 · Depok", "3 jam", 35),
    ]
}

fn change(key: &str, who: &str, element: &str, was: &str, will: &str, verdict: &str) -> ChangeRow {
    ChangeRow {
        key: key.to_owned(),
        who: who.to_owned(),
        element: element.to_owned(),
        was: was.to_owned(),
        will: will.to_owned(),
        basis: None,
        verdict: verdict.to_owned(),
        open: verdict == "tanya",
        tag: None,
    }
}

fn changes() -> Vec<ChangeRow> {
    vec![
        ChangeRow {
            basis: Some("Surat kematian 474.3/112/2026".to_owned()),
            ..change("q:alive", "Sutrisno", "Status hidup", "hidup", "meninggal 11 Nov 2026", "benar")
        },
        change("q:relation", "Wahyuni", "Hubungan", "Istri", "Kepala keluarga", "benar"),
        change("q:marital", "Wahyuni", "Status kawin", "Kawin tercatat", "Cerai mati", ""),
        change("q:education", "Dimas (16)", "Pendidikan", "SLTP", "SLTA", "tanya"),
    ]
}

fn head() -> ChangeHead {
    ChangeHead {
        caption: "Perubahan yang diajukan".to_owned(),
        who: "Anggota".to_owned(),
        element: "Elemen".to_owned(),
        was: "Semula".to_owned(),
        will: "Menjadi".to_owned(),
        verdict: "Penilaian".to_owned(),
    }
}

fn tab(label: &str, current: bool) -> ViewerTab {
    ViewerTab { label: label.to_owned(), href: "#".to_owned(), current }
}

#[component]
fn Bar() -> impl IntoView {
    let tabs = vec![NavLink::new("Antrean", "#").current(true), NavLink::new("Kinerja", "#")];
    view! {
        <Mark name="Meja petugas" href="#" />
        <Live state=LiveState::On words="Langsung" />
        <Nav class="bar-tabs" label="Utama".to_owned() links=tabs />
        <Nav class="bar-nav" label="Akun".to_owned() links=vec![NavLink::new("Rina W.", "#")] />
    }
}

#[component]
fn Case() -> impl IntoView {
    view! {
        <p class="small muted num">"P2HD-8WCN-K · KK 3404••••••••0012 · diajukan 20 Nov 19.41 oleh istri"</p>
        <h2 class="title">"Kematian kepala keluarga"</h2>
        <p class="cluster">
            <Tag label="3 peristiwa" />
            <Tag label="nomor KK baru" tone=Tone::Warn />
            <Tag label="4 berkas terbaca" tone=Tone::Ok />
        </p>
        <ChangeTable
            head=head()
            rows=changes()
            verdicts=vec![ChoiceOption::new("benar", "Benar"), ChoiceOption::new("tanya", "Tanya")]
        />
        <Notice tone=Tone::Warn>
            <p>
                <b>"Periksa:"</b>
                " pendidikan Dimas diubah tanpa ijazah. Minta berkas, atau setujui selebihnya."
            </p>
        </Notice>
        <h2>"Berkas"</h2>
        <SomeDocuments />
    }
}

#[component]
fn Papers(
    /// The address of the picture.
    picture: String,
) -> impl IntoView {
    let tabs = vec![
        tab("Surat kematian", true),
        tab("KK lama", false),
        tab("KTP-el", false),
        tab("Buku nikah", false),
    ];
    let pictures =
        vec![Picture { source: picture, alt: "Surat keterangan kematian".to_owned(), ..Picture::default() }];
    let tool = |label: &'static str, key: &str| {
        view! { <Button label=label kind=ButtonKind::Quiet small=true key=key.to_owned() on_press=Callback::new(|()| ()) /> }
    };
    view! {
        <ViewerTabs label="Berkas" tabs=tabs />
        <Viewer pictures=pictures look=Look::default()>
            {tool("Perbesar", "+")}
            {tool("Putar", "R")}
            {tool("Terang", "T")}
            {tool("Bandingkan", "B")}
        </Viewer>
    }
}

/// The desk with a request open. It is the whole page: no shell around it.
#[component]
pub fn GalleryDesk(
    /// The pane a narrow screen shows.
    #[prop(optional)]
    pane: DeskPane,
    /// The address of the picture on the stage.
    #[prop(into)]
    picture: String,
) -> impl IntoView {
    let words = DeskWords {
        title: "Meja petugas".to_owned(),
        tabs: "Bagian meja".to_owned(),
        queue: "Antrean".to_owned(),
        case: "Permohonan".to_owned(),
        document: "Berkas".to_owned(),
    };
    let chips = vec![
        chip("Baru", 38, true),
        chip("Milik saya", 4, false),
        chip("Dikirim ulang", 7, false),
        chip("Hampir lewat", 3, false),
    ];
    view! {
        <Desk
            words=words
            pane=pane
            bar=|| view! { <Bar /> }
            queue=move || {
                view! {
                    <Chips label="Saring antrean" chips=chips.clone() />
                    <Queue items=queue() />
                }
            }
            case=|| view! { <Case /> }
            document=move || view! { <Papers picture=picture.clone() /> }
            foot=|| {
                view! {
                    <Foot lease=|| "Anda memegang berkas ini 12 menit lagi · versi 4">
                        <Button label="Setujui" key="S".to_owned() />
                        <Button label="Kembalikan untuk perbaikan" kind=ButtonKind::Ghost key="P".to_owned() />
                        <Button label="Tolak" kind=ButtonKind::Danger />
                    </Foot>
                }
            }
        />
    }
}
