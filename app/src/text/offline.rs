//! Words about what lies on this device and has not been sent. Those of the wizard that its script need not know are
//! here too: what is in `Wizard` travels to the phone.

words! {
    /// The page without a network, and what signing out takes along.
    Offline {
        title: "Tersimpan di HP ini" | "Kept on this phone",
        lead: "Halaman ini terbuka juga tanpa jaringan. Yang ada di bawah ini tersimpan di HP ini dan dikirim sendiri begitu server terjangkau." | "This page opens without a network too. What is below is kept on this phone and is sent by itself once the server can be reached.",
        nothing: "Tidak ada permohonan di HP ini. Permohonan yang Anda buka saat ada jaringan dapat diteruskan tanpa jaringan." | "There is no request on this phone. Requests that you open while there is a network can be continued without one.",
        needs_script: "Daftar ini memerlukan JavaScript. Muat ulang halaman begitu jaringan kembali." | "This list needs JavaScript. Reload the page once the network is back.",
        draft: "Draf permohonan" | "Draft of a request",
        waiting: "Menunggu untuk dikirim, belum terkirim" | "Waiting to be sent, not sent yet",
        sign_in: "Belum terkirim: masuk lagi dengan akun yang sama" | "Not sent yet: sign in again with the same account",
        look: "Belum terkirim: ada yang perlu Anda lihat. Buka permohonan ini" | "Not sent yet: something needs your attention. Open this request",
        files: "Berkas yang belum terkirim: {n}" | "Files not sent yet: {n}",
        typed: "Ada isian yang belum terkirim" | "Some answers are not sent yet",
        kept: "Dapat dibuka tanpa jaringan" | "Can be opened without a network",
        sent: "Sudah terkirim" | "Sent",
        receipt: "Lihat tanda terima" | "See the receipt",
        others: "Milik akun lain" | "Of another account",
        others_how: "Menunggu akun itu masuk lagi di HP ini" | "Waits for that account to sign in again on this phone",
        begun: "Baru ada di HP ini, belum ada di server" | "On this phone only, not on the server yet",
        begin: "Mulai permohonan baru tanpa jaringan" | "Begin a new request without a network",
        begin_how: "Isian dan foto disimpan di HP ini, dan dikirim begitu jaringan kembali. Layanan lain muncul di sini setelah halamannya Anda buka saat ada jaringan." | "Answers and photos are kept on this phone and sent once the network is back. Other services appear here after you have opened their page with a network.",
        no_store: "Peramban ini tidak dapat menyimpan di HP. Tanpa jaringan, isian Anda tidak akan tersimpan." | "This browser cannot keep anything on the phone. Without a network what you fill in is not kept.",
        open: "Buka dan ubah" | "Open and change",
        take_back: "Jangan kirim dulu" | "Do not send it yet",
        try_now: "Coba kirim sekarang" | "Try to send now",
        to_requests: "Permohonan saya" | "My requests",
        unsent: "Ada yang belum terkirim dari HP ini. Keluar sekarang menghapusnya. Tekan Keluar sekali lagi bila memang itu yang Anda mau." | "Something on this phone has not been sent. Signing out now deletes it. Press sign out once more if that is what you want.",
        copy: "Halaman ini tersimpan di HP ini, belum terkirim: server tidak terjangkau. Anda tetap dapat mengisi." | "This page is kept on this phone and not sent: the server cannot be reached. You can go on filling in.",
        queued: "Menunggu di HP ini, belum terkirim. Dikirim sendiri begitu jaringan kembali." | "Waits on this phone, not sent yet. It is sent by itself once the network is back.",
        not_kept: "Peramban ini tidak dapat menyimpan. Jangan tutup halaman ini sampai jaringan kembali." | "This browser cannot keep it. Do not close this page before the network is back.",
        here: "Di sini" | "Here",
        there: "Di sana" | "There",
        look_first: "Lihat dulu" | "Look first",
    }
}
