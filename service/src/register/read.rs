//! Reads a file of families row by row: CSV, plain or squeezed by gzip, with commas or semicolons. Only the row
//! being read is in memory, whatever the file holds.
use super::row::Column;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};

/// Longest row, and longest header.
const LONGEST: usize = 16 * 1024;
const MOST_COLUMNS: usize = 64;

/// Why a file cannot be imported, however its rows are. What stands in it is never quoted: a file without a header
/// begins with somebody's data.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FileFault {
    /// The system cannot read it.
    #[error("the file cannot be read to its end")]
    Unreadable,
    /// A gzip file that is cut off or damaged.
    #[error("the file is no whole gzip file; copy it again")]
    NoWholeGzip,
    /// Nothing, or nothing but a header.
    #[error("the file has no rows")]
    Empty,
    /// Written in an encoding of two bytes a sign.
    #[error("the file is not UTF-8; save it as \"CSV UTF-8\"")]
    NotUtf8,
    /// A name in the header that is none of the columns.
    #[error("the header, line 1: column {place} has an unknown name; docs/operations.md lists the names")]
    UnknownColumn {
        /// Which column, from 1.
        place: usize,
    },
    /// A name that stands in the header more than once.
    #[error("the header, line 1: the column `{0}` is there twice")]
    ColumnTwice(
        /// Its name.
        &'static str,
    ),
    /// A column that must be there.
    #[error("the header, line 1: the column `{0}` is missing")]
    ColumnMissing(
        /// Its name.
        &'static str,
    ),
    /// A row without an end.
    #[error(
        "line {line}: a row begins here that is longer than 16 KB, probably by a quotation mark that nothing closes; \
         what follows cannot be read"
    )]
    TooLong {
        /// Where it begins.
        line: u64,
    },
    /// A quotation mark has swallowed rows.
    #[error(
        "line {line}: a row begins here that goes over several lines and has a wrong number of columns, probably by a \
         quotation mark that nothing closes"
    )]
    OpenQuote {
        /// Where it begins.
        line: u64,
    },
}

/// The rows of a file.
pub(super) struct Rows {
    input: BufReader<Box<dyn Read + Send>>,
    squeezed: bool,
    parser: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// How many columns the header has, and in which place each one lies.
    width: usize,
    places: [Option<usize>; Column::ALL.len()],
    /// The line that is read next.
    line: u64,
}

/// One row.
pub(super) struct Row<'a> {
    /// The line it begins in.
    pub(super) line: u64,
    /// It has as many columns as the header.
    pub(super) fits: bool,
    text: &'a [u8],
    ends: &'a [usize],
    places: &'a [Option<usize>; Column::ALL.len()],
}

impl Row<'_> {
    /// What stands in a column; nothing where the file has no such column. `None` if it is not UTF-8.
    pub(super) fn value(&self, column: Column) -> Option<&str> {
        let Some(place) = self.places[column as usize] else { return Some("") };
        let end = self.ends.get(place).copied().unwrap_or_default();
        let start =
            place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        std::str::from_utf8(self.text.get(start..end)?).ok()
    }
}

impl Rows {
    /// Reads the header.
    pub(super) fn open(mut file: Box<dyn Read + Send>) -> Result<Self, FileFault> {
        let mut first = Vec::with_capacity(2);
        file.by_ref().take(2).read_to_end(&mut first).map_err(|_| FileFault::Unreadable)?;
        let squeezed = first == [0x1f, 0x8b];
        let file = Cursor::new(first).chain(file);
        let file: Box<dyn Read + Send> =
            if squeezed { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) };
        let mut input = BufReader::with_capacity(64 * 1024, file);
        let mut header = Vec::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        let read = (&mut input).take(most).read_until(b'\n', &mut header);
        read.map_err(|error| fault(squeezed, &error))?;
        if header.starts_with(&[0xff, 0xfe]) || header.starts_with(&[0xfe, 0xff]) {
            return Err(FileFault::NotUtf8);
        }
        let header = header.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&header);
        let header = std::str::from_utf8(header).map_err(|_| FileFault::NotUtf8)?.trim();
        if header.is_empty() {
            return Err(FileFault::Empty);
        }
        let separator = if header.contains(';') { ';' } else { ',' };
        let names: Vec<&str> = header.split(separator).map(|name| name.trim_matches(['"', ' '])).collect();
        let parser = ReaderBuilder::new().delimiter(if separator == ';' { b';' } else { b',' }).build();
        let (text, ends) = (vec![0; LONGEST], vec![0; MOST_COLUMNS]);
        Ok(Self { input, squeezed, parser, text, ends, width: names.len(), places: places(&names)?, line: 2 })
    }

    /// The next row; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, FileFault> {
        self.skip_empty()?;
        let begins = self.line;
        let (mut written, mut columns, mut crowded, mut within) = (0, 0, false, 0_u64);
        loop {
            let squeezed = self.squeezed;
            let input = self.input.fill_buf().map_err(|error| fault(squeezed, &error))?;
            let (result, read, wrote, ended) = self.parser.read_record(
                input,
                self.text.get_mut(written..).unwrap_or_default(),
                self.ends.get_mut(columns..).unwrap_or_default(),
            );
            let read_now = input.get(..read).unwrap_or_default();
            let lines = line_ends(read_now);
            let ends_line = read_now.ends_with(b"\n") && matches!(result, ReadRecordResult::Record);
            self.input.consume(read);
            self.line += lines;
            within += lines - u64::from(ends_line);
            written += wrote;
            columns += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => return Err(FileFault::TooLong { line: begins }),
                ReadRecordResult::OutputEndsFull => (columns, crowded) = (0, true),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
            }
        }
        let fits = columns == self.width && !crowded;
        if !fits && within > 0 {
            return Err(FileFault::OpenQuote { line: begins });
        }
        let (text, ends) = (&self.text[..written], &self.ends[..columns]);
        Ok(Some(Row { line: begins, fits, text, ends, places: &self.places }))
    }

    fn skip_empty(&mut self) -> Result<(), FileFault> {
        loop {
            let squeezed = self.squeezed;
            let input = self.input.fill_buf().map_err(|error| fault(squeezed, &error))?;
            let empty = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if empty == 0 {
                return Ok(());
            }
            self.line += line_ends(input.get(..empty).unwrap_or_default());
            self.input.consume(empty);
        }
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').skip(1).count() as u64
}

fn fault(squeezed: bool, error: &std::io::Error) -> FileFault {
    let damaged =
        matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput);
    if squeezed && damaged { FileFault::NoWholeGzip } else { FileFault::Unreadable }
}

/// Where each column lies.
fn places(names: &[&str]) -> Result<[Option<usize>; Column::ALL.len()], FileFault> {
    let mut places = [None; Column::ALL.len()];
    for (at, name) in names.iter().enumerate() {
        let Some(column) = Column::parse(name) else {
            return Err(FileFault::UnknownColumn { place: at + 1 });
        };
        if places[column as usize].replace(at).is_some() {
            return Err(FileFault::ColumnTwice(column.as_str()));
        }
    }
    let there = |column: Column| places[column as usize].is_some();
    let village_by_code = there(Column::VillageCode);
    for column in Column::ALL {
        let by_code = village_by_code && matches!(column, Column::Village | Column::District);
        if column.is_required() && !by_code && !there(column) {
            return Err(FileFault::ColumnMissing(column.as_str()));
        }
    }
    Ok(places)
}
