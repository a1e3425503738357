//! Words of the messages between citizen and officers.

words! {
    /// Messages about a request.
    Talk {
        title: "Pesan" | "Messages",
        none_citizen: "Belum ada pesan. Ada yang ingin Anda tanyakan tentang permohonan ini?" | "No messages yet. Is there anything you would like to ask about this request?",
        none_officer: "Belum ada pesan dengan warga." | "No messages with the citizen yet.",
        you: "Anda" | "You",
        officer: "Petugas" | "Officer",
        citizen: "Warga" | "Citizen",
        unread: "baru" | "new",
        read: "dibaca" | "read",
        write_citizen: "Tulis pesan ke petugas" | "Write to the officer",
        write_citizen_hint: "Jangan tulis kata sandi atau kode. Petugas menjawab di halaman ini." | "Never write a password or a code. The officer answers on this page.",
        write_officer: "Tulis pesan ke warga" | "Write to the citizen",
        write_officer_hint: "Warga membacanya di portal; lewat email dan ponsel hanya diberi tahu bahwa ada pesan." | "The citizen reads it on the portal; e-mail and phone only say that there is a message.",
        ready: "Jawaban siap pakai" | "Ready answer",
        ready_none: "Tanpa jawaban siap pakai" | "No ready answer",
        files: "Lampirkan foto atau PDF" | "Attach photos or PDF",
        files_hint: "Paling banyak 5 berkas, bersama-sama 20 MB. Boleh kosong." | "At most 5 files, 20 MB together. May be empty.",
        too_many_files: "Paling banyak 5 berkas untuk satu pesan." | "At most 5 files in one message.",
        send: "Kirim pesan" | "Send the message",
        sent: "Pesan Anda sudah dikirim." | "Your message is sent.",
        missing: "Tulis pesannya, atau pilih jawaban siap pakai." | "Write the message, or choose a ready answer.",
        over: "Permohonan ini sudah lama selesai. Buat permohonan baru atau datang ke kantor." | "This request ended long ago. Send a new one or come to the office.",
        new_message: "pesan baru" | "new message",
    }
}
