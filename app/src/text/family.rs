//! What is wrong with a family on a card, in words: for the officer the fact, for the citizen also what to do.
use super::pick;
use domain::{Finding, Language, WarningCode};

/// What looks wrong.
pub const fn warning(code: WarningCode, language: Language) -> &'static str {
    match code {
        WarningCode::NoHead => pick(language, "Tidak ada kepala keluarga.", "There is no head of family."),
        WarningCode::SeveralHeads => {
            pick(language, "Lebih dari satu kepala keluarga.", "There is more than one head of family.")
        }
        WarningCode::HeadTooYoung => pick(
            language,
            "Kepala keluarga di bawah 17 tahun dan belum kawin.",
            "The head is under 17 and was never married.",
        ),
        WarningCode::SpouseNotMarried => pick(
            language,
            "Suami atau istri tanpa status kawin.",
            "Husband or wife without a married status.",
        ),
        WarningCode::HeadNotMarried => pick(
            language,
            "Kepala keluarga tanpa status kawin, padahal suami atau istrinya ada di kartu.",
            "The head has no married status, but a husband or wife on the card.",
        ),
        WarningCode::DateOfNoMarriage => pick(
            language,
            "Ada tanggal perkawinan atau perceraian, padahal statusnya belum kawin.",
            "There is a date of marriage or divorce, but the status is never married.",
        ),
        WarningCode::ChildrenAlone => pick(
            language,
            "Tidak ada yang berumur 17 tahun atau pernah kawin di kartu ini.",
            "Nobody on this card is 17 or was ever married.",
        ),
        WarningCode::StillMarried => pick(
            language,
            "Status masih kawin, padahal suami atau istrinya meninggal atau bercerai.",
            "Still a married status, but the husband or wife has died or is divorced.",
        ),
        WarningCode::RelationUnlikely => pick(
            language,
            "Hubungannya tidak biasa di bawah kepala keluarga yang baru.",
            "An unusual relation to the new head of family.",
        ),
        WarningCode::ChildOlderThanHead => pick(
            language,
            "Anak tidak lebih muda dari kepala keluarga.",
            "A child is not younger than the head.",
        ),
        WarningCode::ParentYoungerThanHead => pick(
            language,
            "Orang tua tidak lebih tua dari kepala keluarga.",
            "A parent is not older than the head.",
        ),
        WarningCode::SameNik => {
            pick(language, "NIK yang sama tertulis dua kali.", "The same NIK is there twice.")
        }
        WarningCode::NikIsCardNumber => {
            pick(language, "NIK sama dengan nomor KK.", "The NIK is the number of the card.")
        }
    }
}

/// What the citizen can do about it.
pub const fn remedy(code: WarningCode, language: Language) -> &'static str {
    match code {
        WarningCode::NoHead => pick(
            language,
            "Kalau kepala yang baru belum disebut di permohonan ini, ajukan layanan Ganti kepala keluarga.",
            "If this request does not name the new head, also make the request Change the head of family.",
        ),
        WarningCode::SeveralHeads => pick(
            language,
            "Pilih satu kepala keluarga; yang lain perlu hubungan lain.",
            "Choose one head of family; the other needs another relation.",
        ),
        WarningCode::ChildrenAlone => pick(
            language,
            "Seorang kerabat dewasa perlu masuk ke kartu ini, atau anak-anak ikut kartu kerabat.",
            "A grown-up relative has to join this card, or the children join the card of a relative.",
        ),
        WarningCode::StillMarried => pick(
            language,
            "Statusnya perlu berubah: cerai mati atau cerai hidup. Kalau bisa, sebutkan di permohonan ini.",
            "The status has to change: widowed or divorced. If you can, say so in this request.",
        ),
        WarningCode::SpouseNotMarried | WarningCode::HeadNotMarried | WarningCode::DateOfNoMarriage => pick(
            language,
            "Periksa status perkawinan keduanya. Petugas akan menanyakannya.",
            "Look at the marital status of both. An officer will ask about it.",
        ),
        WarningCode::RelationUnlikely => pick(
            language,
            "Periksa hubungannya. Kalau benar, petugas yang memutuskan.",
            "Look at the relation. If it is right, an officer decides.",
        ),
        WarningCode::SameNik | WarningCode::NikIsCardNumber => {
            pick(language, "Periksa NIK yang Anda ketik.", "Look at the NIK that you typed.")
        }
        WarningCode::HeadTooYoung | WarningCode::ChildOlderThanHead | WarningCode::ParentYoungerThanHead => {
            pick(
                language,
                "Periksa tanggal lahirnya. Kalau benar, petugas yang memutuskan.",
                "Look at the date of birth. If it is right, an officer decides.",
            )
        }
    }
}

/// A finding with the person it is about.
pub fn finding(found: &Finding, language: Language) -> String {
    let words = warning(found.code, language);
    if found.name.is_empty() { words.to_owned() } else { [&found.name, ": ", words].concat() }
}

/// What stands before a finding on the last look.
pub const fn mind(language: Language) -> &'static str {
    pick(language, "Perhatikan", "Please note")
}
