//! Looks at a whole file before anything of it reaches the database: every row, every NIK once, every card whole.
//! What it reads lies sorted and sealed in files without a name, with a key that nobody keeps.
use super::{
    ImportError,
    read::{FileFault, Rows},
    row::{Column, Entry, Reason, RowReader},
    spool::{Key, Sorted, Spool},
};
use crate::keys::{RegisterIndex, Sealer, ShortIndex};
use domain::{FamilyCard, KkNumber, Member, iso};
use std::io::{self, Read};
use uuid::Uuid;

/// What is kept in memory of families, of numbers and of faults while they are sorted.
const FAMILIES: usize = 32 << 20;
const NUMBERS: usize = 16 << 20;
const FAULTS: usize = 1 << 20;
/// Most members of one card, as on "Kartu Keluarga saya".
const MOST_MEMBERS: usize = 40;
/// Where a row lies while it is sorted.
const PLACE: &str = "register.spool";

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadValue {
    /// The line of the file in which the row begins.
    pub line: u64,
    /// The column.
    pub column: String,
    /// A code; never the value.
    pub reason: String,
}

/// A file that was looked at.
pub(super) struct Checked {
    pub(super) index: RegisterIndex,
    pub(super) rows: u64,
    pub(super) cards: u64,
    pub(super) members: u64,
    pub(super) left_out: u64,
    pub(super) faults: Faults,
    families: Spool,
    seal: Sealer,
}

/// What is wrong with a file, however much it is.
pub(super) struct Faults {
    spool: Spool,
    pub(super) count: u64,
}

impl Faults {
    fn new() -> Self {
        Self { spool: Spool::new(FAULTS), count: 0 }
    }

    fn tell(&mut self, line: u64, column: Column, reason: &Reason) -> io::Result<()> {
        self.count += 1;
        let body = [column.as_str(), " ", reason.code()].concat();
        self.spool.push(Key { line, ..Key::default() }, body.as_bytes())
    }

    /// Gives all of them in the order of the file.
    pub(super) fn each(&mut self, mut give: impl FnMut(BadValue) -> io::Result<()>) -> io::Result<()> {
        let (mut sorted, mut body) = (self.spool.sorted()?, Vec::new());
        while let Some(key) = sorted.next(&mut body)? {
            let text = String::from_utf8_lossy(&body);
            let (column, reason) = text.split_once(' ').unwrap_or_default();
            give(BadValue { line: key.line, column: column.to_owned(), reason: reason.to_owned() })?;
        }
        Ok(())
    }
}

/// Reads a file from one end to the other.
pub(super) fn check(
    file: Box<dyn Read + Send>,
    reader: &RowReader,
    index: RegisterIndex,
) -> Result<Checked, ImportError> {
    let mut rows = Rows::open(file)?;
    let (_, seal) = Sealer::fresh();
    let (mut families, mut people, mut faults) = (Spool::new(FAMILIES), Spool::new(NUMBERS), Faults::new());
    let mut read = 0;
    while let Some(row) = rows.next()? {
        read += 1;
        let line = row.line;
        match reader.read(&row) {
            Ok(entry) => {
                let Some(number) = entry.card.number.clone() else { continue };
                let card = index.card(&number);
                if let Some(nik) = &entry.member.nik {
                    people.push(Key { index: index.person(nik), line }, &card)?;
                }
                let plain = plain(entry, &number, &index)?;
                families.push(Key { index: card, line }, &seal.seal(PLACE, Uuid::nil(), plain)?)?;
            }
            Err(found) => {
                for (column, reason) in &found {
                    faults.tell(line, *column, reason)?;
                }
                // The card of a bad row is left out whole: half a family is a wrong one.
                if let Some(Ok(number)) = row.value(Column::KkNumber).map(KkNumber::parse) {
                    families.push(Key { index: index.card(&number), line }, &[])?;
                }
            }
        }
    }
    if read == 0 {
        return Err(FileFault::Empty.into());
    }
    once_each(&mut people, &mut families, &mut faults)?;
    let mut checked =
        Checked { index, rows: read, cards: 0, members: 0, left_out: 0, faults, families, seal };
    checked.count()?;
    Ok(checked)
}

/// Every NIK stands in one row only; the card of a later one is left out.
fn once_each(people: &mut Spool, families: &mut Spool, faults: &mut Faults) -> Result<(), ImportError> {
    let (mut sorted, mut card, mut before) = (people.sorted()?, Vec::new(), None);
    while let Some(key) = sorted.next(&mut card)? {
        if before.replace(key.index) == Some(key.index) {
            faults.tell(key.line, Column::Nik, &Reason::NikTwice)?;
            let index = card.as_slice().try_into().map_err(io::Error::other)?;
            families.push(Key { index, line: key.line }, &[])?;
        }
    }
    Ok(())
}

/// A row as it is sorted: how long the head is, the head, the member.
fn plain(entry: Entry, number: &KkNumber, index: &RegisterIndex) -> Result<Vec<u8>, ImportError> {
    let Entry { card, mut member } = entry;
    member.id = match &member.nik {
        Some(nik) => index.member(nik),
        None => index.unnumbered(number, member.name.as_str(), &iso(member.birth_date)),
    };
    let head = serde_json::to_vec(&card).map_err(io::Error::other)?;
    let mut plain = u32::try_from(head.len()).map_err(io::Error::other)?.to_be_bytes().to_vec();
    plain.extend(head);
    serde_json::to_writer(&mut plain, &member).map_err(io::Error::other)?;
    Ok(plain)
}

impl Checked {
    /// The families in the order of their index; what is wrong with them goes to `tell` each time.
    pub(super) fn families(&mut self) -> Result<Families<'_>, ImportError> {
        let (mut sorted, mut body) = (self.families.sorted()?, Vec::new());
        let ahead = sorted.next(&mut body)?;
        Ok(Families { sorted, body, ahead, seal: &self.seal })
    }

    fn count(&mut self) -> Result<(), ImportError> {
        let mut faults = std::mem::replace(&mut self.faults, Faults::new());
        let (mut cards, mut members, mut left_out) = (0, 0, 0);
        let mut families = self.families()?;
        while let Some(family) =
            families.next(&mut |line, column, reason| faults.tell(line, column, reason))?
        {
            match family.card {
                Some(card) => {
                    cards += 1;
                    members += card.members.len() as u64;
                }
                None => left_out += 1,
            }
        }
        (self.cards, self.members, self.left_out, self.faults) = (cards, members, left_out, faults);
        Ok(())
    }
}

/// A card with everybody on it; none where a row of it is bad.
pub(super) struct Family {
    pub(super) kk_index: ShortIndex,
    pub(super) card: Option<FamilyCard>,
}

/// Families, one after the other.
pub(super) struct Families<'a> {
    sorted: Sorted,
    body: Vec<u8>,
    ahead: Option<Key>,
    seal: &'a Sealer,
}

/// Takes a fault: line, column, reason.
pub(super) type Tell<'a> = &'a mut dyn FnMut(u64, Column, &Reason) -> io::Result<()>;

impl Families<'_> {
    /// The next one; what is wrong between its rows goes to `tell`.
    pub(super) fn next(&mut self, tell: Tell<'_>) -> Result<Option<Family>, ImportError> {
        let Some(first) = self.ahead else { return Ok(None) };
        let mut gathered = Gathered::default();
        while let Some(key) = self.ahead.filter(|key| key.index == first.index) {
            gathered.take(key.line, &self.body, self.seal, tell)?;
            self.ahead = self.sorted.next(&mut self.body)?;
        }
        Ok(Some(Family { kk_index: first.index, card: gathered.card() }))
    }
}

/// A card while its rows come in.
#[derive(Default)]
struct Gathered {
    head: Vec<u8>,
    card: Option<FamilyCard>,
    members: Vec<Member>,
    led: bool,
    bad: bool,
}

impl Gathered {
    fn take(&mut self, line: u64, body: &[u8], seal: &Sealer, tell: Tell<'_>) -> Result<(), ImportError> {
        if body.is_empty() {
            self.bad = true;
            return Ok(());
        }
        let plain = seal.open(PLACE, Uuid::nil(), body)?;
        let cut_off = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (length, rest) = plain.split_first_chunk().ok_or_else(cut_off)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(io::Error::other)?;
        let (head, member) = rest.split_at_checked(length).ok_or_else(cut_off)?;
        let member: Member = serde_json::from_slice(member).map_err(io::Error::other)?;
        let mut refuse = |column, reason| {
            self.bad = true;
            tell(line, column, &reason)
        };
        match &self.card {
            None => {
                self.card = Some(serde_json::from_slice(head).map_err(io::Error::other)?);
                head.clone_into(&mut self.head);
            }
            Some(first) if head != self.head => {
                let other: FamilyCard = serde_json::from_slice(head).map_err(io::Error::other)?;
                refuse(other_column(first, &other), Reason::OtherCardHead)?;
            }
            Some(_) => {}
        }
        if member.is_head() && std::mem::replace(&mut self.led, true) {
            refuse(Column::Relation, Reason::SecondHead)?;
        }
        if self.members.len() >= MOST_MEMBERS {
            refuse(Column::KkNumber, Reason::TooManyMembers)?;
        } else {
            self.members.push(member);
        }
        Ok(())
    }

    fn card(self) -> Option<FamilyCard> {
        let Self { card, members, bad, .. } = self;
        card.filter(|_| !bad).map(|card| FamilyCard { members, ..card })
    }
}

/// The first column in which two heads of one card differ.
fn other_column(first: &FamilyCard, other: &FamilyCard) -> Column {
    let pairs = [
        (Column::Address, first.address == other.address),
        (Column::Rt, first.rt == other.rt),
        (Column::Rw, first.rw == other.rw),
        (Column::VillageCode, first.village_code == other.village_code),
        (Column::Village, first.village == other.village),
        (Column::District, first.district == other.district),
        (Column::Postcode, first.postcode == other.postcode),
    ];
    pairs.into_iter().find(|(_, same)| !same).map_or(Column::KkNumber, |(column, _)| column)
}
