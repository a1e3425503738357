//! The program: one binary with everything in it.

use std::{process::ExitCode, time::Duration};

use clap::Parser as _;
use server::{command::Cli, terminal};

/// Work that blocks may end within this time when everything else has.
const LAST_THREADS: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Two providers come along with the dependencies; whoever speaks TLS uses this one.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        terminal::complain("the TLS provider was installed twice");
        return ExitCode::FAILURE;
    }
    let outcome =
        tokio::runtime::Runtime::new().map_err(server::command::Failure::from).and_then(|runtime| {
            let outcome = runtime.block_on(cli.run());
            // A disk that does not answer holds up a thread for good, but not the end.
            runtime.shutdown_timeout(LAST_THREADS);
            outcome
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let (code, unsaid) = failure.code();
            if unsaid {
                terminal::complain(&failure.to_string());
            }
            ExitCode::from(code)
        }
    }
}
