//! strace, which lets a call of the server fail or only notes it. It follows every thread, and lets go without a trace.
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Calls that fail as long as this lives.
pub struct Fault {
    tracer: Child,
    log: PathBuf,
}

impl Fault {
    /// From now on these calls of the process answer `error` when they are about `file`.
    pub fn begin(process: u32, calls: &str, error: &str, file: &Path) -> Self {
        let log = file.with_file_name("faults.log");
        let _ = fs::remove_file(&log);
        let tracer = Command::new("strace")
            .args(["-f", "-q", "-p", &process.to_string(), "-o"])
            .arg(&log)
            .arg("-P")
            .arg(file)
            .args(["-e", &format!("trace={calls}"), "-e", &format!("inject={calls}:error={error}")])
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("strace does not run ({error}); `scripts/setup --tests` brings it")
            });
        let begun = Instant::now();
        while !is_traced(process) {
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "strace may not follow the server on this machine"
            );
            thread::sleep(Duration::from_millis(10));
        }
        Self { tracer, log }
    }

    /// Lets go; how many calls failed.
    pub fn end(mut self) -> usize {
        let stopped = Command::new("kill").args(["-INT", &self.tracer.id().to_string()]).status().unwrap();
        assert!(stopped.success());
        self.tracer.wait().unwrap();
        fs::read_to_string(&self.log).unwrap_or_default().matches("(INJECTED)").count()
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        let _ = self.tracer.kill();
        let _ = self.tracer.wait();
    }
}

/// Whether every thread of the process is followed.
fn is_traced(process: u32) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return false };
    threads.flatten().all(|one| {
        fs::read_to_string(one.path().join("status")).is_ok_and(|status| !status.contains("TracerPid:\t0\n"))
    })
}
