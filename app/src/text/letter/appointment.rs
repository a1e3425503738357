//! Letters about an appointment for collecting.
use super::named;
use crate::{
    routes,
    text::{Appointment, at_counter, long_time},
};
use domain::{AppointmentTime, Language, Zone};
use service::{AppointmentNews, Regarding};

/// When and where.
pub(super) struct Meeting<'a> {
    pub(super) time: AppointmentTime,
    pub(super) zone: Zone,
    pub(super) counter: &'a str,
    pub(super) office: &'a str,
}

/// What the subject says after the number.
pub(super) const fn subject(what: AppointmentNews) -> (&'static str, &'static str) {
    match what {
        AppointmentNews::Booked => ("janji temu tersimpan", "appointment saved"),
        AppointmentNews::Changed => ("janji temu diubah", "appointment changed"),
        AppointmentNews::Cancelled => ("janji temu dibatalkan", "appointment cancelled"),
        AppointmentNews::Reminder => ("pengingat janji temu", "reminder of your appointment"),
        AppointmentNews::Displaced => ("pilih waktu lain", "choose another time"),
        AppointmentNews::Void => ("janji temu tidak berlaku lagi", "your appointment no longer stands"),
        AppointmentNews::Missed => ("janji temu terlewat", "appointment missed"),
        AppointmentNews::Collected => ("hasil sudah diambil", "result collected"),
    }
}

/// The text.
pub(super) fn text(
    regarding: &Regarding,
    what: AppointmentNews,
    meeting: &Meeting<'_>,
    (language, base): (Language, &str),
) -> String {
    let request = named(regarding, language);
    let when = long_time(meeting.time, meeting.zone, language);
    let place = at_counter(meeting.counter, meeting.office);
    let bring = Appointment::of(language).bring_text;
    let link = format!("{base}{}", routes::appointment(regarding.request));
    let of = |id: String, en: String| match language {
        Language::Id => id,
        Language::En => en,
    };
    match what {
        AppointmentNews::Booked | AppointmentNews::Changed => of(
            format!(
                "Hasil permohonan {request} Anda ambil pada {when} di {place}.\n\nBawa: {bring}\n\nUbah, batalkan atau simpan ke kalender: {link}"
            ),
            format!(
                "You collect the result of your request {request} on {when} at {place}.\n\nBring: {bring}\n\nChange it, cancel it or save it to your calendar: {link}"
            ),
        ),
        AppointmentNews::Cancelled => of(
            format!(
                "Janji temu pada {when} untuk permohonan {request} sudah Anda batalkan. Pilih waktu lain: {link}"
            ),
            format!(
                "You have cancelled the appointment on {when} for your request {request}. Choose another time: {link}"
            ),
        ),
        AppointmentNews::Reminder => of(
            format!(
                "Kami menunggu Anda pada {when} di {place} untuk mengambil hasil permohonan {request}.\n\nBawa: {bring}\n\nTidak dapat datang? Ubah waktunya: {link}"
            ),
            format!(
                "We expect you on {when} at {place} to collect the result of your request {request}.\n\nBring: {bring}\n\nYou cannot come? Change the time: {link}"
            ),
        ),
        AppointmentNews::Displaced => of(
            format!(
                "Maaf, kantor tidak melayani pada {when}. Janji temu Anda untuk permohonan {request} tidak berlaku lagi. Pilih waktu lain: {link}"
            ),
            format!(
                "We are sorry: the office does not serve on {when} after all. Your appointment for request {request} no longer stands. Choose another time: {link}"
            ),
        ),
        AppointmentNews::Void => of(
            format!(
                "Belum ada yang dapat diambil untuk permohonan {request}, jadi janji temu pada {when} tidak berlaku lagi. Anda tidak perlu datang; tunggu kabar dari kami."
            ),
            format!(
                "There is nothing to collect yet for your request {request}, so the appointment on {when} no longer stands. You need not come; wait for news from us."
            ),
        ),
        AppointmentNews::Missed => of(
            format!(
                "Petugas mencatat bahwa Anda tidak datang pada {when} untuk permohonan {request}. Hasilnya tetap kami simpan. Pilih waktu lain: {link}"
            ),
            format!(
                "The officer noted that you did not come on {when} for your request {request}. Your result is kept. Choose another time: {link}"
            ),
        ),
        AppointmentNews::Collected => of(
            format!(
                "Hasil permohonan {request} sudah diserahkan di loket. Bila itu bukan Anda atau wakil Anda, segera hubungi kantor."
            ),
            format!(
                "The result of your request {request} was handed over at the counter. If it was neither you nor somebody you sent, tell the office at once."
            ),
        ),
    }
}
