//! The village in the head of a card, by its code of the list.
use crate::areas::{AreaCode, Areas, Level};
use domain::{CardForm, FieldError};

/// Where what is wrong with the code is told.
pub(crate) const FIELD: &str = "area";

/// The form with the names of the village that its code says, and its postcode where none was given. A village
/// without a code is not in the list, and stays as it was written.
///
/// # Errors
/// `NotInList` when the code is not that of a village.
pub(crate) fn named(areas: &Areas, mut form: CardForm) -> Result<CardForm, FieldError> {
    if form.village_code.trim().is_empty() {
        return Ok(form);
    }
    let code: AreaCode = form.village_code.trim().parse().map_err(|_| FieldError::NotInList)?;
    let path = areas.path(code);
    let [.., district, village] = path.as_slice() else { return Err(FieldError::NotInList) };
    if village.level != Level::Village {
        return Err(FieldError::NotInList);
    }
    form.village_code = village.code.dotted();
    village.name.clone_into(&mut form.village);
    district.name.clone_into(&mut form.district);
    if form.postcode.trim().is_empty() {
        form.postcode = village.postcode.clone().unwrap_or_default();
    }
    Ok(form)
}
