//! What a command says to the person who ran it. The only place that prints.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// Says a line.
///
/// # Errors
/// When nobody can hear it, such as a closed pipe.
pub fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{line}")
}

/// Says why it did not work.
pub fn complain(sentence: &str) {
    // Nobody listening is no further failure.
    let _ = writeln!(io::stderr().lock(), "kk-daring: {sentence}");
}

/// Reads one line of the standard input, without its end.
///
/// # Errors
/// When there is none.
pub fn read_line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}

/// Whether a person can be asked.
pub fn is_somebody_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks, and reads the answer.
///
/// # Errors
/// When there is none.
pub fn ask(question: &str) -> io::Result<String> {
    let mut out = io::stdout().lock();
    write!(out, "{question} ")?;
    out.flush()?;
    drop(out);
    read_line()
}
