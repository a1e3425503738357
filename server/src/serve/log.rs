//! Where log lines go: to the error output, as JSON unless somebody watches.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::EnvFilter;

/// The span that sessions open for each request would stand in every line in place of the request's own, and name nothing.
const NO_SPAN_OF_SESSIONS: &str = "tower_sessions=warn";

/// Starts logging. The filter was checked with the settings.
pub fn start(filter: &str) {
    let filter = EnvFilter::new(format!("{NO_SPAN_OF_SESSIONS},{filter}"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Only a test that started one before makes it fail.
    let _ = if io::stderr().is_terminal() {
        lines.compact().try_init()
    } else {
        lines.json().with_span_list(false).try_init()
    };
}
