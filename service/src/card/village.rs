//! The village in the head of a card, by its code of the list.
use crate::areas::{AreaCode, Areas, Level};
use domain::{CardForm, FamilyCard, FieldError};

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

/// So many villages are looked at: those of one name in districts of one name are few.
const MOST: usize = 20;

/// The card with the code of its village, where a request has moved it and the list has one such village only.
pub(crate) fn coded(areas: &Areas, before: &FamilyCard, mut card: FamilyCard) -> FamilyCard {
    let same = (&card.village, &card.district) == (&before.village, &before.district);
    if same || card.village_code.is_some() || card.village.is_empty() {
        return card;
    }
    let hits = areas.search_villages(&[&card.village, " ", &card.district].concat(), MOST);
    let fits = |code: AreaCode| match areas.path(code).as_slice() {
        [.., district, village] => {
            let names = district.name == card.district && village.name == card.village;
            names && (card.postcode.is_empty() || village.postcode.as_ref() == Some(&card.postcode))
        }
        _ => false,
    };
    let mut found = hits.areas.iter().filter(|area| fits(area.code));
    if let (Some(area), None) = (found.next(), found.next()) {
        card.village_code = Some(area.code.dotted());
        if card.postcode.is_empty() {
            card.postcode = area.postcode.clone().unwrap_or_default();
        }
    }
    card
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_has_moved_has_the_code_of_its_new_village() {
        let before = FamilyCard::blank();
        let moved = |village: &str, postcode: &str| FamilyCard {
            village: village.into(),
            district: "Cibinong".into(),
            postcode: postcode.into(),
            ..FamilyCard::blank()
        };
        let areas = Areas::built_in();
        let code =
            |village: &str, postcode: &str| coded(&areas, &before, moved(village, postcode)).village_code;
        assert_eq!(code("Cibinong", "16911").as_deref(), Some("32.01.01.1006"));
        assert_eq!(code("Cibinong", "").as_deref(), Some("32.01.01.1006"));
        assert_eq!(code("Cibinong", "99999"), None, "another one of that name");
        assert_eq!(code("Desa Baru", ""), None);
        let same = moved("Cibinong", "");
        assert_eq!(coded(&areas, &same, same.clone()).village_code, None, "it was written like that");
    }
}
