//! Which push services an office talks to.
use reqwest::Url;

/// Those of the browsers that people have: Chrome and what is made of it, Firefox, Safari, Edge on Windows.
const KNOWN: [&str; 4] =
    ["fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com"];
/// No push service's address comes near it.
const LONGEST: usize = 2_000;

/// Names of hosts, `*.` before one for all below it. None of them: no notices of browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushServices(Vec<String>);

impl Default for PushServices {
    fn default() -> Self {
        Self(KNOWN.map(str::to_owned).to_vec())
    }
}

/// `push.contoh.test`: letters, digits, dashes, a dot inside, and no number at the end that an address would have.
fn is_name(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let fits = |label: &&str| {
        !label.is_empty()
            && label.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-')
    };
    labels.len() > 1
        && labels.iter().all(fits)
        && labels.last().is_some_and(|last| last.bytes().any(|sign| sign.is_ascii_lowercase()))
}

/// `http://127.0.0.1:PORT`: a service on this machine, to try it out.
fn is_here(entry: &str) -> bool {
    let port = entry.strip_prefix("http://127.0.0.1:").map(str::parse::<u16>);
    matches!(port, Some(Ok(1..)))
}

impl PushServices {
    /// None.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Reads a list separated by commas, or `0` for none. Answers the entry that is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim() == "0" {
            return Ok(Self::none());
        }
        let entries: Vec<String> = text.split(',').map(|entry| entry.trim().to_ascii_lowercase()).collect();
        match entries
            .iter()
            .find(|entry| !is_here(entry) && !is_name(entry.strip_prefix("*.").unwrap_or(entry)))
        {
            Some(wrong) => Err(wrong.clone()),
            None => Ok(Self(entries)),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn lists(&self, host: &str) -> bool {
        self.0.iter().any(|entry| match entry.strip_prefix("*.") {
            Some(above) => {
                host.strip_suffix(above).is_some_and(|below| below.len() > 1 && below.ends_with('.'))
            }
            None => entry == host,
        })
    }

    /// The address, if it leads to one of them: by TLS, at the usual port, by name, as nobody in particular.
    pub(super) fn endpoint(&self, text: &str) -> Option<Url> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let by_tls = url.scheme() == "https" && url.port().is_none();
        let host = url.host_str()?;
        let is_listed = by_tls && is_name(host) && self.lists(host);
        let is_here = self.0.contains(&url.origin().ascii_serialization());
        (bare && (is_listed || is_here)).then_some(url)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn only_addresses_of_push_services_are_believed() {
        let known = PushServices::default();
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QGuQ",
            "https://wns2-sg2p.notify.windows.com/w/?token=BQYA",
            "https://FCM.googleapis.com/wp/x",
        ] {
            assert!(known.endpoint(good).is_some(), "{good}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "x".repeat(LONGEST));
        for bad in [
            "",
            "fcm.googleapis.com/x",
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com.jahat.test/x",
            "https://jahat.test/fcm.googleapis.com",
            "https://fcm.googleapis.com@jahat.test/x",
            "https://x@fcm.googleapis.com/x",
            "https://push.apple.com/x",
            "https://jahatpush.apple.com/x",
            "https://.push.apple.com/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://2130706433/x",
            "https://localhost/x",
            "file:///etc/passwd",
            "https://fcm.googleapis.com/x#y",
            "http://127.0.0.1:8080/x",
            &long,
        ] {
            assert!(known.endpoint(bad).is_none(), "{bad}");
            assert!(PushServices::none().endpoint(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn an_office_may_list_others_or_none_or_one_on_this_machine_by_its_port() {
        assert!(PushServices::parse("0").unwrap().is_empty());
        let own = PushServices::parse("push.contoh.test, *.Luar.test, http://127.0.0.1:4100").unwrap();
        for good in ["https://push.contoh.test/a", "https://a.b.luar.test/a", "http://127.0.0.1:4100/a"] {
            assert!(own.endpoint(good).is_some(), "{good}");
        }
        for bad in [
            "https://fcm.googleapis.com/a",
            "http://127.0.0.1:4101/a",
            "https://127.0.0.1:4100/a",
            "http://push.contoh.test/a",
        ] {
            assert!(own.endpoint(bad).is_none(), "{bad}");
        }
        for wrong in [
            "",
            "*",
            "*.test",
            "10.0.0.1",
            "localhost",
            "https://push.contoh.test",
            "http://127.0.0.1",
            "http://10.0.0.1:80",
            "a b.test",
        ] {
            assert_eq!(
                PushServices::parse(&format!("push.contoh.test,{wrong}")),
                Err(wrong.to_owned()),
                "{wrong}"
            );
        }
    }
}
