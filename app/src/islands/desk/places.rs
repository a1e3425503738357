//! The places of the page that the server draws and the script touches: by id, with what the script needs to
//! know as data attributes.

/// The word and sign for the line to the office; empty without a script.
pub const DOT: &str = "langsung";
/// How long the lease lasts; `data-number`, `data-seconds`.
pub const HOLD: &str = "pegangan";
/// The notice that the request changed elsewhere, hidden; `data-request`, `data-number`, `data-seen`.
pub const WATCH: &str = "berubah";
/// Inside the notice: by whom.
pub const WATCH_BY: &str = "berubah-oleh";
/// Who has the request on screen too; empty when nobody has.
pub const WITH: &str = "serta";
/// The line in which one looks for a request.
pub const SEARCH_BOX: &str = "f-q";
/// The list of keys with its switch.
pub const KEYS: &str = "tombol";
/// The checklist.
pub const POINTS: &str = "periksa";
/// The documents with their tabs and tools.
pub const STAGE: &str = "panggung";
/// On a tool of the stage: which.
pub const TOOL: &str = "data-alat";
