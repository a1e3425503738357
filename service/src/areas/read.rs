//! Reads a list of areas: CSV with the columns code, name and postcode, plain or squeezed by gzip.
use super::{
    code::{AreaCode, Level},
    index::{Index, Row},
};
use flate2::read::MultiGzDecoder;
use std::{
    borrow::Cow,
    io::{BufRead, BufReader, Read as _},
};

/// A list of the whole country takes 2.5 MB.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
const LONGEST_NAME: usize = 60;

/// What is wrong with a list, and in which line; line 0 is the list as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Damage {
    pub(super) line: usize,
    pub(super) problem: String,
}

fn damage<T>(line: usize, problem: impl Into<String>) -> Result<T, Damage> {
    Err(Damage { line, problem: problem.into() })
}

/// Reads a list that is plain or squeezed, line by line.
pub(super) fn read(bytes: &[u8]) -> Result<Index, Damage> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        read_lines(BufReader::new(MultiGzDecoder::new(bytes).take(MOST_BYTES + 1)))
    } else {
        read_lines(bytes)
    }
}

fn read_lines(mut lines: impl BufRead) -> Result<Index, Damage> {
    let (mut index, mut order) = (Index::default(), Order::default());
    let (mut line, mut at, mut bytes) = (Vec::new(), 0, 0);
    loop {
        line.clear();
        at += 1;
        bytes += match lines.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(read) => read as u64,
            Err(_) => return damage(0, "is no whole gzip file"),
        };
        if bytes > MOST_BYTES {
            return damage(0, "is larger than 64 MB");
        }
        let Ok(line) = std::str::from_utf8(&line) else { return damage(at, "is not UTF-8") };
        let line = line.trim_end_matches(['\r', '\n']);
        if at == 1 && line.trim_start_matches('\u{feff}') != "code,name,postcode" {
            return damage(1, "is not `code,name,postcode`");
        }
        if at > 1 && !line.is_empty() {
            let row = row(at, line)?;
            order.next(at, row.code)?;
            index.push(&row);
        }
    }
    if !order.has_village {
        return damage(0, "has no village");
    }
    index.shrink();
    Ok(index)
}

fn row(at: usize, line: &str) -> Result<Row<'_>, Damage> {
    let fields = fields(line);
    let [code, name, postcode] = fields.as_slice() else {
        return damage(at, format!("has {} columns instead of 3", fields.len()));
    };
    let Ok(code) = code.parse::<AreaCode>() else {
        return damage(at, format!("`{}` is no code of 2, 4, 6 or 10 digits", shown(code)));
    };
    let name = trimmed(name);
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return damage(at, format!("the name must have 1 to {LONGEST_NAME} letters"));
    }
    let digits = postcode.trim();
    let fits = digits.len() == 5 && digits.bytes().all(|sign| sign.is_ascii_digit());
    let postcode = match digits.parse() {
        Ok(number) if fits => Some(number),
        _ if digits.is_empty() => None,
        _ => return damage(at, format!("`{}` is no postcode of 5 digits", shown(digits))),
    };
    Ok(Row { code, name, postcode })
}

fn shown(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(20).collect()
}

fn trimmed<'a>(name: &Cow<'a, str>) -> Cow<'a, str> {
    match name {
        Cow::Borrowed(name) => Cow::Borrowed(name.trim()),
        Cow::Owned(name) => Cow::Owned(name.trim().to_owned()),
    }
}

/// The columns of a line; one in quotes may hold commas, and a quote that is doubled.
fn fields(line: &str) -> Vec<Cow<'_, str>> {
    if !line.contains('"') {
        return line.split(',').map(Cow::Borrowed).collect();
    }
    let mut fields = vec![String::new()];
    let (mut quoted, mut signs) = (false, line.chars().peekable());
    while let Some(sign) = signs.next() {
        match (sign, fields.last_mut()) {
            ('"', Some(field)) if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                field.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => fields.push(String::new()),
            (_, Some(field)) => field.push(sign),
            (_, None) => {}
        }
    }
    fields.into_iter().map(Cow::Owned).collect()
}

/// Every code once and in order, and nothing without the area around it.
#[derive(Default)]
struct Order {
    last: Option<AreaCode>,
    has_village: bool,
}

impl Order {
    fn next(&mut self, line: usize, code: AreaCode) -> Result<(), Damage> {
        let last = self.last.replace(code);
        self.has_village |= code.level() == Level::Village;
        match last {
            Some(last) if last == code => return damage(line, format!("the code {code} stands there twice")),
            Some(last) if last > code => {
                return damage(line, format!("{code} stands behind {last}; sort the list by code"));
            }
            _ => {}
        }
        // In order, so the area around is that before it, or one around that.
        match code.parent() {
            Some(parent) if last.is_none_or(|last| last.within(parent.level()) != parent) => {
                damage(line, format!("{code} lies in {parent}, which is not in the list"))
            }
            _ => Ok(()),
        }
    }
}
