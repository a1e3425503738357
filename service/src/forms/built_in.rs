//! The forms that are compiled in: every file of `service/forms`.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!($name, ".toml"), include_str!(concat!("../../forms/", $name, ".toml")))),+]
    };
}

/// The words that all forms share.
pub(super) const WORDS: &str = include_str!("../../forms/words.toml");

/// Name and text of each layout.
pub(super) const LAYOUTS: &[(&str, &str)] = files![
    "f-1.02", "f-1.03", "f-1.03a", "f-1.03b", "f-1.03c", "f-1.04", "f-1.05", "f-1.06", "f-1.07", "f-2.03",
    "f-2.04",
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/forms");
        let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            names.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name.strip_suffix(".toml").is_some_and(|name| name != "words"));
        names.sort();
        let mut built_in: Vec<&str> = super::LAYOUTS.iter().map(|(name, _)| *name).collect();
        built_in.sort_unstable();
        assert_eq!(built_in, names);
    }
}
