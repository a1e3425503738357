//! Words of passkeys.
words! {
    /// What one can do with passkeys.
    Passkeys {
        title: "Kunci sandi (passkey)" | "Passkeys",
        intro: "Masuk dengan sidik jari, wajah, atau PIN ponsel ini, atau dengan kunci keamanan, sebagai ganti kode aplikasi. Kata sandi tetap diminta." | "Sign in with the fingerprint, face or PIN of this phone, or with a security key, in place of the app's code. The password is still asked for.",
        none_here: "Kunci sandi hanya dapat dibuat di alamat resmi portal ini (https)." | "Passkeys can only be made at the proper address of this portal (https).",
        add: "Tambah kunci sandi" | "Add a passkey",
        add_title: "Tambah kunci sandi" | "Add a passkey",
        add_proof: "Lanjutkan" | "Continue",
        name: "Nama kunci sandi ini" | "A name for this passkey",
        name_why: "Misalnya \"HP saya\". Boleh dikosongkan." | "For example \"My phone\". May be left empty.",
        unnamed: "Kunci sandi" | "Passkey",
        make: "Buat kunci sandi di perangkat ini" | "Make a passkey on this device",
        make_why: "Perangkat akan meminta sidik jari, wajah, PIN, atau kunci keamanan. Kantor tidak pernah menerima sidik jari atau wajah Anda." | "The device asks for a fingerprint, face, PIN or security key. The office never receives your fingerprint or face.",
        prove: "Pakai kunci sandi" | "Use a passkey",
        failed: "Perangkat tidak memberi jawaban. Coba sekali lagi, atau pakai kode." | "The device gave no answer. Try once more, or use a code.",
        not_made: "Perangkat tidak membuat kunci sandi. Coba sekali lagi." | "The device made no passkey. Try once more.",
        known: "Perangkat ini sudah punya kunci sandi untuk akun Anda." | "This device already has a passkey for your account.",
        needs_script: "Membuat kunci sandi memerlukan JavaScript. Tanpa itu, pakai aplikasi autentikator." | "Making a passkey needs JavaScript. Without it, use an authenticator app.",
        unsupported: "Peramban ini tidak mengenal kunci sandi. Pakai aplikasi autentikator, atau peramban lain." | "This browser has no passkeys. Use an authenticator app, or another browser.",
        since: "dibuat" | "made",
        used: "terakhir dipakai" | "last used",
        remove: "Hapus" | "Remove",
        remove_title: "Hapus kunci sandi" | "Remove a passkey",
        remove_text: "Setelah dihapus, kunci sandi ini tidak dapat dipakai lagi untuk masuk. Hapus juga dari perangkatnya." | "Once removed this passkey no longer signs you in. Delete it on its device, too.",
        last: "Ini satu-satunya bukti kedua akun Anda. Untuk menghapusnya, matikan verifikasi dua langkah, atau siapkan aplikasi autentikator dulu." | "This is the only second proof of your account. To remove it, turn two-step verification off, or set up an authenticator app first.",
        added: "Kunci sandi ditambahkan." | "The passkey was added.",
        removed: "Kunci sandi dihapus." | "The passkey was removed.",
        back: "Kembali ke verifikasi dua langkah" | "Back to two-step verification",
        app_added: "Aplikasi autentikator berlaku. Kode pemulihan Anda tetap sama." | "The authenticator app counts. Your recovery codes stay the same.",
        app: "Aplikasi autentikator" | "Authenticator app",
    }
}
