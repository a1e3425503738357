//! Words of looking for requests and of filtering the queue.
use super::pick;
use domain::{Language, tone::Tone};
use service::{Age, HeldBy, QueueSort, SoughtAs, TimeLeft};

words! {
    /// The box and the filters over the queue.
    DeskFilter {
        search: "Cari permohonan" | "Find a request",
        search_hint: "Nomor, NIK, KK, ponsel, email, nama" | "Number, NIK, KK, phone, e-mail, name",
        find: "Cari" | "Find",
        next: "Ambil berikutnya" | "Take the next one",
        filters: "Saring dan urutkan" | "Filter and sort",
        procedure: "Layanan" | "Service",
        place: "Kecamatan atau desa" | "District or village",
        district: "Kec." | "District",
        status: "Status" | "Status",
        age: "Lama menunggu" | "Waiting for",
        time_left: "Sisa waktu layanan" | "Service time left",
        held_by: "Pemegang" | "Holder",
        any: "Semua" | "All",
        flagged: "Ada berkas yang ditandai" | "With flagged documents",
        twin: "Mungkin ganda" | "Perhaps twice",
        unread: "Ada pesan belum dibaca" | "With unread messages",
        sort: "Urutan" | "Order",
        apply: "Terapkan" | "Apply",
        clear: "Hapus saringan" | "Clear the filter",
        narrowed: "Saringan" | "Filter",
        views: "Tampilan tersimpan" | "Saved views",
        view_name: "Simpan saringan ini dengan nama" | "Keep this filter under a name",
        view_save: "Simpan" | "Keep",
        view_forget: "Hapus" | "Remove",
        looked_for: "Dicari" | "Looked for",
        forgotten: "Pencarian ini sudah tidak ada. Cari sekali lagi." | "This search is gone. Look for it once more.",
        no_match: "Tidak ada permohonan yang cocok. Nama dicari per kata utuh." | "No request matches. Names are looked for by whole words.",
        too_many: "Terlalu banyak yang cocok; hanya 1.000 yang terbaru. Tambahkan satu kata." | "Too many match; only the newest 1,000. Add a word.",
        hand_over: "Serahkan ke rekan" | "Hand over to a colleague",
        hand_over_to: "Kepada" | "To",
        hand_over_choose: "Pilih rekan" | "Choose a colleague",
        hand_over_note: "Pesan untuk rekan" | "Words for the colleague",
        hand_over_act: "Serahkan" | "Hand over",
        hand_over_missing: "Pilih rekan yang menerima berkas ini." | "Choose the colleague who gets this request.",
    }
}

/// So much time left.
pub const fn time_left_word(left: TimeLeft, language: Language) -> &'static str {
    match left {
        TimeLeft::Late => pick(language, "Lewat batas", "Late"),
        TimeLeft::Today => pick(language, "Berakhir hari ini", "Ends today"),
        TimeLeft::Soon => pick(language, "Berakhir dalam 3 hari", "Ends within 3 days"),
    }
}

/// Since when it lies at the office.
pub const fn age_word(age: Age, language: Language) -> &'static str {
    match age {
        Age::Today => pick(language, "Masuk hari ini", "Came today"),
        Age::ThreeDays => pick(language, "3 hari atau lebih", "3 days or more"),
        Age::Week => pick(language, "7 hari atau lebih", "7 days or more"),
        Age::TwoWeeks => pick(language, "14 hari atau lebih", "14 days or more"),
    }
}

/// In whose hands.
pub const fn held_by_word(held: HeldBy, language: Language) -> &'static str {
    match held {
        HeldBy::Me => pick(language, "Saya", "Me"),
        HeldBy::Nobody => pick(language, "Belum ada", "Nobody"),
    }
}

/// In which order.
pub const fn sort_word(sort: QueueSort, language: Language) -> &'static str {
    match sort {
        QueueSort::Due => pick(language, "Paling dekat batas waktu", "Due first"),
        QueueSort::Newest => pick(language, "Terbaru", "Newest first"),
        QueueSort::Oldest => pick(language, "Terlama", "Oldest first"),
    }
}

/// As what something was looked for.
pub const fn found_as(kind: SoughtAs, language: Language) -> &'static str {
    match kind {
        SoughtAs::Number => pick(language, "nomor permohonan", "number of a request"),
        SoughtAs::Identity => pick(language, "NIK atau nomor KK", "NIK or card number"),
        SoughtAs::Phone => pick(language, "ponsel", "phone"),
        SoughtAs::Email => pick(language, "email", "e-mail"),
        SoughtAs::Name => pick(language, "nama", "name"),
    }
}

/// What may be wrong with words to a citizen.
pub const fn manner(tone: Tone, language: Language) -> &'static str {
    match tone {
        Tone::ThirdPerson => pick(
            language,
            "Sapa pembaca dengan \"Anda\", bukan \"pemohon\" atau \"yang bersangkutan\".",
            "Say \"you\" to the reader, not \"the applicant\".",
        ),
        Tone::TooShort => pick(
            language,
            "Terlalu singkat: tulis apa yang salah dan apa yang harus dilakukan.",
            "Too short: write what is wrong and what to do.",
        ),
        Tone::Shouted => {
            pick(language, "Jangan tulis dengan huruf besar semua.", "Do not write in capitals.")
        }
    }
}
