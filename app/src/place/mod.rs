//! Choosing a place, by words, from lists or by hand: on the card and in the wizard, with and without a script.
//!
//! Every button posts the form, which comes back with everything typed and the next thing to choose from
//! ([`step`]); where scripts run, `app/browser/area.js` suggests places while one types.
mod names;
mod part;
mod step;

pub(crate) use names::Names;
pub(crate) use part::{Place, Typed, part};
pub(crate) use step::{Step, named, step};

use service::areas::Level;

/// The lists are open, and nothing is chosen from them yet.
pub(crate) const FROM_THE_TOP: &str = "0";
/// The choice of none of those that were found.
pub(crate) const NONE_OF_THEM: &str = "-";

/// How small the place of a question must be, as the list of areas says it.
pub(crate) fn level_of(level: domain::AreaLevel) -> Level {
    match level {
        domain::AreaLevel::Regency => Level::Regency,
        domain::AreaLevel::Village => Level::Village,
    }
}
