//! Words about requests of others that concern somebody, and objections to them.
use super::pick;
use domain::Language;
use service::ObjectionState;

words! {
    /// Objecting.
    Objection {
        section: "Menyangkut Anda" | "Concerns you",
        section_text: "Permohonan orang lain yang mengubah data Anda." | "Requests of others that change your data.",
        title: "Permohonan yang menyangkut Anda" | "A request that concerns you",
        intro: "Permohonan ini diajukan orang lain. Anda hanya melihat apa yang berubah tentang Anda sendiri." | "Somebody else has sent this request. You see only what would change about yourself.",
        service: "Layanan" | "Service",
        number: "Nomor" | "Number",
        sent: "Dikirim" | "Sent",
        changes: "Yang berubah tentang Anda" | "What would change about you",
        hidden: "Ikut berubah; isinya tidak ditampilkan di sini" | "Changes too; not shown here",
        no_changes: "Nama Anda disebut, tetapi data Anda sendiri tidak berubah lagi." | "You are named, but your own data do not change any more.",
        object: "Ajukan keberatan" | "Object",
        object_text: "Bila Anda setuju, Anda tidak perlu berbuat apa-apa. Bila tidak, tulis alasannya. Petugas membacanya sebelum memutuskan. Pemohon diberi tahu bahwa ada keberatan, tetapi tidak membaca isinya dan tidak diberi tahu siapa yang menulisnya." | "If you agree, you need not do anything. If not, write why. Officers read it before they decide. The applicant is told that there is an objection, but does not read it and is not told who wrote it.",
        guess: "Dalam keluarga kecil, pemohon mungkin menebak siapa yang keberatan. Bila itu membahayakan Anda, bicaralah dengan kantor dulu." | "In a small family the applicant may guess who objects. If that puts you in danger, talk to the office first.",
        talk: "Hubungi kantor" | "Reach the office",
        words: "Alasan Anda" | "Your reason",
        words_hint: "Apa yang tidak benar, dan bagaimana Anda mengetahuinya. Paling banyak 1.000 huruf." | "What is not right, and how you know. At most 1,000 letters.",
        send: "Kirim keberatan" | "Send the objection",
        filed: "Keberatan Anda sudah kami terima. Jawabannya muncul di halaman ini, dan kami memberi tahu Anda." | "We have received your objection. The answer appears on this page, and we tell you.",
        taken_back: "Keberatan Anda sudah dicabut." | "Your objection is taken back.",
        yours: "Keberatan Anda" | "Your objection",
        answer: "Jawaban kantor" | "The office's answer",
        take_back: "Cabut keberatan" | "Take the objection back",
        take_back_text: "Kantor lalu tidak memeriksanya lagi. Anda dapat mengajukannya lagi selama permohonan itu belum disetujui." | "The office then no longer looks into it. You can object again until the request is approved.",
        take_back_confirm: "Ya, cabut" | "Yes, take it back",
        too_late: "Permohonan ini sudah disetujui, jadi keberatan tidak dapat diajukan di sini lagi. Hubungi kantor dan sebutkan nomornya." | "This request is approved, so objecting is no longer possible here. Reach the office and quote the number.",
        ended: "Permohonan ini sudah berakhir." | "This request has ended.",
        missing: "Tulis alasan Anda." | "Write your reason.",
        owner_title: "Ada keberatan atas permohonan ini" | "There is an objection to this request",
        owner_open: "Kantor memeriksa keberatan itu. Siapa yang keberatan dan isinya tidak ditampilkan. Anda tidak perlu berbuat apa-apa; bila petugas perlu keterangan, ia menulis kepada Anda di halaman ini." | "The office looks into it. Who objects and what is said is not shown. You need not do anything; if an officer wants to know more, you get a message on this page.",
        owner_waits: "Permohonan baru dapat disetujui setelah keberatan itu dijawab." | "The request can be approved once the objection is answered.",
        owner_upheld: "Kantor menerima keberatan itu. Akibatnya bagi permohonan ini dikabarkan dengan keputusannya." | "The office finds the objection right. What it means for this request comes with the decision.",
        owner_dismissed: "Kantor sudah memeriksanya: keberatan itu tidak menghalangi permohonan ini." | "The office has looked into it: it does not stand in the way of this request.",
        desk_title: "Keberatan" | "Objection",
        desk_waits: "Permohonan ini baru dapat disetujui setelah keberatan dijawab." | "This request can be approved once the objection is answered.",
        desk_care: "Pemohon tidak tahu siapa yang keberatan. Jangan sebut nama, alamat, atau isi keberatan dalam surat, catatan, atau pesan kepada siapa pun." | "The applicant does not know who objects. Name neither people nor addresses nor what is said, in letters, notes or messages to anybody.",
        desk_by: "Dari" | "From",
        desk_gone: "akun yang sudah dihapus" | "an account that was deleted",
        desk_answer: "Jawaban kepada yang keberatan" | "Answer to whoever objects",
        desk_answer_hint: "Hanya dibaca di portal, setelah masuk." | "Read on the portal only, after signing in.",
        desk_note: "Untuk pemohon (boleh kosong)" | "For the applicant (may be empty)",
        desk_note_hint: "Tampil di halaman status pemohon. Tanpa nama, alamat, dan isi keberatan." | "Shown on the applicant's status page. Without names, addresses and what was said.",
        desk_uphold: "Keberatan diterima" | "The objection is right",
        desk_dismiss: "Tidak menghalangi" | "It does not stand in the way",
        desk_verifier: "Dijawab verifikator atau penyelia." | "A verifier or a supervisor answers.",
        desk_missing: "Tulis jawaban kepada yang keberatan." | "Write an answer to whoever objects.",
        desk_told: "Untuk pemohon" | "To the applicant",
    }
}

/// How an objection stands.
pub const fn objection_state(state: ObjectionState, language: Language) -> &'static str {
    match state {
        ObjectionState::Open => pick(language, "Diperiksa kantor", "The office looks into it"),
        ObjectionState::Withdrawn => pick(language, "Dicabut", "Taken back"),
        ObjectionState::Upheld => pick(language, "Diterima", "Found right"),
        ObjectionState::Dismissed => pick(language, "Tidak menghalangi", "Does not stand in the way"),
        ObjectionState::Moot => pick(language, "Permohonan berakhir", "The request ended"),
    }
}
