//! strace, which lets a call of the server fail or only notes it. It follows every thread, and lets go without a trace.
use std::{
    fs,
    os::unix::fs::MetadataExt as _,
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
        let tracer = allowed("strace")
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
                "strace may not follow the server: run the tests as root, with sudo, or with kernel.yama.ptrace_scope=0"
            );
            thread::sleep(Duration::from_millis(10));
        }
        Self { tracer, log }
    }

    /// Lets go; how many calls failed.
    pub fn end(mut self) -> usize {
        signal("INT", self.tracer.id());
        self.tracer.wait().unwrap();
        fs::read_to_string(&self.log).unwrap_or_default().matches("(INJECTED)").count()
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        if matches!(self.tracer.try_wait(), Ok(None)) {
            signal("INT", self.tracer.id());
            let _ = self.tracer.wait();
        }
    }
}

/// Whether every thread of the process is followed.
fn is_traced(process: u32) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return false };
    threads.flatten().all(|one| {
        fs::read_to_string(one.path().join("status")).is_ok_and(|status| !status.contains("TracerPid:\t0\n"))
    })
}

/// A command that may follow other processes, and stop one that does: on most desktops only root may follow what is not
/// its own child.
fn allowed(program: &str) -> Command {
    let scope = fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_default();
    let owner = fs::metadata("/proc/self").unwrap().uid();
    if owner == 0 || matches!(scope.trim(), "" | "0") {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

fn signal(name: &str, process: u32) {
    let sent = allowed("sh").args(["-c", "kill -\"$0\" \"$1\"", name, &process.to_string()]).status();
    assert!(sent.is_ok_and(|sent| sent.success()), "{process} could not be told to stop");
}
