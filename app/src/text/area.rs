//! Words of choosing a village.

words! {
    /// Choosing a village.
    Area {
        label: "Desa atau kelurahan" | "Village (desa or kelurahan)",
        hint: "Ketik nama desa dan kecamatan, misalnya: sukamaju jonggol" | "Type the names of village and district, such as: sukamaju jonggol",
        search: "Cari" | "Search",
        found: "Mana desa atau kelurahan Anda?" | "Which one is your village?",
        more: "Masih ada yang lain. Tambahkan nama kecamatan atau kabupaten, lalu cari lagi." | "There are more. Add the name of the district or regency and search again.",
        none: "Tidak ada desa dengan nama itu. Periksa ejaannya, atau pilih lewat provinsi." | "No village has that name. Check the spelling, or choose by province.",
        not_here: "Bukan salah satu dari ini" | "None of these",
        use_it: "Pakai desa ini" | "Use this village",
        chosen: "Desa atau kelurahan" | "Village (desa or kelurahan)",
        another: "Ganti" | "Change",
        by_list: "Pilih lewat provinsi" | "Choose by province",
        province: "Provinsi" | "Province",
        regency: "Kabupaten atau kota" | "Regency or city",
        district: "Kecamatan" | "District",
        village: "Desa atau kelurahan" | "Village",
        by_hand: "Desa saya tidak ada di daftar" | "My village is not in the list",
        by_hand_other: "Daerahnya tidak ada di daftar" | "The region is not in the list",
        by_hand_place: "Tulis namanya seperti di surat atau Kartu Keluarga." | "Write the names as they stand on the letter or the card.",
        regency_hint: "Ketik namanya, misalnya: sleman" | "Type its name, such as: sleman",
        by_hand_hint: "Tulis namanya seperti di KK." | "Write the names as they stand on the card.",
        suggested: "Pilihan: {n}. Pakai panah bawah untuk memilih." | "Choices: {n}. Use the down arrow to choose.",
        suggested_none: "Tidak ada yang cocok." | "Nothing fits.",
    }
}

/// Where a place lies, on one line: "Kec. Jonggol, Kabupaten Bogor, Jawa Barat".
#[cfg(feature = "ssr")]
pub fn lies_in(path: &[service::areas::Area<'_>]) -> String {
    use service::areas::Level;
    let above = path.iter().rev().skip(1);
    let parts: Vec<_> =
        above
            .map(|area| {
                if area.level == Level::District {
                    format!("Kec. {}", area.name)
                } else {
                    area.name.to_owned()
                }
            })
            .collect();
    parts.join(", ")
}
