//! How much a PDF may unfold to.
//!
//! `lopdf` bounds each stream, not their sum: a table can name one object a million times, and the members of
//! a stream of objects may overlap. Its filter sees every object as soon as it is read, so the sum is kept
//! there. A filter cannot stop the reading, but unwinding can.

use std::{
    cell::Cell,
    fmt::Write as _,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    time::{Duration, Instant},
};

use lopdf::{FilterFunc, Object, ObjectId, Stream};

/// Values held at once; a value takes about 100 bytes.
const MOST_VALUES: usize = 1_500_000;
/// Bytes of streams and strings held at once.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Reading 5 MB takes a tenth of it, even without optimisation.
const LONGEST: Duration = Duration::from_secs(8);

#[derive(Clone, Copy)]
struct Purse {
    values: usize,
    bytes: usize,
    until: Instant,
}

thread_local! {
    /// The filter is a plain function; reading stays on one thread (`lopdf` without `rayon`).
    static PURSE: Cell<Option<Purse>> = const { Cell::new(None) };
}

struct Spent;

/// Runs `read` with a filter that stops it when the budget is spent; `None` then, or when it panics.
pub(in crate::inspect) fn spend<T>(read: impl FnOnce(FilterFunc) -> T) -> Option<T> {
    let purse = Purse { values: MOST_VALUES, bytes: MOST_BYTES, until: Instant::now() + LONGEST };
    PURSE.set(Some(purse));
    let outcome = catch_unwind(AssertUnwindSafe(|| read(pay)));
    PURSE.set(None);
    outcome.ok()
}

#[expect(clippy::unnecessary_wraps, reason = "the signature is lopdf's")]
fn pay(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let left = PURSE.get().and_then(|mut purse| {
        charge(&mut purse, object)?;
        if let Object::Stream(stream) = object
            && stream.dict.has_type(b"ObjStm")
        {
            separate_members(stream)?;
        }
        (Instant::now() < purse.until).then_some(purse)
    });
    match left {
        Some(purse) => PURSE.set(Some(purse)),
        None => resume_unwind(Box::new(Spent)),
    }
    // What comes back is used for members of streams only, and those are never streams themselves.
    Some((id, if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() }))
}

fn charge(purse: &mut Purse, object: &Object) -> Option<()> {
    purse.values = purse.values.checked_sub(1)?;
    match object {
        Object::Array(items) => items.iter().try_for_each(|item| charge(purse, item)),
        Object::Dictionary(dictionary) => dictionary.iter().try_for_each(|(_, item)| charge(purse, item)),
        Object::Stream(stream) => {
            purse.bytes = purse.bytes.checked_sub(stream.content.len())?;
            stream.dict.iter().try_for_each(|(_, item)| charge(purse, item))
        }
        Object::String(text, _) | Object::Name(text) => {
            purse.bytes = purse.bytes.checked_sub(text.len())?;
            Some(())
        }
        _ => Some(()),
    }
}

/// A stream of objects starts with pairs of number and offset, and its members are all read before the filter
/// sees one. Members that reach into each other would be read a square of times, so each is fenced off by a
/// byte that no object contains.
fn separate_members(stream: &mut Stream) -> Option<()> {
    let content = stream.get_plain_content_with_limit(super::LARGEST_STREAM).ok()?;
    let first = usize::try_from(stream.dict.get(b"First").ok()?.as_i64().ok()?).ok()?;
    let (head, body) = (content.get(..first)?, content.get(first..)?);
    let numbers: Vec<usize> = str::from_utf8(head)
        .ok()?
        .split_whitespace()
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let (mut new_head, mut new_body) = (String::new(), Vec::with_capacity(body.len() + numbers.len()));
    let mut members = numbers.chunks_exact(2).peekable();
    while let Some(member) = members.next() {
        let end = members.peek().map_or(body.len(), |next| next[1]);
        // Offsets must grow (ISO 32000-1, 7.5.7); a slice the wrong way round is none.
        let text = body.get(member[1]..end)?;
        let _ = write!(new_head, "{} {} ", member[0], new_body.len());
        new_body.extend_from_slice(text);
        new_body.push(b'}');
    }
    stream.dict.set("First", i64::try_from(new_head.len()).ok()?);
    stream.set_plain_content([new_head.as_bytes(), &new_body].concat());
    Some(())
}
