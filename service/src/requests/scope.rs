//! Which requests somebody may see. Every query for requests starts here.
use crate::{Actor, entity::request};
use domain::Role;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Select};

/// The requests that `actor` may see: citizens their own; front desk and verifiers those of their office;
/// supervisors all; administrators and strangers none.
pub(crate) fn visible_to(actor: &Actor) -> Select<request::Entity> {
    let scope = match actor {
        Actor::Citizen(citizen) => Condition::all().add(request::Column::AccountId.eq(citizen.account)),
        Actor::Officer(officer) => match officer.role {
            Role::FrontDesk | Role::Verifier => {
                Condition::all().add(request::Column::OfficeId.eq(officer.office))
            }
            Role::Supervisor => Condition::all(),
            Role::Administrator => nothing(),
        },
        Actor::Stranger => nothing(),
    };
    request::Entity::find().filter(scope)
}

fn nothing() -> Condition {
    Condition::all().add(request::Column::Id.eq(uuid::Uuid::nil()))
}
