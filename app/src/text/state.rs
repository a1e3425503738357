//! The state of the machine in words: for the administrator's page, the letter and the command line.
use super::pick;
use domain::{Language, words_for_bytes};
use service::{DiskOf, Finding, Grade, Job, OutboxLine, Point, Subject};

words! {
    /// The page.
    State {
        title: "Keadaan sistem" | "State of the system",
        link: "Keadaan sistem" | "State of the system",
        intro: "Apakah portal ini sehat. Angka yang sama dibaca oleh kk-daring status dan /metrics." | "Whether this portal is well. kk-daring status and /metrics read the same figures.",
        all_well: "Semuanya berjalan baik." | "Everything is as it should be.",
        attention: "Perlu perhatian" | "Needs attention",
        well: "Berjalan baik" | "As it should be",
        what_to_do: "Yang perlu dilakukan" | "What to do",
        looked_at: "Dilihat" | "Looked at",
        again: "Lihat lagi" | "Look again",
        requests: "Permohonan yang belum selesai" | "Open requests",
        none: "Tidak ada" | "None",
        told: "Administrator diberi tahu lewat email saat ada yang tidak baik, tiap 24 jam selama berlangsung, dan saat sudah baik lagi." | "Administrators are told by e-mail when something goes wrong, every 24 hours while it lasts, and when it is well again.",
    }
}

/// How it stands, in a word.
pub fn grade(grade: Grade, language: Language) -> &'static str {
    match grade {
        Grade::Ok => pick(language, "Baik", "Well"),
        Grade::Late => pick(language, "Terlambat", "Late"),
        Grade::Broken => pick(language, "Rusak", "Broken"),
    }
}

/// What is watched.
pub fn watched(subject: Subject, language: Language) -> &'static str {
    let (id, en) = match subject {
        Subject::Database => ("Basis data", "Database"),
        Subject::Keys => ("Kunci", "Keys"),
        Subject::Storage => ("Tempat berkas", "Store of documents"),
        Subject::Disk(DiskOf::Database) => ("Disk basis data", "Disk of the database"),
        Subject::Disk(DiskOf::Documents) => ("Disk berkas", "Disk of the documents"),
        Subject::Disk(DiskOf::Mirror) => ("Disk salinan kedua", "Disk of the second copy"),
        Subject::Outbox(OutboxLine::Email) => ("Email keluar", "Outgoing e-mail"),
        Subject::Outbox(OutboxLine::Phone) => ("WhatsApp/SMS keluar", "Outgoing WhatsApp/SMS"),
        Subject::Outbox(OutboxLine::Push) => ("Notifikasi peramban", "Notices of browsers"),
        Subject::Undelivered => ("Surat yang tidak sampai", "Letters that did not arrive"),
        Subject::Uploads => ("Berkas masuk", "Files that arrive"),
        Subject::Previews => ("Gambar kecil berkas", "Small pictures of documents"),
        Subject::Destruction => ("Berkas yang harus dimusnahkan", "Documents to be destroyed"),
        Subject::Checkpoint => ("Segel riwayat", "Checkpoint of the history"),
        Subject::Backup => ("Cadangan", "Back-up"),
        Subject::Mirror => ("Salinan kedua", "Second copy"),
        Subject::Replica => ("Basis data untuk membaca", "Database for reading"),
        Subject::Job(Job::Messages) => ("Pekerjaan: mengirim surat", "Job: sending letters"),
        Subject::Job(Job::Sweep) => ("Pekerjaan: membersihkan", "Job: sweeping"),
        Subject::Job(Job::Files) => ("Pekerjaan: memeriksa berkas", "Job: looking at files"),
        Subject::Job(Job::Previews) => ("Pekerjaan: menggambar", "Job: drawing pictures"),
        Subject::Job(Job::Checkpoints) => ("Pekerjaan: menyegel riwayat", "Job: signing the history"),
        Subject::Job(Job::Watch) => ("Pekerjaan: mengawasi", "Job: watching"),
    };
    pick(language, id, en)
}

/// "3 jam", in whole units.
fn span(seconds: i64, language: Language) -> String {
    let seconds = seconds.max(0);
    let (count, id, en) = match seconds {
        0..60 => (seconds, "detik", "second"),
        60..3_600 => (seconds / 60, "menit", "minute"),
        3_600..172_800 => (seconds / 3_600, "jam", "hour"),
        _ => (seconds / 86_400, "hari", "day"),
    };
    match language {
        Language::Id => format!("{count} {id}"),
        Language::En => format!("{count} {en}{}", if count == 1 { "" } else { "s" }),
    }
}

fn counted(count: u64, age: Option<i64>, language: Language) -> String {
    let how_many = match language {
        Language::Id => format!("{count} menunggu"),
        Language::En => format!("{count} waiting"),
    };
    match (age, language) {
        (Some(age), Language::Id) if age > 0 => {
            format!("{how_many}, yang tertua sejak {}", span(age, language))
        }
        (Some(age), Language::En) if age > 0 => format!("{how_many}, the oldest for {}", span(age, language)),
        _ => how_many,
    }
}

/// What was found, in one line.
pub fn found(point: &Point, language: Language) -> String {
    let text = |id: &str, en: &str| match language {
        Language::Id => id.to_owned(),
        Language::En => en.to_owned(),
    };
    let aged = |age: i64| span(age, language);
    match &point.finding {
        Finding::Rows { bytes: Some(bytes) } => {
            let size = words_for_bytes(*bytes, language);
            text(&format!("Menjawab; {size}"), &format!("Answers; {size}"))
        }
        Finding::Rows { bytes: None } => text("Menjawab", "Answers"),
        Finding::NoAnswer => text("Tidak menjawab", "Does not answer"),
        Finding::NotMigrated => {
            text("Belum sesuai versi program ini", "Is not at the version of this program")
        }
        Finding::NewerDatabase => {
            text("Sudah diubah oleh program yang lebih baru", "Was changed by a newer program")
        }
        Finding::Forgetful { off } => text(
            &format!("Dapat kehilangan data saat listrik padam: {off} mati"),
            &format!("May lose data when the power goes: {off} is off"),
        ),
        Finding::Keys { current, renewing: None } => {
            text(&format!("Ada; kunci induk {current}"), &format!("There; master key {current}"))
        }
        Finding::Keys { current, renewing: Some(age) } => {
            let age = aged(*age);
            text(
                &format!("Ada; kunci induk {current}, sedang diganti sejak {age}"),
                &format!("There; master key {current}, being renewed for {age}"),
            )
        }
        Finding::NoKeyFile => text("File kunci tidak terbaca", "The key file cannot be read"),
        Finding::OtherKeyFile => text(
            "File kunci berisi kunci lain daripada server ini",
            "The key file has other keys than this server",
        ),
        Finding::NoSigningKey => text("Tidak ada kunci untuk menyegel", "There is no key to sign with"),
        Finding::Stored => text("Dapat ditulis dan dibaca", "Can be written and read"),
        Finding::NotStored => text("Tidak dapat ditulis dan dibaca", "Cannot be written and read"),
        Finding::Room { free, total } => {
            let (free, total) = (words_for_bytes(*free, language), words_for_bytes(*total, language));
            text(&format!("{free} kosong dari {total}"), &format!("{free} free of {total}"))
        }
        Finding::Messages { waiting, age } => counted(*waiting, *age, language),
        Finding::GivenUp { day, count, oldest } => {
            let oldest = oldest.map(aged);
            let since = |word: &str| oldest.as_ref().map_or(String::new(), |age| format!(", {word} {age}"));
            text(
                &format!("{count} belum dikirim ulang{}; {day} dalam sehari terakhir", since("tertua sejak")),
                &format!("{count} not sent again{}; {day} in the last day", since("the oldest for")),
            )
        }
        Finding::Waiting { count, age } => counted(*count, *age, language),
        Finding::Age { age } => {
            let age = aged(*age);
            text(&format!("{age} yang lalu"), &format!("{age} ago"))
        }
        Finding::Never => text("Belum pernah", "Never yet"),
        Finding::Unusable => text("Tempatnya tidak dapat dipakai", "The place cannot be used"),
        Finding::NotWatched => text("Tidak ada tempat yang disebut", "No place is named"),
    }
}

const AGAIN: (&str, &str) = (
    "Periksa apakah kk-daring serve berjalan, lalu mulai lagi.",
    "See whether kk-daring serve runs, and start it again.",
);

fn remedy_for_job(job: Job, finding: &Finding) -> (&'static str, &'static str) {
    match (job, finding) {
        (_, Finding::Never) => ("Jalankan kk-daring serve.", "Start kk-daring serve."),
        (Job::Watch, _) => AGAIN,
        _ => (
            "Baca sebabnya di log (\"a job failed\"), dan mulai ulang kk-daring serve.",
            "Read why in the log (\"a job failed\"), and restart kk-daring serve.",
        ),
    }
}

const fn remedy_for_line(line: OutboxLine) -> (&'static str, &'static str) {
    match line {
        OutboxLine::Email => (
            "Periksa server email (KK_SMTP_URL) dan log; surat tidak hilang, tetapi menunggu.",
            "Look at the mail server (KK_SMTP_URL) and the log; letters are not lost, they wait.",
        ),
        OutboxLine::Phone => (
            "Periksa gateway (KK_GATEWAY_URL) dan pulsanya; kode masuk tidak sampai selama itu.",
            "Look at the gateway (KK_GATEWAY_URL) and its credit; codes do not arrive meanwhile.",
        ),
        OutboxLine::Push => {
            ("Periksa sambungan keluar dan log.", "Look at the connection to the outside and the log.")
        }
    }
}

/// What to do about it; nothing where all is well.
pub fn remedy_for(point: &Point, language: Language) -> Option<&'static str> {
    if point.grade == Grade::Ok {
        return None;
    }
    let (id, en) = match (point.subject, &point.finding) {
        (_, Finding::NoAnswer) => (
            "Periksa server basis data dan KK_DATABASE_URL; portal melanjutkan sendiri begitu basis data menjawab.",
            "Look at the database server and KK_DATABASE_URL; the portal goes on by itself once it answers.",
        ),
        (_, Finding::NotMigrated) => {
            ("Jalankan kk-daring migrate, lalu mulai ulang.", "Run kk-daring migrate, then restart.")
        }
        (_, Finding::NewerDatabase) => (
            "Pasang program yang baru di server ini juga, lalu mulai ulang.",
            "Install the new program on this server too, then restart.",
        ),
        (_, Finding::Forgetful { .. }) => (
            "Nyalakan pengaturan itu di postgresql.conf, lalu muat ulang PostgreSQL; server portal tidak dapat dimulai lagi sebelum itu.",
            "Turn that setting on in postgresql.conf and reload PostgreSQL; until then no server of the portal starts again.",
        ),
        (_, Finding::NoKeyFile) => (
            "Kembalikan file kunci (KK_KEYS_FILE) dari cadangannya sebelum server dimulai ulang: tanpa file itu portal tidak dapat dibuka.",
            "Put the key file (KK_KEYS_FILE) back from its back-up before any restart: without it the portal does not open.",
        ),
        (_, Finding::OtherKeyFile) => (
            "Bila kunci memang diganti, mulai ulang server; bila tidak, kembalikan file kunci yang benar.",
            "If the keys were changed on purpose, restart the server; if not, put the right key file back.",
        ),
        (_, Finding::NoSigningKey) => (
            "Jalankan kk-daring keys add-signing, mulai ulang, dan cadangkan kunci lagi.",
            "Run kk-daring keys add-signing, restart, and back the keys up again.",
        ),
        (Subject::Keys, _) => (
            "Selesaikan penggantian kunci: kk-daring rotate-keys, mulai ulang, lalu kk-daring rotate-keys --remove-old.",
            "Finish the renewal: kk-daring rotate-keys, restart, then kk-daring rotate-keys --remove-old.",
        ),
        (Subject::Storage, _) => (
            "Periksa folder atau bucket, haknya, dan sambungannya; selama itu tidak ada berkas yang diterima.",
            "Look at the folder or bucket, its rights and its connection; no file is accepted meanwhile.",
        ),
        (Subject::Disk(_), _) => (
            "Beri ruang: hapus yang bukan milik portal, atau perbesar disk. Bila penuh, tidak ada permohonan yang diterima.",
            "Make room: remove what is not the portal's, or take a larger disk. When it is full no request is accepted.",
        ),
        (Subject::Outbox(line), _) => remedy_for_line(line),
        (Subject::Undelivered, _) => (
            "Baca sebabnya di log: server email atau gateway menolak. Warga melihatnya di akunnya dan dapat memperbaiki alamat.",
            "Read why in the log: mail server or gateway refuses. Citizens see it in their account and can correct the address.",
        ),
        (Subject::Uploads, _) => (
            "Periksa clamd (KK_CLAMD) dan tempat berkas; berkas menunggu dan tidak hilang.",
            "Look at clamd (KK_CLAMD) and the store of documents; files wait and are not lost.",
        ),
        (Subject::Previews, _) => (
            "Baca log; petugas tetap dapat membuka berkasnya.",
            "Read the log; officers can open the documents themselves.",
        ),
        (Subject::Destruction, _) => (
            "Baca di log mengapa tempat berkas tidak menghapus: hak folder, atau aturan bucket yang menahan.",
            "Read in the log why the store does not delete: rights of the folder, or a rule of the bucket that keeps.",
        ),
        (Subject::Checkpoint, Finding::NotWatched) => (
            "Sebutkan folder di KK_CHECKPOINT_DIR, di disk atau mesin lain.",
            "Name a folder in KK_CHECKPOINT_DIR, on another disk or machine.",
        ),
        (Subject::Checkpoint, _) => (
            "Jalankan kk-daring checkpoint dan baca apa katanya; periksa folder KK_CHECKPOINT_DIR.",
            "Run kk-daring checkpoint and read what it says; look at the folder KK_CHECKPOINT_DIR.",
        ),
        (Subject::Mirror, _) => (
            "Permohonan tidak dapat dikirim. Periksa apakah disk KK_MIRROR_DIR terpasang, dapat ditulis dan tidak penuh; \
             sebabnya ada di log.",
            "Nothing can be sent. See that the disk of KK_MIRROR_DIR is mounted, can be written to and is not full; the log \
             says why.",
        ),
        (Subject::Replica, _) => (
            "Daftar dan angka dibaca dari basis data utama. Periksa apakah replika di KK_READ_DATABASE_URL berjalan dan \
             mengikuti.",
            "Lists and figures are read from the main database. See that the replica of KK_READ_DATABASE_URL runs and \
             follows.",
        ),
        (Subject::Backup, Finding::NotWatched | Finding::Never) => (
            "Sebutkan tempatnya di KK_BACKUP_DIR dan jalankan kk-daring backup tiap malam.",
            "Name the place in KK_BACKUP_DIR and run kk-daring backup every night.",
        ),
        (Subject::Backup, Finding::Unusable) => (
            "Periksa apakah disk KK_BACKUP_DIR terpasang dan dapat dibaca, lalu jalankan kk-daring backup.",
            "See that the disk of KK_BACKUP_DIR is mounted and can be read, then run kk-daring backup.",
        ),
        (Subject::Backup, _) => (
            "Jalankan kk-daring backup dan baca apa katanya; periksa jadwalnya dan tempat KK_BACKUP_DIR.",
            "Run kk-daring backup and read what it says; look at its timer and the place KK_BACKUP_DIR.",
        ),
        (Subject::Database, _) => AGAIN,
        (Subject::Job(job), finding) => remedy_for_job(job, finding),
    };
    Some(pick(language, id, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_whole_units() {
        for (seconds, id, en) in [
            (-5, "0 detik", "0 seconds"),
            (1, "1 detik", "1 second"),
            (3_599, "59 menit", "59 minutes"),
            (3_600, "1 jam", "1 hour"),
            (172_799, "47 jam", "47 hours"),
            (172_800, "2 hari", "2 days"),
        ] {
            assert_eq!(
                (span(seconds, Language::Id).as_str(), span(seconds, Language::En).as_str()),
                (id, en)
            );
        }
    }

    #[test]
    fn whatever_is_not_well_says_what_to_do_and_what_is_well_says_nothing() {
        let findings = [
            Finding::NoAnswer,
            Finding::Age { age: 7 },
            Finding::Never,
            Finding::Unusable,
            Finding::NotWatched,
            Finding::GivenUp { day: 1, count: 2, oldest: Some(60) },
        ];
        let subjects = [
            Subject::Database,
            Subject::Backup,
            Subject::Mirror,
            Subject::Replica,
            Subject::Checkpoint,
            Subject::Job(Job::Sweep),
            Subject::Keys,
        ];
        for language in [Language::Id, Language::En] {
            for subject in subjects {
                for finding in findings.clone() {
                    let mut point = Point { subject, grade: Grade::Late, finding };
                    assert!(remedy_for(&point, language).is_some_and(|words| words.ends_with('.')));
                    assert!(!found(&point, language).is_empty());
                    point.grade = Grade::Ok;
                    assert_eq!(remedy_for(&point, language), None);
                }
            }
        }
    }
}
