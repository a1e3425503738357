//! Reads a list of areas: CSV with the columns code, name and postcode, plain or squeezed by gzip.
use super::{
    code::{AreaCode, Level},
    index::{Index, Row},
};
use flate2::read::GzDecoder;
use std::{borrow::Cow, io::Read as _};

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

/// Reads a list that is plain or squeezed.
pub(super) fn read(bytes: &[u8]) -> Result<Index, Damage> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return read_plain(bytes);
    }
    let mut plain = Vec::new();
    match GzDecoder::new(bytes).take(MOST_BYTES + 1).read_to_end(&mut plain) {
        Ok(_) => read_plain(&plain),
        Err(_) => damage(0, "is no whole gzip file"),
    }
}

fn read_plain(bytes: &[u8]) -> Result<Index, Damage> {
    if bytes.len() as u64 > MOST_BYTES {
        return damage(0, "is larger than 64 MB");
    }
    let mut rows: Vec<(usize, Row<'_>)> = Vec::new();
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let Ok(line) = std::str::from_utf8(line) else { return damage(at + 1, "is not UTF-8") };
        let line = line.trim_end_matches('\r');
        if at == 0 {
            if line.trim_start_matches('\u{feff}') != "code,name,postcode" {
                return damage(1, "is not `code,name,postcode`");
            }
        } else if !line.is_empty() {
            rows.push((at + 1, row(at + 1, line)?));
        }
    }
    if !rows.is_sorted_by_key(|(_, row)| row.code) {
        rows.sort_by_key(|(_, row)| row.code);
    }
    check(&rows)?;
    Ok(Index::of(&rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>()))
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

/// Every code once, and nothing without the area around it.
fn check(rows: &[(usize, Row<'_>)]) -> Result<(), Damage> {
    let mut around: [Option<AreaCode>; 4] = [None; 4];
    let mut villages = false;
    for (line, row) in rows {
        let level = row.code.level();
        if around.get(level as usize).copied().flatten() == Some(row.code) {
            return damage(*line, format!("the code {} stands there twice", row.code));
        }
        if let Some(parent) = row.code.parent()
            && around.get(parent.level() as usize).copied().flatten() != Some(parent)
        {
            return damage(*line, format!("{} lies in {parent}, which is not in the list", row.code));
        }
        if let Some(place) = around.get_mut(level as usize) {
            *place = Some(row.code);
        }
        villages |= level == Level::Village;
    }
    if villages { Ok(()) } else { damage(0, "has no village") }
}
