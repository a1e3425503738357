//! Letters about an account itself: codes, new devices, changes, the invitation of an officer.
use crate::{
    routes,
    text::{assist, pick, security::device_name},
};
use domain::Language;
use service::{AccountChange, CodePurpose, Letter};

/// Codes, consent, and who tried to come in; of another letter nothing.
pub(super) fn text(letter: &Letter, language: Language, base: &str) -> String {
    match letter {
        Letter::Code { purpose, code, minutes } => one_time_code(*purpose, code, *minutes, language),
        Letter::AssistCode { officer, office, code, minutes, lasts } => {
            assist::code_letter((officer, office), code, (*minutes, *lasts), language)
        }
        Letter::AssistBegan { officer, office, lasts } => {
            let link = format!("{base}{}", routes::ACCOUNT_ASSIST);
            assist::began_letter((officer, office), *lasts, &link, language)
        }
        Letter::NikTried => pick(
            language,
            "Seseorang mencoba membuat akun dengan NIK Anda. Bila itu bukan Anda, Anda tidak perlu berbuat apa-apa: akun Anda tetap aman, dan petugas meminta KTP-el sebelum menyetujui apa pun dari akun lain dengan NIK ini. Bila Anda lupa kata sandi, buat kata sandi baru di halaman masuk.",
            "Somebody tried to create an account with your NIK. If it was not you, you need do nothing: your account is safe, and officers ask for the identity card before they approve anything from another account with this NIK. If you forgot your password, make a new one on the sign-in page.",
        )
        .into(),
        Letter::PasswordWaits { token, from } => {
            let link = format!("{base}{}", routes::objection_in(token, language));
            password_waits(&domain::date::in_words(*from, language), &link, language)
        }
        Letter::NewDevice { device } => new_device(&device_name(device, language), language, base),
        _ => String::new(),
    }
}

/// Somebody, it is hoped the owner, on a device that is not known.
fn new_device(device: &str, language: Language, base: &str) -> String {
    let forgot = routes::FORGOT;
    match language {
        Language::Id => format!(
            "Akun Anda baru saja dibuka di perangkat yang belum kami kenal: {device}.\n\nBila itu bukan Anda, segera buat kata sandi baru: {base}{forgot}"
        ),
        Language::En => format!(
            "Your account was just opened on a device we did not know: {device}.\n\nIf it was not you, make a new password at once: {base}{forgot}"
        ),
    }
}

/// Somebody who reads the mailbox, it is hoped the owner, and who does not have the phone.
fn password_waits(from: &str, link: &str, language: Language) -> String {
    match language {
        Language::Id => format!(
            "Seseorang meminta kata sandi baru untuk akun Anda dengan kode dari email Anda, tanpa ponsel Anda. Kata sandi itu baru berlaku pada {from}.\n\nBila itu bukan Anda, batalkan sebelum hari itu: {link}\n\nBila itu Anda, Anda tidak perlu berbuat apa-apa."
        ),
        Language::En => format!(
            "Somebody asked for a new password of your account with the code from your e-mail, without your phone. It does not count before {from}.\n\nIf it was not you, stop it before that day: {link}\n\nIf it was you, you need do nothing."
        ),
    }
}

/// How a new officer begins.
pub(super) fn invited(
    (by, office): (&str, &str),
    link: &str,
    until: domain::Date,
    language: Language,
) -> String {
    let day = domain::date::in_words(until, language);
    match language {
        Language::Id => format!(
            "{by} mengundang Anda menjadi petugas {office} di KK Daring. Buat kata sandi dan siapkan verifikasi dua langkah lewat tautan ini, paling lambat {day}:\n\n{link}\n\nTautan hanya dapat dipakai satu kali dan hanya untuk Anda; jangan diteruskan. Tidak mengenal {by}? Abaikan surat ini."
        ),
        Language::En => format!(
            "{by} invites you to work at {office} on KK Daring. Choose a password and set up two-step verification by this link, until {day}:\n\n{link}\n\nThe link works once and is for you only; do not pass it on. You do not know {by}? Leave this letter alone."
        ),
    }
}

/// Subject and first sentence.
pub(super) fn changed(what: AccountChange, language: Language) -> (&'static str, &'static str) {
    let of = |id: (&'static str, &'static str), en: (&'static str, &'static str)| match language {
        Language::Id => id,
        Language::En => en,
    };
    match what {
        AccountChange::Password => of(
            (
                "Kata sandi Anda diganti",
                "Kata sandi akun Anda baru saja diganti. Perangkat lain sudah dikeluarkan.",
            ),
            (
                "Your password was changed",
                "The password of your account was just changed. Other devices were signed out.",
            ),
        ),
        AccountChange::Email => of(
            (
                "Email akun Anda diganti",
                "Email akun Anda baru saja diganti. Alamat ini tidak lagi dipakai untuk akun Anda.",
            ),
            (
                "The e-mail of your account was changed",
                "The e-mail of your account was just changed. This address no longer belongs to it.",
            ),
        ),
        AccountChange::Phone => of(
            ("Nomor ponsel akun Anda diganti", "Nomor ponsel akun Anda baru saja diganti."),
            ("The phone of your account was changed", "The phone of your account was just changed."),
        ),
        AccountChange::SecondFactorOn => of(
            (
                "Verifikasi dua langkah aktif",
                "Mulai sekarang akun Anda meminta kode dari aplikasi autentikator setiap kali masuk.",
            ),
            (
                "Two-step verification is on",
                "From now on your account asks for a code of your authenticator at each sign-in.",
            ),
        ),
        AccountChange::SecondFactorOff => of(
            (
                "Verifikasi dua langkah dimatikan",
                "Akun Anda tidak lagi meminta kunci sandi atau kode selain kata sandi.",
            ),
            (
                "Two-step verification is off",
                "Your account no longer asks for a passkey or a code besides the password.",
            ),
        ),
        AccountChange::SecondFactorReset => of(
            (
                "Verifikasi dua langkah dihapus kantor",
                "Kantor menghapus verifikasi dua langkah akun Anda. Semua perangkat sudah dikeluarkan.",
            ),
            (
                "The office removed your two-step verification",
                "The office removed the two-step verification of your account. All devices were signed out.",
            ),
        ),
        AccountChange::RecoveryCodes => of(
            (
                "Kode pemulihan baru",
                "Kode pemulihan baru dibuat untuk akun Anda. Kode sebelumnya tidak berlaku lagi.",
            ),
            (
                "New recovery codes",
                "New recovery codes were made for your account. Those of before no longer work.",
            ),
        ),
        AccountChange::RecoveryUsed => of(
            ("Kode pemulihan dipakai", "Seseorang masuk ke akun Anda dengan kode pemulihan."),
            ("A recovery code was used", "Somebody signed in to your account with a recovery code."),
        ),
        AccountChange::PasskeyAdded => of(
            (
                "Kunci sandi ditambahkan",
                "Sebuah kunci sandi (passkey) ditambahkan ke akun Anda. Mulai sekarang ia dapat dipakai untuk masuk, bersama kata sandi Anda.",
            ),
            (
                "A passkey was added",
                "A passkey was added to your account. From now on it can be used to sign in, together with your password.",
            ),
        ),
        AccountChange::PasskeyRemoved => of(
            ("Kunci sandi dihapus", "Sebuah kunci sandi (passkey) dihapus dari akun Anda."),
            ("A passkey was removed", "A passkey was removed from your account."),
        ),
    }
}

/// The code itself, first of all: it is read on a locked screen.
fn one_time_code(purpose: CodePurpose, code: &str, minutes: u64, language: Language) -> String {
    let purpose = purpose_words(purpose, language);
    match language {
        Language::Id => format!(
            "{code} adalah kode Anda untuk {purpose}. Berlaku {minutes} menit.\n\nJangan berikan kode ini kepada siapa pun."
        ),
        Language::En => format!(
            "{code} is your code to {purpose}. Valid for {minutes} minutes.\n\nNever give this code to anybody."
        ),
    }
}

fn purpose_words(purpose: CodePurpose, language: Language) -> &'static str {
    match purpose {
        CodePurpose::RegisterEmail => pick(language, "membuktikan email", "prove your e-mail"),
        CodePurpose::RegisterPhone => pick(language, "membuktikan nomor ponsel", "prove your phone"),
        CodePurpose::SignIn => pick(language, "masuk", "sign in"),
        CodePurpose::ChangeEmail => {
            pick(language, "mengganti email akun Anda", "change the e-mail of your account")
        }
        CodePurpose::ChangePhone => {
            pick(language, "mengganti nomor ponsel akun Anda", "change the phone of your account")
        }
        CodePurpose::Assist => pick(language, "mengizinkan petugas membantu", "let an officer help you"),
        CodePurpose::Result => pick(language, "membuka hasil permohonan", "open the result of your request"),
        CodePurpose::ResetPassword | CodePurpose::ResetPhone => {
            pick(language, "membuat kata sandi baru", "make a new password")
        }
    }
}
