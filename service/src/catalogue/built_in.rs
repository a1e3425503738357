//! The procedures that are compiled in: every file of `service/catalogue`.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!($name, ".toml"), include_str!(concat!("../../catalogue/", $name, ".toml")))),+]
    };
}

/// Name and text of each.
pub(super) const BUILT_IN: &[(&str, &str)] = files![
    "kk-01", "kk-02", "kk-03", "kk-04", "kk-05", "kk-06", "kk-07", "kk-08", "kk-09", "kk-10", "kk-11",
    "kk-12", "kk-13", "kk-14", "kk-15", "kk-16", "kk-17", "kk-18", "mv-01", "mv-02", "mv-03", "mv-04",
    "oa-01", "ra-01", "rp-01", "rp-02",
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue");
        let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            names.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| {
            name.split('.').next_back() == Some("toml")
                && !matches!(name.as_str(), "answers.toml" | "checklists.toml" | "reasons.toml")
        });
        names.sort();
        let built_in: Vec<&str> = super::BUILT_IN.iter().map(|(name, _)| *name).collect();
        assert_eq!(built_in, names);
    }
}
