//! Words of appointments: the citizen's, the counter's, the administrator's, and the event in a calendar.
use super::{day_time, pick};
use domain::{AppointmentTime, CalendarEvent, Date, Language, Zone, appointment::clock};
use service::{AppointmentState, AppointmentView};

words! {
    /// Choosing when to collect.
    Appointment {
        title: "Janji temu mengambil hasil" | "Appointment to collect the result",
        none_yet: "Hasilnya diambil di kantor. Pilih hari dan jam, supaya Anda tidak perlu antre." | "The result is collected at the office. Choose day and time, so that you need not queue.",
        choose: "Pilih hari dan jam" | "Choose day and time",
        change: "Ubah hari atau jam" | "Change day or time",
        again: "Pilih hari dan jam lain" | "Choose another day and time",
        when: "Kapan" | "When",
        counter: "Loket" | "Counter",
        office: "Kantor" | "Office",
        bring: "Bawa" | "Bring",
        bring_text: "KTP-el asli dan nomor permohonan ini. Bila diwakilkan, bawa juga surat kuasa." | "Your original identity card and the number of this request. Whoever comes for you brings a written authority too.",
        calendar: "Simpan ke kalender" | "Save to my calendar",
        calendar_off: "Hapus dari kalender" | "Take out of my calendar",
        cancel: "Batalkan janji temu" | "Cancel the appointment",
        cancel_text: "Tempat Anda diberikan kepada orang lain. Anda dapat memilih waktu lain kapan saja." | "Your place goes to somebody else. You can choose another time whenever you like.",
        cancel_confirm: "Ya, batalkan" | "Yes, cancel it",
        displaced: "Kantor tidak melayani pada waktu itu. Maaf; silakan pilih waktu lain." | "The office does not serve at that time after all. We are sorry; please choose another time.",
        missed: "Petugas mencatat bahwa Anda tidak datang. Pilih waktu lain; hasilnya tetap kami simpan." | "The officer noted that you did not come. Choose another time; your result is kept.",
        cancelled: "Anda tidak punya janji temu sekarang." | "You have no appointment now.",
        collected: "Hasil sudah diserahkan di loket." | "The result was handed over at the counter.",
        long: "Lamanya" | "It takes",
        lead: "Pilih satu waktu. Loket ditentukan otomatis dan kami beri tahu sesudahnya." | "Choose one time. The counter is found for you, and we tell you which.",
        now: "Janji temu Anda sekarang:" | "Your appointment now:",
        keep: "Tetap seperti sekarang" | "Leave it as it is",
        save: "Simpan janji temu" | "Save the appointment",
        place_one: "tinggal 1 tempat" | "1 place left",
        gone: "Waktu itu baru saja penuh atau tidak tersedia lagi. Pilih waktu lain." | "That time has just been taken or is no longer offered. Choose another one.",
        slot: "Hari dan jam" | "Day and time",
        full: "Belum ada waktu yang kosong" | "No time is free at present",
        full_text: "Semua waktu sudah terisi atau kantor sedang tutup. Coba lagi besok, atau tanyakan kepada kantor dengan menyebutkan nomor permohonan." | "All times are taken or the office is closed. Try again tomorrow, or ask the office and quote the number of your request.",
        back: "Kembali ke permohonan" | "Back to the request",
        booked_done: "Janji temu tersimpan. Kami mengingatkan Anda pada hari kerja sebelumnya." | "The appointment is saved. We remind you on the working day before.",
        cancelled_done: "Janji temu sudah dibatalkan." | "The appointment was cancelled.",
    }
}

words! {
    /// The day at the counter.
    CounterDay {
        title: "Janji temu" | "Appointments",
        link: "Janji temu" | "Appointments",
        today: "Hari ini" | "Today",
        day: "Tanggal" | "Date",
        office: "Tempat layanan" | "Service point",
        show: "Tampilkan" | "Show",
        before: "Hari sebelumnya" | "Day before",
        after: "Hari berikutnya" | "Day after",
        none: "Tidak ada janji temu pada hari ini." | "No appointments on this day.",
        time: "Jam" | "Time",
        request: "Permohonan" | "Request",
        state: "Keadaan" | "State",
        expected: "ditunggu" | "expected",
        collected: "sudah diambil" | "handed over",
        missed: "tidak datang" | "did not come",
        hand_over: "Sudah diserahkan" | "Handed over",
        not_come: "Tidak datang" | "Did not come",
        undo: "Batalkan catatan" | "Take it back",
        walk_in: "Datang tanpa janji temu" | "Came without an appointment",
        walk_in_number: "Nomor permohonan" | "Request number",
        walk_in_hint: "Minta juga KTP-el." | "Ask for the identity card too.",
        walk_in_send: "Catat sudah diserahkan" | "Note that it was handed over",
        walk_in_none: "Tidak ada hasil untuk diambil di kantor ini dengan nomor itu" | "Nothing is collected here under that number",
        no_appointment: "tanpa janji temu" | "no appointment",
        done: "Tercatat." | "Noted.",
        intro: "Minta nomor permohonan dan KTP-el, lalu catat di sini. Nama tidak ditampilkan di daftar ini." | "Ask for the number of the request and the identity card, then note it here. This list shows no names.",
    }
}

words! {
    /// What an office offers.
    AppointmentRulesPage {
        title: "Pengaturan janji temu" | "Settings of appointments",
        link: "Janji temu" | "Appointments",
        intro: "Kapan warga dapat mengambil hasil di kantor ini. Hari libur diambil dari kalender." | "When citizens can collect results at this office. Holidays are those of the calendar.",
        office: "Tempat layanan" | "Service point",
        show: "Tampilkan" | "Show",
        offered: "Warga dapat memilih waktu" | "Citizens can choose a time",
        offered_hint: "Bila tidak dicentang, janji temu yang sudah ada tetap berlaku." | "Without the tick, appointments that were made stay.",
        counters: "Loket, satu per baris" | "Counters, one a line",
        counters_hint: "Contoh: Loket 3" | "For example: Counter 3",
        hours: "Jam buka" | "Opening hours",
        hours_hint: "Contoh: 08.00-12.00, 13.00-15.00. Kosong berarti tutup. Urutkan dari pagi dan jangan bertumpuk." | "For example: 08.00-12.00, 13.00-15.00. Empty is closed. In order, none inside another.",
        slot_minutes: "Lama satu janji temu" | "Length of an appointment",
        minutes: "menit" | "minutes",
        capacity: "Tempat per loket pada satu waktu" | "Places at one counter at one time",
        days_ahead: "Dapat dipilih sampai berapa hari ke depan" | "How many days ahead one may choose",
        days: "hari" | "days",
        notice_hours: "Paling lambat berapa jam sebelumnya" | "How many hours before at the latest",
        hours_unit: "jam" | "hours",
        booked: "Janji temu yang akan datang:" | "Appointments to come:",
        falls: "Bila perubahan membuat sebuah janji temu tidak cocok lagi, warganya diberi tahu dan diminta memilih waktu lain." | "Where a change leaves an appointment without its place, its citizen is told and asked to choose another time.",
        save: "Simpan" | "Save",
        saved: "Tersimpan. Janji temu yang ada diperiksa lagi dalam beberapa menit." | "Saved. Appointments that were made are looked at again within minutes.",
        calendar: "Kalender hari libur" | "Calendar of holidays",
    }
}

/// The name of a day of the week, Monday first.
pub const fn weekday_name(day: u8, language: Language) -> &'static str {
    match day {
        0 => pick(language, "Senin", "Monday"),
        1 => pick(language, "Selasa", "Tuesday"),
        2 => pick(language, "Rabu", "Wednesday"),
        3 => pick(language, "Kamis", "Thursday"),
        4 => pick(language, "Jumat", "Friday"),
        5 => pick(language, "Sabtu", "Saturday"),
        _ => pick(language, "Minggu", "Sunday"),
    }
}

/// "Senin, 30 November 2026".
pub fn long_day(day: Date, language: Language) -> String {
    let name = weekday_name(day.weekday().number_days_from_monday(), language);
    format!("{name}, {}", domain::date::in_words(day, language))
}

/// "Senin, 30 November 2026 pukul 08.30 WIB".
pub fn long_time(time: AppointmentTime, zone: Zone, language: Language) -> String {
    let name = weekday_name(time.day.weekday().number_days_from_monday(), language);
    format!("{name}, {}", day_time(time.at(zone), zone, language))
}

/// "08.30", or with a colon.
pub fn time_of_day(minute: u16, language: Language) -> String {
    match language {
        Language::Id => clock(minute),
        Language::En => clock(minute).replace('.', ":"),
    }
}

/// "5 waktu kosong".
pub fn free_count(count: usize, language: Language) -> String {
    match language {
        Language::Id => format!("{count} waktu"),
        Language::En if count == 1 => "1 time".to_owned(),
        Language::En => format!("{count} times"),
    }
}

/// "Loket 3, Dinas Contoh": an office names its counters itself.
pub fn at_counter(counter: &str, office: &str) -> String {
    format!("{counter}, {office}")
}

/// An appointment as calendars keep it: where, when, what to bring; the number of the request, and nobody's numbers.
pub fn appointment_event(
    view: &AppointmentView,
    number: &str,
    (zone, link): (Zone, String),
    language: Language,
) -> CalendarEvent {
    let words = Appointment::of(language);
    let (summary, description) = match language {
        Language::Id => (
            format!("Ambil hasil permohonan {number}"),
            format!("{}\n{}: {}\nUbah atau batalkan: {link}", view.counter, words.bring, words.bring_text),
        ),
        Language::En => (
            format!("Collect the result of request {number}"),
            format!("{}\n{}: {}\nChange or cancel: {link}", view.counter, words.bring, words.bring_text),
        ),
    };
    CalendarEvent {
        uid: format!("{}@kk-daring", view.id),
        sequence: view.sequence,
        stamp: view.changed_at,
        start: view.starts_at,
        minutes: view.minutes,
        zone,
        summary,
        description,
        place: at_counter(&view.counter, &view.office),
        url: link,
        cancelled: matches!(view.state, AppointmentState::Cancelled | AppointmentState::Displaced),
    }
}
