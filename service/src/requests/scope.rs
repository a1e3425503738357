//! Which requests somebody may see. Every query for requests starts here.
use crate::{
    Actor, Citizen, Link,
    entity::{desk_row, request},
};
use domain::{Role, Status};
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

/// The desk's rows of the requests that [`visible_to`] shows an officer; nobody else has rows.
pub(crate) fn rows_visible_to(actor: &Actor) -> Select<desk_row::Entity> {
    let scope = match actor {
        Actor::Officer(officer) => match officer.role {
            Role::FrontDesk | Role::Verifier => {
                Condition::all().add(desk_row::Column::OfficeId.eq(officer.office))
            }
            Role::Supervisor => Condition::all(),
            Role::Administrator => no_row(),
        },
        Actor::Citizen(_) | Actor::Stranger => no_row(),
    };
    desk_row::Entity::find().filter(scope)
}

/// The open requests of which a citizen may learn that there is one, and nothing else: one's own, and those of others
/// once an officer has linked the account.
pub(crate) fn open_near(citizen: &Citizen) -> Select<request::Entity> {
    let open = request::Entity::find().filter(request::Column::Status.is_in(open_statuses()));
    match citizen.link {
        Link::Linked => open,
        Link::Unlinked => open.filter(request::Column::AccountId.eq(citizen.account)),
    }
}

/// The statuses of requests that are not at their end, as stored.
pub(crate) fn open_statuses() -> Vec<&'static str> {
    Status::all().iter().filter(|status| status.is_open()).map(|status| status.as_str()).collect()
}

fn no_row() -> Condition {
    Condition::all().add(desk_row::Column::RequestId.eq(uuid::Uuid::nil()))
}

fn nothing() -> Condition {
    Condition::all().add(request::Column::Id.eq(uuid::Uuid::nil()))
}
