//! Words of what keeps an account its owner's: devices, logs, changes, the second factor.
use super::pick;
use domain::{Language, Role};
use service::{DeviceKind, Looked};

words! {
    /// The pages behind "Akun".
    Security {
        back: "Kembali ke akun" | "Back to the account",
        language: "Bahasa surat dan halaman" | "Language of letters and pages",
        language_name: "Bahasa Indonesia" | "English",
        language_other: "Ganti ke English" | "Change to Bahasa Indonesia",
        password_title: "Ganti kata sandi" | "Change the password",
        password_row: "Kata sandi" | "Password",
        current: "Kata sandi sekarang" | "Present password",
        current_why: "Untuk memastikan bahwa ini Anda." | "To make sure that it is you.",
        password_new: "Kata sandi baru" | "New password",
        password_again: "Ketik kata sandi baru sekali lagi" | "Type the new password once more",
        password_save: "Simpan kata sandi baru" | "Save the new password",
        password_others: "Semua perangkat lain akan dikeluarkan." | "All other devices will be signed out.",
        first_password: "Kata sandi ini dibuatkan kantor dan hanya berlaku sampai" | "This password was made up by the office and is good only until",
        first_password_go: "Pilih kata sandi sendiri" | "Choose your own",
        password_done: "Kata sandi baru berlaku. Perangkat lain sudah dikeluarkan." | "The new password counts. Other devices were signed out.",
        email_title: "Ganti email" | "Change the e-mail",
        email_new: "Email baru" | "New e-mail",
        email_done: "Email baru berlaku. Alamat lama sudah kami beri tahu." | "The new e-mail counts. We have told the old address.",
        phone_title: "Ganti nomor ponsel" | "Change the phone",
        phone_new: "Nomor ponsel baru" | "New mobile number",
        phone_done: "Nomor ponsel baru berlaku. Nomor lama sudah kami beri tahu." | "The new phone counts. We have told the old number.",
        address_intro: "Kami mengirim kode ke alamat baru. Alamat lama berlaku sampai kodenya Anda masukkan." | "We send a code to the new address. The old one counts until you enter the code.",
        address_send: "Kirim kode" | "Send a code",
        address_sent: "Kode dikirim ke" | "A code was sent to",
        address_code: "Kode enam angka" | "Six-digit code",
        address_prove: "Pakai alamat ini" | "Use this address",
        address_again: "Kirim kode lagi" | "Send another code",
        address_drop: "Batalkan, alamatnya salah" | "Cancel, the address is wrong",
        address_resent: "Kode baru sudah dikirim. Kode sebelumnya tetap berlaku." | "A new code was sent. The one before stays valid.",
        devices: "Perangkat yang masuk" | "Signed-in devices",
        devices_intro: "Di sini akun Anda sedang terbuka. Keluarkan yang tidak Anda kenal." | "Your account is open here. Sign out what you do not know.",
        this_device: "perangkat ini" | "this device",
        since: "Masuk" | "Signed in",
        seen: "terakhir dipakai" | "last used",
        end: "Keluarkan" | "Sign out",
        ended: "Perangkat itu sudah dikeluarkan." | "That device was signed out.",
        log: "Riwayat keamanan" | "Security log",
        log_intro: "Yang terjadi pada akun Anda. Ada yang bukan Anda? Ganti kata sandi, lalu hubungi kantor." | "What happened to your account. Something that was not you? Change the password, then call the office.",
        access: "Riwayat akses data saya" | "Who looked at my data",
        access_intro: "Setiap kali petugas membuka permohonan atau berkas Anda, tercatat di sini dan tidak dapat dihapus." | "Each time an officer opens a request or document of yours it is noted here, and cannot be removed.",
        access_empty: "Belum ada petugas yang membuka data Anda." | "No officer has opened your data yet.",
        access_empty_text: "Begitu ada yang membukanya, Anda melihatnya di halaman ini." | "As soon as somebody does, you see it on this page.",
        older: "Yang lebih lama" | "Older",
        newest: "Yang terbaru" | "Newest",
        factor: "Verifikasi dua langkah" | "Two-step verification",
        factor_on: "Aktif" | "On",
        factor_off: "Belum aktif" | "Off",
        factor_intro: "Selain kata sandi, akun Anda meminta satu bukti lagi: kunci sandi, atau kode dari aplikasi autentikator. Orang yang mencuri kata sandi Anda tetap tidak dapat masuk." | "Besides the password your account asks for one more proof: a passkey, or a code of an authenticator app. Whoever steals your password still cannot sign in.",
        factor_app: "Aplikasi di ponsel, misalnya Google Authenticator atau Aegis, menampilkan kode enam angka yang Anda ketik saat masuk. Dapat dipakai di semua peramban, juga tanpa JavaScript." | "An app on the phone, such as Google Authenticator or Aegis, shows six digits that you type when you sign in. It works with every browser, also without JavaScript.",
        factor_stands: "Verifikasi dua langkah aktif." | "Two-step verification is on.",
        factor_start: "Siapkan aplikasi autentikator" | "Set up an authenticator app",
        factor_step_app: "Buka aplikasi autentikator, misalnya Google Authenticator atau Aegis." | "Open an authenticator app, such as Google Authenticator or Aegis.",
        factor_step_key: "Pindai kode ini, atau ketik kuncinya:" | "Scan this code, or type the key:",
        factor_square: "Kode QR untuk aplikasi autentikator" | "QR code for the authenticator app",
        factor_link: "Buka di aplikasi di ponsel ini" | "Open in the app on this phone",
        factor_step_code: "Ketik kode yang ditampilkan aplikasi." | "Type the code that the app shows.",
        factor_code: "Kode dari aplikasi" | "Code from the app",
        factor_confirm: "Aktifkan verifikasi dua langkah" | "Turn on two-step verification",
        factor_break_off: "Batalkan" | "Cancel",
        factor_since: "Aktif sejak" | "On since",
        factor_required: "Peran Anda mewajibkan verifikasi dua langkah." | "Your role requires two-step verification.",
        factor_remove: "Matikan" | "Turn off",
        factor_off_title: "Matikan verifikasi dua langkah" | "Turn off two-step verification",
        factor_removed: "Verifikasi dua langkah dimatikan." | "Two-step verification is off.",
        recovery: "Kode pemulihan" | "Recovery codes",
        recovery_left: "Kode yang tersisa" | "Codes left",
        recovery_intro: "Bila ponsel hilang, satu kode ini menggantikan kunci sandi dan kode aplikasi. Setiap kode berlaku satu kali." | "If the phone is lost, one of these stands in for passkey and app. Each works once.",
        recovery_void: "Kode pemulihan yang lama langsung tidak berlaku lagi." | "The recovery codes of before are void at once.",
        recovery_once: "Tulis atau cetak sekarang: kode ini tidak ditampilkan lagi." | "Write them down or print them now: they are not shown again.",
        recovery_new: "Buat kode pemulihan baru" | "Make new recovery codes",
        recovery_go: "Sudah saya simpan, lanjutkan" | "I have kept them, continue",
        factor_sign_in: "Satu bukti lagi" | "One more proof",
        factor_sign_in_intro: "Pakai kunci sandi Anda, atau ketik enam angka dari aplikasi autentikator, atau satu kode pemulihan." | "Use your passkey, or type the six digits of your authenticator app, or one recovery code.",
        factor_sign_in_typed: "Ketik enam angka yang ditampilkan aplikasi autentikator, atau satu kode pemulihan." | "Type the six digits that your authenticator app shows, or one recovery code.",
        factor_sign_in_code: "Kode aplikasi atau kode pemulihan" | "Code of the app or recovery code",
        factor_lost: "Ponsel dan kode pemulihan hilang? Hubungi kantor." | "Phone and recovery codes lost? Call the office.",
        enrol_title: "Siapkan verifikasi dua langkah" | "Set up two-step verification",
        enrol_intro: "Petugas harus memakai aplikasi autentikator. Siapkan satu kali sekarang." | "Officers must use an authenticator app. Set it up once, now.",
        idle: "Tanpa kegiatan, Anda keluar pukul" | "Without use you are signed out at",
        ending: "Demi keamanan, Anda akan dikeluarkan" | "For safety you will be signed out on",
        ending_kept: "Simpan yang sedang Anda isi, lalu masuk lagi." | "Save what you are filling in, then sign in again.",
        submit: "Lanjutkan" | "Continue",
    }
}

/// "Chrome di Android".
pub fn device_name(kind: &DeviceKind, language: Language) -> String {
    let browser = match kind.browser {
        "chrome" => "Chrome",
        "firefox" => "Firefox",
        "safari" => "Safari",
        "edge" => "Edge",
        "opera" => "Opera",
        "samsung" => "Samsung Internet",
        "uc" => "UC Browser",
        _ => pick(language, "Peramban lain", "Another browser"),
    };
    let system = match kind.system {
        "android" => "Android",
        "iphone" => "iPhone",
        "ipad" => "iPad",
        "windows" => "Windows",
        "mac" => "Mac",
        "linux" => "Linux",
        _ => return browser.to_owned(),
    };
    format!("{browser} {} {system}", pick(language, "di", "on"))
}

/// A line of the security log.
pub fn security_event(kind: &str, is_new_device: bool, language: Language) -> &'static str {
    match (kind, is_new_device) {
        ("signed_in", true) => pick(language, "Masuk dari perangkat baru", "Signed in on a new device"),
        ("signed_in", false) => pick(language, "Masuk", "Signed in"),
        ("registered" | "officer_created", _) => pick(language, "Akun dibuat", "Account created"),
        ("linked", _) => pick(language, "Ditautkan oleh petugas", "Linked by an officer"),
        ("unlinked", _) => pick(language, "Tautan dicabut petugas", "Link taken back by an officer"),
        ("nik_settled", _) => pick(language, "NIK dipastikan kantor", "NIK settled by the office"),
        ("nik_lost", _) => pick(language, "NIK dipersoalkan di kantor", "NIK disputed at the office"),
        ("suspended", _) => pick(language, "Ditutup sementara oleh kantor", "Closed for now by the office"),
        ("restored", _) => pick(language, "Dibuka kembali oleh kantor", "Opened again by the office"),
        ("closing_asked", _) => {
            pick(language, "Penghapusan akun diminta", "Deletion of the account asked for")
        }
        ("data_exported", _) => pick(language, "Data diunduh", "Data downloaded"),
        ("correction_asked", _) => pick(language, "Perbaikan data diminta", "Correction of data asked for"),
        ("correction_answered", _) => pick(language, "Perbaikan data dijawab", "Correction of data answered"),
        ("password_changed", _) => pick(language, "Kata sandi diganti", "Password changed"),
        ("password_reset", _) => {
            pick(language, "Kata sandi baru lewat lupa sandi", "New password after forgetting it")
        }
        ("password_waits", _) => pick(language, "Kata sandi baru menunggu", "A new password waits"),
        ("password_objected", _) => {
            pick(language, "Kata sandi baru dibatalkan", "A new password was stopped")
        }
        ("email_changed", _) => pick(language, "Email diganti", "E-mail changed"),
        ("phone_changed", _) => pick(language, "Nomor ponsel diganti", "Phone changed"),
        ("second_factor_on", _) => {
            pick(language, "Verifikasi dua langkah diaktifkan", "Two-step verification turned on")
        }
        ("second_factor_off", _) => {
            pick(language, "Verifikasi dua langkah dimatikan", "Two-step verification turned off")
        }
        ("second_factor_reset", _) => pick(
            language,
            "Verifikasi dua langkah dihapus kantor",
            "Two-step verification removed by the office",
        ),
        ("recovery_codes_renewed", _) => {
            pick(language, "Kode pemulihan baru dibuat", "New recovery codes made")
        }
        ("passkey_added", _) => pick(language, "Kunci sandi ditambahkan", "Passkey added"),
        ("passkey_removed", _) => pick(language, "Kunci sandi dihapus", "Passkey removed"),
        ("recovery_code_used", _) => pick(language, "Kode pemulihan dipakai", "Recovery code used"),
        ("confirmed", _) => pick(language, "Kata sandi dimasukkan lagi", "Password entered again"),
        ("push_on", _) => {
            pick(language, "Notifikasi peramban dinyalakan", "Notifications of a browser turned on")
        }
        ("push_off", _) => {
            pick(language, "Notifikasi peramban dimatikan", "Notifications of a browser turned off")
        }
        ("assistance_asked", _) => {
            pick(language, "Petugas meminta izin membantu", "An officer asked to help")
        }
        ("assistance_began", _) => pick(language, "Petugas mulai membantu", "An officer began to help"),
        ("assistance_ended", _) => pick(language, "Bantuan petugas berakhir", "An officer's help ended"),
        ("session_ended", _) => pick(language, "Perangkat dikeluarkan", "Device signed out"),
        _ => pick(language, "Perubahan akun", "Change of the account"),
    }
}

/// What an officer looked at.
pub fn looked_at(what: Looked, language: Language) -> &'static str {
    match what {
        Looked::Request => pick(language, "membuka permohonan", "opened the request"),
        Looked::Document => pick(language, "membuka berkas", "opened the document"),
        Looked::Form => pick(language, "mengunduh formulir", "downloaded the form"),
        Looked::Result => pick(language, "mengunduh hasil", "downloaded the result"),
        Looked::Ticket => pick(language, "membaca pertanyaan Anda", "read your question"),
    }
}

/// A role, as citizens know it.
pub fn role_name(role: Option<Role>, language: Language) -> &'static str {
    match role {
        Some(Role::FrontDesk) => pick(language, "Petugas loket", "Front desk"),
        Some(Role::Verifier) => pick(language, "Verifikator", "Verifier"),
        Some(Role::Supervisor) => pick(language, "Penyelia", "Supervisor"),
        Some(Role::Administrator) => pick(language, "Administrator", "Administrator"),
        None => pick(language, "Petugas", "Officer"),
    }
}
