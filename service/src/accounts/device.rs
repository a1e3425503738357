//! What kind of browser somebody uses, as people name it. Read from what the browser says of itself, so it helps
//! to recognise one's own devices and proves nothing.
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Signs in a browser's own words, with our code for it. The first that fits counts: many say that they are others too.
const BROWSERS: [(&str, &str); 9] = [
    ("SamsungBrowser", "samsung"),
    ("UCBrowser", "uc"),
    ("EdgA/", "edge"),
    ("Edg/", "edge"),
    ("OPR/", "opera"),
    ("Firefox/", "firefox"),
    ("CriOS/", "chrome"),
    ("Chrome/", "chrome"),
    ("Safari/", "safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Windows", "windows"),
    ("Mac OS X", "mac"),
    ("Linux", "linux"),
];
const OTHER: &str = "other";

/// Browser and system, as two codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceKind {
    /// `chrome`, `firefox`, `safari`, `edge`, `opera`, `samsung`, `uc` or `other`.
    pub browser: &'static str,
    /// `android`, `iphone`, `ipad`, `windows`, `mac`, `linux` or `other`.
    pub system: &'static str,
}

fn first(words: &str, known: &[(&str, &'static str)]) -> &'static str {
    known.iter().find(|(sign, _)| words.contains(sign)).map_or(OTHER, |(_, code)| code)
}

fn known(code: &str, list: &[(&str, &'static str)]) -> &'static str {
    list.iter().find(|(_, known)| *known == code).map_or(OTHER, |(_, code)| code)
}

impl DeviceKind {
    /// From the header `User-Agent`.
    pub fn of(words: &str) -> Self {
        Self { browser: first(words, &BROWSERS), system: first(words, &SYSTEMS) }
    }

    /// `chrome/android`.
    pub fn code(&self) -> String {
        format!("{}/{}", self.browser, self.system)
    }

    /// From its code; what is not known is another one.
    pub fn from_code(code: &str) -> Self {
        let (browser, system) = code.split_once('/').unwrap_or_default();
        Self { browser: known(browser, &BROWSERS), system: known(system, &SYSTEMS) }
    }
}

impl Default for DeviceKind {
    fn default() -> Self {
        Self { browser: OTHER, system: OTHER }
    }
}

impl Serialize for DeviceKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for DeviceKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|code| Self::from_code(&code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_what_sets_them_apart_and_never_by_free_words() {
        for (words, code) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36",
                "chrome/android",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-A546E) SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36",
                "samsung/android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1",
                "safari/iphone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
                "edge/windows",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox/linux"),
            ("<script>alert(1)</script>", "other/other"),
            ("", "other/other"),
        ] {
            let kind = DeviceKind::of(words);
            assert_eq!(kind.code(), code, "{words}");
            assert_eq!(DeviceKind::from_code(code), kind);
        }
        assert_eq!(DeviceKind::from_code("jahat/<b>").code(), "other/other");
    }
}
