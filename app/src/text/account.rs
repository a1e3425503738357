//! Words of registering, signing in and the account.

words! {
    /// Registering.
    Register {
        title: "Buat akun" | "Create an account",
        intro: "Siapkan Kartu Keluarga dan KTP-el Anda. Ponsel dan email harus aktif: kami mengirim kode ke keduanya." | "Have your family card and identity card ready. Phone and e-mail must work: we send a code to each.",
        nik: "NIK" | "NIK (identity number)",
        nik_hint: "16 angka di KTP-el atau KK Anda." | "16 digits on your identity or family card.",
        kk_number: "Nomor KK" | "Family card number",
        kk_hint: "16 angka di bagian atas Kartu Keluarga." | "16 digits at the top of the family card.",
        name: "Nama lengkap (sesuai KTP-el)" | "Full name (as on the identity card)",
        phone: "Nomor ponsel aktif" | "Active mobile number",
        phone_hint: "Contoh: 0812 3456 7890" | "Example: 0812 3456 7890",
        email: "Email aktif" | "Active e-mail",
        email_hint: "Contoh: siti@contoh.id" | "Example: siti@contoh.id",
        password: "Kata sandi" | "Password",
        password_hint: "Paling sedikit 12 huruf. Beberapa kata yang mudah Anda ingat sudah baik." | "At least 12 characters. A few words you can remember are good.",
        password_again: "Ketik kata sandi sekali lagi" | "Type the password once more",
        submit: "Kirim kode" | "Send the codes",
        have_account: "Sudah punya akun? Masuk" | "Already have an account? Sign in",
        privacy: "Data Anda hanya dipakai untuk layanan ini, sesuai tugas pelayanan publik (UU 27/2022 Pasal 20). " | "Your data are used for this service only, as a public duty (Law 27/2022, Article 20). ",
        privacy_link: "Baca pemberitahuan privasi" | "Read the privacy notice",
        codes_title: "Kode telah dikirim" | "The codes were sent",
        codes_intro: "Kami mengirim dua kode enam angka. Masukkan keduanya untuk menyelesaikan akun Anda." | "We sent two codes of six digits. Enter both to finish your account.",
        email_code: "Kode dari email" | "Code from the e-mail",
        phone_code: "Kode dari ponsel" | "Code from the phone",
        sent_to: "Dikirim ke" | "Sent to",
        valid_for: "Berlaku" | "Valid for",
        confirm_email: "Periksa kode email" | "Check the e-mail code",
        confirm_phone: "Periksa kode ponsel" | "Check the phone code",
        email_proven: "Email sudah terbukti" | "The e-mail is proven",
        phone_proven: "Nomor ponsel sudah terbukti" | "The phone is proven",
        no_code: "Tidak menerima kode?" | "No code received?",
        no_code_text: "Tunggu satu menit, lalu periksa folder spam. Alamatnya salah? Perbaiki di sini." | "Wait a minute, then look in the spam folder. Is the address wrong? Correct it here.",
        resend: "Kirim kode lagi" | "Send another code",
        correct: "Perbaiki dan kirim kode" | "Correct and send a code",
        resent: "Kode baru sudah dikirim. Kode sebelumnya tetap berlaku sampai waktunya habis." | "A new code was sent. The one before stays valid until it expires.",
        never_share: "Jangan berikan kode ini kepada siapa pun, termasuk yang mengaku petugas." | "Never give this code to anybody, not even somebody who says to be an officer.",
    }
}

words! {
    /// Signing in.
    SignIn {
        title: "Masuk" | "Sign in",
        name: "Email, nomor ponsel, atau NIK" | "E-mail, mobile number or NIK",
        password: "Kata sandi" | "Password",
        submit: "Masuk" | "Sign in",
        forgot: "Lupa kata sandi?" | "Forgot your password?",
        no_account: "Belum punya akun? Daftar" | "No account yet? Register",
        code_title: "Masukkan kode dari email" | "Enter the code from your e-mail",
        code_intro: "Perangkat ini belum kami kenal. Kode enam angka sudah dikirim ke email Anda." | "We do not know this device yet. A code of six digits was sent to your e-mail.",
        code: "Kode enam angka" | "Six-digit code",
        code_submit: "Lanjutkan" | "Continue",
        phone_risk: "Pesan ke ponsel kurang aman: siapa pun yang memegang ponsel atau kartu SIM Anda dapat membacanya. Lebih aman dengan kunci sandi atau aplikasi autentikator, di halaman Akun." | "Messages to a phone are less safe: whoever holds your phone or SIM can read them. A passkey or an authenticator app, on the page Account, is safer.",
        by_phone: "Kirim kode ke ponsel saja" | "Send a code to my phone instead",
        resent: "Kode baru sudah dikirim." | "A new code was sent.",
        forgot_title: "Buat kata sandi baru" | "Make a new password",
        forgot_intro: "Tulis email, nomor ponsel, atau NIK akun Anda. Bila akunnya ada, kami mengirim kode ke emailnya." | "Give the e-mail, phone or NIK of your account. If there is such an account, we send a code to its e-mail.",
        forgot_submit: "Kirim kode" | "Send a code",
        new_password: "Kata sandi baru" | "New password",
        new_password_again: "Ketik sekali lagi" | "Type it once more",
        reset_submit: "Simpan kata sandi baru" | "Save the new password",
        reset_done: "Kata sandi baru sudah disimpan. Silakan masuk." | "The new password is saved. Please sign in.",
        reset_waits: "Kata sandi baru Anda menunggu. Kami sudah mengabarkannya ke email dan ponsel akun itu. Sampai berlaku, kata sandi lama masih dapat dipakai." | "Your new password waits. We have told the account's e-mail and phone. Until it counts, the old one still works.",
        reset_objected: "Kata sandi baru itu dibatalkan; kata sandi lama Anda tetap berlaku. Orang lain dapat membaca email Anda: ganti email akun Anda setelah masuk." | "That new password is stopped; your old one still works. Somebody else can read your mailbox: change the e-mail of your account once you are signed in.",
        phone_title: "Satu kode lagi, dari ponsel" | "One more code, from the phone",
        phone_intro: "Email sudah terbukti. Supaya orang yang membantu membaca email Anda tidak dapat mengambil alih akun, kami juga mengirim kode ke" | "The e-mail is proven. So that nobody who helps you read your mail can take the account over, we also sent a code to",
        phone_submit: "Pakai kata sandi baru" | "Use the new password",
        phone_again: "Kirim kode lagi ke ponsel" | "Send the phone another code",
        phone_gone: "Nomor itu tidak Anda pakai lagi?" | "You no longer have that number?",
        wait_submit: "Tunggu tanpa kode ponsel" | "Wait without the phone's code",
        object_title: "Batalkan kata sandi baru" | "Stop the new password",
        object_intro: "Seseorang yang dapat membaca email Anda meminta kata sandi baru untuk akun Anda. Bila tidak dibatalkan, kata sandi itu berlaku mulai" | "Somebody who can read your mailbox asked for a new password of your account. Unless you stop it, it counts from",
        object_advice: "Bila itu Anda sendiri, tutup saja halaman ini." | "If it was you, just close this page.",
        object_submit: "Itu bukan saya: batalkan" | "It was not me: stop it",
        signed_out: "Anda sudah keluar." | "You are signed out.",
        session_ended: "Sesi Anda telah berakhir. Silakan masuk kembali; isian Anda tetap tersimpan." | "Your session has ended. Please sign in again; what you filled in is kept.",
        demo_how: "Untuk mencoba: warga siti@contoh.test, petugas rina@contoh.test, penyelia supri@contoh.test. Kata sandi semuanya: " | "To try: citizen siti@contoh.test, officer rina@contoh.test, supervisor supri@contoh.test. The password of all: ",
        demo_codes: "Kode dibaca di kotak surat contoh." | "Codes are read in the demonstration mailbox.",
    }
}

words! {
    /// One's own account.
    Account {
        title: "Akun" | "Account",
        name: "Nama" | "Name",
        nik: "NIK" | "NIK",
        kk_number: "Nomor KK" | "Family card number",
        phone: "Nomor ponsel" | "Mobile number",
        email: "Email" | "E-mail",
        link: "Hubungan dengan data kependudukan" | "Tie to the register",
        linked: "Tertaut" | "Linked",
        unlinked: "Belum tertaut" | "Not linked yet",
        unlinked_text: "Petugas menautkan akun Anda setelah memeriksa bukti di permohonan pertama. Sampai saat itu Anda mengetik sendiri isi KK Anda." | "An officer links your account after checking the evidence in your first request. Until then you type your card yourself.",
        security: "Keamanan" | "Security",
        end_others: "Keluar dari semua perangkat lain" | "Sign out everywhere else",
        ended_others: "Semua perangkat lain sudah dikeluarkan." | "All other devices are signed out.",
        welcome: "Akun Anda sudah jadi. Mulailah dengan mengisi Kartu Keluarga Anda." | "Your account is ready. Begin by filling in your family card.",
    }
}

/// What happens without the phone.
#[cfg(feature = "ssr")]
pub fn reset_wait(hours: u64, language: domain::Language) -> String {
    match language {
        domain::Language::Id => format!(
            "Tanpa kode ponsel, kata sandi baru berlaku sesudah {hours} jam. Sementara itu kami mengabari email dan nomor lama, dan pemilik akun dapat membatalkannya."
        ),
        domain::Language::En => format!(
            "Without the phone's code the new password counts after {hours} hours. Meanwhile we tell the e-mail and the old number, and the owner of the account can stop it."
        ),
    }
}
