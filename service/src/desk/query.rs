//! What an officer wants to see of the queue: a part of it, narrowed by filters that combine, in an order.
use super::kept::{ENDED, WITH_CITIZEN, WITH_OFFICE};
use domain::Status;
use serde::{Deserialize, Serialize};

/// Which part of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueueFilter {
    /// Everything open that waits for the office.
    #[default]
    Open,
    /// Sent and not yet taken.
    New,
    /// Held by the one who asks.
    Mine,
    /// Approved, on the way through the register and the signature.
    Handover,
    /// Waiting for the citizen.
    Waiting,
    /// Ended.
    Ended,
    /// Whatever its status: only while something is looked for.
    All,
}

impl QueueFilter {
    /// The parts that are offered, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::New, Self::Mine, Self::Handover, Self::Waiting, Self::Ended];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "terbuka",
            Self::New => "baru",
            Self::Mine => "milik-saya",
            Self::Handover => "siak",
            Self::Waiting => "menunggu-warga",
            Self::Ended => "selesai",
            Self::All => "semua",
        }
    }

    /// From an address; anything unknown is everything open.
    pub fn parse(text: &str) -> Self {
        let known = Self::ALL.into_iter().chain([Self::All]);
        known.into_iter().find(|filter| filter.as_str() == text).unwrap_or_default()
    }

    /// Whether a request of this status belongs to it, whoever holds it.
    pub fn holds(self, status: Status) -> bool {
        match self {
            Self::Open | Self::Mine => status.is_open() && status != Status::NeedsCorrection,
            Self::New => status == Status::Submitted,
            Self::Handover => {
                matches!(status, Status::Approved | Status::InSiak | Status::AwaitingSignature)
            }
            Self::Waiting => status == Status::NeedsCorrection,
            Self::Ended => status.is_end(),
            Self::All => true,
        }
    }

    /// `desk_row.open` of its rows; `None` is any.
    pub(super) const fn openness(self) -> Option<i16> {
        match self {
            Self::Open | Self::New | Self::Mine | Self::Handover => Some(WITH_OFFICE),
            Self::Waiting => Some(WITH_CITIZEN),
            Self::Ended => Some(ENDED),
            Self::All => None,
        }
    }
}

/// How much of the service time is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeLeft {
    /// None: it is late.
    Late,
    /// It ends today, or has ended.
    Today,
    /// It ends within three days, or has ended.
    Soon,
}

impl TimeLeft {
    /// All, the tightest first.
    pub const ALL: [Self; 3] = [Self::Late, Self::Today, Self::Soon];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Late => "lewat",
            Self::Today => "hari-ini",
            Self::Soon => "tiga-hari",
        }
    }
}

/// Since when it lies at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Age {
    /// It came today.
    Today,
    /// It came three days ago, or before.
    ThreeDays,
    /// It came a week ago, or before.
    Week,
    /// It came two weeks ago, or before.
    TwoWeeks,
}

impl Age {
    /// All, the youngest first.
    pub const ALL: [Self; 4] = [Self::Today, Self::ThreeDays, Self::Week, Self::TwoWeeks];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "hari-ini",
            Self::ThreeDays => "tiga-hari",
            Self::Week => "tujuh-hari",
            Self::TwoWeeks => "dua-minggu",
        }
    }
}

/// In whose hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeldBy {
    /// In the hands of the one who asks.
    Me,
    /// In nobody's.
    Nobody,
}

impl HeldBy {
    /// All.
    pub const ALL: [Self; 2] = [Self::Me, Self::Nobody];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Me => "saya",
            Self::Nobody => "kosong",
        }
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueueSort {
    /// Least time left first; of what has ended, the last first.
    #[default]
    Due,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

impl QueueSort {
    /// All.
    pub const ALL: [Self; 3] = [Self::Due, Self::Newest, Self::Oldest];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Due => "batas",
            Self::Newest => "terbaru",
            Self::Oldest => "terlama",
        }
    }
}

/// Where requests come from: a district, or a village in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QueuePlace {
    /// The district.
    pub district: String,
    /// The village; `None` is the whole district.
    pub village: Option<String>,
}

/// Between district and village in an address.
const WITHIN: char = '/';
/// Names of places in an address are no longer than this, together.
const LONGEST_PLACE: usize = 200;

impl QueuePlace {
    /// As it stands in an address, before it is escaped.
    pub fn code(&self) -> String {
        match &self.village {
            Some(village) => format!("{}{WITHIN}{village}", self.district),
            None => self.district.clone(),
        }
    }

    /// From an address.
    pub fn parse(code: &str) -> Option<Self> {
        if code.is_empty() || code.len() > LONGEST_PLACE {
            return None;
        }
        Some(match code.split_once(WITHIN) {
            Some((district, village)) => {
                Self { district: district.to_owned(), village: Some(village.to_owned()) }
            }
            None => Self { district: code.to_owned(), village: None },
        })
    }
}

/// The queue as somebody wants to see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueQuery {
    /// The part.
    pub part: QueueFilter,
    /// One procedure, by its code.
    pub procedure: Option<String>,
    /// One status of those in the part.
    #[serde(default)]
    pub status: Option<Status>,
    /// One place.
    pub place: Option<QueuePlace>,
    /// So old.
    #[serde(default)]
    pub age: Option<Age>,
    /// So much time left.
    pub time_left: Option<TimeLeft>,
    /// In whose hands.
    pub held_by: Option<HeldBy>,
    /// With documents that an officer has flagged.
    pub flagged: bool,
    /// About a person or card of which another open request is.
    pub twin: bool,
    /// With messages that nobody has read.
    #[serde(default)]
    pub unread: bool,
    /// In which order.
    pub sort: QueueSort,
    /// What is looked for, as typed. Never part of an address nor of a saved view: it may be a NIK.
    #[serde(skip)]
    pub sought: Option<String>,
}

impl QueueQuery {
    /// One part of the queue, whole.
    pub fn part(part: QueueFilter) -> Self {
        Self { part, ..Self::default() }
    }

    /// What stands in an address beside the part: names and values, not escaped.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut put = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        put("layanan", self.procedure.clone());
        put("status", self.status.map(|status| status.as_str().to_owned()));
        put("wilayah", self.place.as_ref().map(QueuePlace::code));
        put("umur", self.age.map(|age| age.as_str().to_owned()));
        put("sisa", self.time_left.map(|left| left.as_str().to_owned()));
        put("pemegang", self.held_by.map(|held| held.as_str().to_owned()));
        put("ditandai", self.flagged.then(|| "1".to_owned()));
        put("ganda", self.twin.then(|| "1".to_owned()));
        put("pesan", self.unread.then(|| "1".to_owned()));
        put("urut", (self.sort != QueueSort::default()).then(|| self.sort.as_str().to_owned()));
        pairs
    }

    /// From an address: `value` gives what stands under a name. Whatever is unknown filters nothing.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| value(name).filter(|value| !value.is_empty());
        let code =
            |code: &String| code.len() <= 20 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let one_of = |name: &str| value(name).unwrap_or_default();
        let part = QueueFilter::parse(&one_of("bagian"));
        Self {
            part,
            // Whoever goes on to another part means all of that.
            status: Status::parse(&one_of("status")).filter(|status| part.holds(*status)),
            procedure: value("layanan").filter(code),
            place: value("wilayah").as_deref().and_then(QueuePlace::parse),
            age: Age::ALL.into_iter().find(|age| age.as_str() == one_of("umur")),
            time_left: TimeLeft::ALL.into_iter().find(|left| left.as_str() == one_of("sisa")),
            held_by: HeldBy::ALL.into_iter().find(|held| held.as_str() == one_of("pemegang")),
            flagged: value("ditandai").is_some(),
            twin: value("ganda").is_some(),
            unread: value("pesan").is_some(),
            sort: QueueSort::ALL.into_iter().find(|sort| sort.as_str() == one_of("urut")).unwrap_or_default(),
            sought: None,
        }
    }

    /// Whether anything narrows the part.
    pub fn narrows(&self) -> bool {
        self.sought.is_some() || !Self { sort: QueueSort::default(), ..self.clone() }.pairs().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anything() -> impl Strategy<Value = QueueQuery> {
        let place = ("[A-Z][a-z ]{1,9}", proptest::option::of("[A-Z][a-z&=? ]{1,9}"));
        let place = place.prop_map(|(district, village)| QueuePlace { district, village });
        (
            proptest::sample::select(QueueFilter::ALL.to_vec()),
            proptest::option::of("[A-Z]{2}-[0-9]{2}"),
            proptest::option::of(place),
            proptest::option::of(proptest::sample::select(TimeLeft::ALL.to_vec())),
            proptest::option::of(proptest::sample::select(HeldBy::ALL.to_vec())),
            any::<(bool, bool, bool)>(),
            (
                proptest::option::of(proptest::sample::select(Status::all().to_vec())),
                proptest::option::of(proptest::sample::select(Age::ALL.to_vec())),
            ),
            proptest::sample::select(QueueSort::ALL.to_vec()),
        )
            .prop_map(
                |(
                    part,
                    procedure,
                    place,
                    time_left,
                    held_by,
                    (flagged, twin, unread),
                    (status, age),
                    sort,
                )| QueueQuery {
                    part,
                    procedure,
                    status: status.filter(|status| part.holds(*status)),
                    age,
                    place,
                    time_left,
                    held_by,
                    flagged,
                    twin,
                    unread,
                    sort,
                    sought: None,
                },
            )
    }

    proptest! {
        #[test]
        fn an_address_says_the_whole_filter(query in anything()) {
            let pairs = query.pairs();
            let value = |name: &str| {
                if name == "bagian" { return Some(query.part.as_str().to_owned()); }
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
            };
            prop_assert_eq!(QueueQuery::read(value), query);
        }
    }

    #[test]
    fn what_is_looked_for_is_in_no_address_and_no_saved_view() {
        let query = QueueQuery { sought: Some("9901010101010001".into()), ..QueueQuery::default() };
        assert!(query.narrows());
        assert!(query.pairs().is_empty());
        assert!(serde_json::to_string(&query).is_ok_and(|json| !json.contains("9901")));
    }
}
