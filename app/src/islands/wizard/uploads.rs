//! Files on their way, as the page shows them.
use crate::wire::AppError;

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Others go first.
    Waiting,
    /// So many bytes have gone; how many seconds are left, where known.
    Sending {
        /// Bytes sent.
        sent: u64,
        /// Seconds left.
        seconds: Option<u32>,
    },
    /// All bytes are there; the server looks at it.
    Checking,
    /// The server refused it.
    Refused(AppError),
    /// The connection broke.
    Broken,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its number in this visit.
    pub id: u32,
    /// Where it belongs.
    pub slot: String,
    /// Its name on the device.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// How far it is.
    pub progress: Progress,
}

impl Upload {
    /// Whether it is still on its way by itself.
    pub fn is_going(&self) -> bool {
        matches!(self.progress, Progress::Waiting | Progress::Sending { .. } | Progress::Checking)
    }
}
