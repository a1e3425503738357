//! Demonstration data.
/// The password of every demonstration account.
pub const DEMO_PASSWORD: &str = "perahu-kayu-biru-7";
/// What was made.
#[derive(Clone, Debug, Default)]
pub struct DemoReport {
    /// Sentences.
    pub lines: Vec<String>,
}
