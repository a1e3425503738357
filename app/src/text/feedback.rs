//! Words of the one question after the end.

words! {
    /// Feedback.
    Feedback {
        title: "Bagaimana pengalaman Anda?" | "How was it?",
        question: "Seberapa mudah mengurus permohonan ini?" | "How easy was this request?",
        very_hard: "Sangat sulit" | "Very hard",
        hard: "Sulit" | "Hard",
        fair: "Cukup" | "Fair",
        easy: "Mudah" | "Easy",
        very_easy: "Sangat mudah" | "Very easy",
        words: "Apa yang sebaiknya kami perbaiki? (boleh kosong)" | "What should we do better? (may be left empty)",
        hint: "Tanpa NIK atau nama. Dibaca penyelia kantor." | "Without NIK or names. The office's supervisor reads it.",
        send: "Kirim pendapat" | "Send",
        thanks: "Terima kasih. Pendapat Anda sudah kami terima." | "Thank you. We have your answer.",
    }
}
