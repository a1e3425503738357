//! Demonstration data.
/// What was made.
#[derive(Clone, Debug, Default)]
pub struct DemoReport {
    /// Sentences.
    pub lines: Vec<String>,
}
