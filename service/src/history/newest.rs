//! The newest checkpoint of a folder, without reading all of them: whether one is made each day is asked every minute.
use super::{HistoryError, checkpoint::Checkpoint, folder::number_of};
use crate::keys::PublicKey;
use std::path::Path;

/// When the newest one was made, in milliseconds since 1970, if one of `keys` has signed it; nothing in an empty folder.
pub(crate) fn newest(folder: &Path, keys: &[PublicKey]) -> Result<Option<i64>, HistoryError> {
    let refused = |source| HistoryError::Folder { path: folder.display().to_string(), source };
    let mut last = None;
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let number = number_of(&entry.file_name().to_string_lossy());
        last = last.max(number.map(|number| (number, entry.path())));
    }
    let Some((number, path)) = last else { return Ok(None) };
    let text = std::fs::read_to_string(path).map_err(refused)?;
    Ok(Some(Checkpoint::read(&text, number, keys)?.at))
}
