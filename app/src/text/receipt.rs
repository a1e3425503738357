//! Words of the receipt, on the page and on paper, and of the page that says whether one is genuine.
use super::{Requests, Wizard, day_time, element};
use domain::{Change, ChangeSubject, Language, Zone, words_for_bytes};
use service::{Attachment, CodeSquare, ReceiptView, SIGNATURE_FILE, Sheet, SheetPart, TEXT_FILE};

words! {
    /// Receipts and how they prove themselves.
    Receipt {
        code: "Kode pemeriksaan" | "Check code",
        square: "Kode persegi yang membuka halaman pemeriksaan tanda terima ini" | "Square code that opens the page which checks this receipt",
        anybody: "Siapa pun dapat memeriksa keasliannya: pindai kode ini, atau ketik di" | "Anybody can check that it is genuine: scan this code, or type it at",
        signed: "Ditandatangani secara elektronik dengan kunci" | "Signed electronically with the key",
        unsigned: "Kantor ini belum menandatangani tanda terima secara elektronik." | "This office does not sign receipts electronically yet.",
        pdf: "Simpan sebagai PDF" | "Keep it as PDF",
        corrected: "Perbaikan diterima" | "Correction received",
        track: "Lacak tanpa masuk" | "Track it without signing in",
        sheet: "Tanda terima permohonan" | "Receipt of a request",
        is_not: "Ini tanda terima permohonan, bukan Kartu Keluarga. Kartu Keluarga diterbitkan Dukcapil melalui SIAK." | "This is a receipt of a request, not a family card. The card is issued by the civil registry through SIAK.",
        what: "Yang diajukan" | "What was asked for",
        file: "Berkas" | "Document",
        size: "Ukuran" | "Size",
        becomes: "menjadi" | "becomes",
        hash: "Sidik berkas" | "Fingerprint",
        page_of: "Halaman {page} dari {pages}" | "Page {page} of {pages}",
        by_when: "Perkiraan selesai" | "Expected by",
        ask: "Bertanya" | "Questions",
        demonstration: "CONTOH: bukan layanan pemerintah" | "DEMONSTRATION: not a government service",
        carried: "Naskah yang ditandatangani" | "The text that is signed",
        signature: "Tanda tangan Ed25519 atas naskah itu" | "The Ed25519 signature of that text",
        verify_title: "Periksa tanda terima" | "Check a receipt",
        verify_intro: "Ketik kode pemeriksaan dari tanda terima, atau pindai kode perseginya dengan ponsel." | "Type the check code of the receipt, or scan its square code with a phone.",
        verify_hint: "16 huruf dan angka, misalnya K7RT-4MQX-9ABC-DEFG" | "16 letters and digits, such as K7RT-4MQX-9ABC-DEFG",
        verify: "Periksa" | "Check",
        genuine: "Tanda terima ini asli" | "This receipt is genuine",
        compare: "Bandingkan dengan tanda terima yang Anda lihat. Bila ada yang berbeda, tanda terima itu sudah diubah." | "Compare it with the receipt that you see. If anything differs, that receipt was changed.",
        followed: "Sesudah tanda terima ini pemohon mengirim perbaikan, yang punya tanda terima sendiri." | "After this receipt the applicant sent a correction, which has a receipt of its own.",
        office: "Diterima oleh" | "Received by",
        when: "Diterima" | "Received",
        documents: "Jumlah berkas" | "Number of documents",
        nothing_more: "Nama, isi, dan hasil permohonan tidak ditampilkan di sini." | "Name, content and result of the request are not shown here.",
        unknown: "Kode ini tidak kami kenal" | "We do not know this code",
        unknown_text: "Periksa lagi huruf dan angkanya. Bila sudah benar, tanda terima itu bukan dari kantor ini." | "Check its letters and digits again. If they are right, that receipt is not from this office.",
        offline: "Tanpa internet, PDF tanda terima dapat diperiksa dengan kunci publik kantor ini:" | "Without a network, the PDF of a receipt can be checked with this office's public key:",
        public_key: "kunci publik" | "public key",
    }
}

fn change_line(change: &Change, language: Language) -> (String, String) {
    let show = |value: &str| change.element.display(value, language);
    let name = match &change.subject {
        ChangeSubject::Member(_, name) => format!("{name}: "),
        ChangeSubject::NewCard => format!("{}: ", super::Wizard::of(language).new_card),
        ChangeSubject::NewMember | ChangeSubject::Card => String::new(),
    };
    let value = match &change.was {
        Some(was) => format!("{}, {} {}", show(was), Receipt::of(language).becomes, show(&change.will)),
        None => show(&change.will),
    };
    (format!("{name}{}", element(change.element, language)), value)
}

/// Where everybody may check a receipt, as it is printed.
struct Printed {
    /// `https://…/verifikasi`
    page: String,
    /// The same with the code.
    address: String,
}

impl Printed {
    fn of(base: &str, code: &str) -> Self {
        let (page, address) = (crate::routes::VERIFY, crate::routes::verify(code));
        Self { page: format!("{base}{page}"), address: format!("{base}{address}") }
    }
}

/// The receipt as a sheet: what the page says, and the signed text inside the file. `base` is the portal's address.
pub fn receipt_sheet(
    receipt: &ReceiptView,
    language: Language,
    zone: Zone,
    base: &str,
    demonstration: bool,
) -> Sheet {
    let (words, requests) = (Receipt::of(language), Requests::of(language));
    let number = receipt.number.to_string();
    let mut facts = vec![
        (requests.receipt_what.to_owned(), receipt.title.clone()),
        (requests.receipt_by.to_owned(), receipt.applicant.clone()),
        (requests.receipt_when.to_owned(), day_time(receipt.submitted_at, zone, language)),
    ];
    if let Some(at) = receipt.corrected_at {
        facts.push((words.corrected.to_owned(), day_time(at, zone, language)));
    }
    facts.push((words.by_when.to_owned(), day_time(receipt.due_at, zone, language)));
    let mut parts = vec![SheetPart::Text(words.is_not.to_owned()), SheetPart::Facts(facts)];
    parts.push(SheetPart::Heading(words.what.to_owned()));
    parts
        .push(SheetPart::Facts(receipt.changes.iter().map(|change| change_line(change, language)).collect()));
    let heads = [(words.file, 5), (words.size, 2), (words.hash, 3)];
    let mut rows: Vec<Vec<String>> = receipt
        .documents
        .iter()
        .map(|paper| {
            let label = if paper.pages > 1 {
                format!("{} ({} {})", paper.label, paper.pages, Wizard::of(language).pages)
            } else {
                paper.label.clone()
            };
            vec![label, words_for_bytes(paper.bytes, language), paper.hashes.join(" ")]
        })
        .collect();
    rows.extend(
        receipt
            .bring_original
            .iter()
            .map(|label| vec![label.clone(), requests.brought.to_owned(), String::new()]),
    );
    if !rows.is_empty() {
        let heads = heads.into_iter().map(|(head, share)| (head.to_owned(), share)).collect();
        parts.extend([SheetPart::Heading(requests.documents.to_owned()), SheetPart::Table(heads, rows)]);
    }
    parts.push(SheetPart::Heading(requests.receipt_next.to_owned()));
    parts.push(SheetPart::Text(requests.receipt_next_text.to_owned()));
    let track = format!("{}: {base}{}", words.track, crate::routes::TRACK);
    parts.push(SheetPart::Text(format!(
        "{} {} {}. {track}",
        requests.receipt_ask, requests.receipt_ask_text, receipt.office
    )));
    let mut attachments = Vec::new();
    if let Some(proof) = &receipt.proof {
        let printed = Printed::of(base, proof.code.as_str());
        let code = format!("{}: {}", words.code, proof.code);
        let mut lines = vec![code, format!("{} {}", words.anybody, printed.page)];
        match &proof.signature {
            Some((key, signature)) => {
                lines.push(format!("{} {key}.", words.signed));
                let file = |name, media_type, description: &str, bytes| Attachment {
                    name,
                    media_type,
                    description: description.to_owned(),
                    bytes,
                };
                let text = proof.text.clone().into_bytes();
                attachments.push(file(TEXT_FILE, "text/plain", words.carried, text));
                let bytes = signature.clone();
                attachments.push(file(SIGNATURE_FILE, "application/octet-stream", words.signature, bytes));
            }
            None => lines.push(words.unsigned.to_owned()),
        }
        if let Some(square) = CodeSquare::of(&printed.address) {
            parts.push(SheetPart::Square(square, words.square.to_owned(), lines));
        }
    }
    Sheet {
        language,
        name: format!("tanda-terima-{number}"),
        mark: number.clone(),
        title: words.sheet.to_owned(),
        under_title: receipt.office.clone(),
        parts,
        foot: std::iter::once(format!("{} {number}", words.sheet))
            .chain(demonstration.then(|| words.demonstration.to_owned()))
            .collect(),
        page_of: words.page_of.to_owned(),
        attachments,
    }
}
