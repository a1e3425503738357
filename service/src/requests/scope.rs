//! Which requests somebody may see. Every query for requests starts here.
use crate::{
    Actor, Assisted, Citizen, Link,
    entity::{account, assisted_request, desk_row, draft, request, request_person},
};
use domain::{Role, Status};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::SelectStatement,
};

/// The requests that `actor` may see: citizens their own; front desk and verifiers those of their office, or of one
/// district of it; supervisors all; administrators and strangers none.
pub(crate) fn visible_to(actor: &Actor) -> Select<request::Entity> {
    let scope = match actor {
        Actor::Citizen(citizen) => Condition::all().add(request::Column::AccountId.eq(citizen.account)),
        Actor::Officer(officer) => match officer.role {
            Role::FrontDesk | Role::Verifier => {
                let here = Condition::all().add(request::Column::OfficeId.eq(officer.office));
                match &officer.district {
                    Some(district) => here.add(request::Column::Id.in_subquery(of_district(district))),
                    None => here,
                }
            }
            Role::Supervisor => Condition::all(),
            Role::Administrator => nothing(),
        },
        Actor::Stranger | Actor::Assisted(_) => nothing(),
    };
    request::Entity::find().filter(scope)
}

/// The requests that `actor` may see as the one who writes them. An officer who helps sees of a citizen's those that wait
/// for a correction and those that were sent with this help, and no other.
pub(crate) fn written_by(actor: &Actor) -> Select<request::Entity> {
    let Actor::Assisted(assisted) = actor else { return visible_to(actor) };
    let owner = assisted.citizen.account;
    let drafts = draft::Entity::find()
        .select_only()
        .column(draft::Column::Id)
        .filter(draft::Column::AccountId.eq(owner))
        .into_query();
    let either = Condition::any()
        .add(request::Column::Id.in_subquery(drafts))
        .add(request::Column::Id.in_subquery(sent_with(assisted)));
    request::Entity::find().filter(request::Column::AccountId.eq(owner)).filter(either)
}

/// The requests whose receipt `actor` may see. An officer who helps sees those that were sent with this help: one that was
/// returned has a receipt of the citizen's.
pub(crate) fn receipts_of(actor: &Actor) -> Select<request::Entity> {
    let Actor::Assisted(assisted) = actor else { return visible_to(actor) };
    request::Entity::find()
        .filter(request::Column::AccountId.eq(assisted.citizen.account))
        .filter(request::Column::Id.in_subquery(sent_with(assisted)))
}

/// The ids of what was sent with this help.
fn sent_with(assisted: &Assisted) -> SelectStatement {
    assisted_request::Entity::find()
        .select_only()
        .column(assisted_request::Column::RequestId)
        .filter(assisted_request::Column::AssistanceId.eq(assisted.id))
        .filter(assisted_request::Column::SentAt.is_not_null())
        .into_query()
}

/// The desk's rows of the requests that [`visible_to`] shows an officer; nobody else has rows.
pub(crate) fn rows_visible_to(actor: &Actor) -> Select<desk_row::Entity> {
    let scope = match actor {
        Actor::Officer(officer) => match officer.role {
            Role::FrontDesk | Role::Verifier => {
                let here = Condition::all().add(desk_row::Column::OfficeId.eq(officer.office));
                match &officer.district {
                    Some(district) => here.add(desk_row::Column::District.eq(district)),
                    None => here,
                }
            }
            Role::Supervisor => Condition::all(),
            Role::Administrator => no_row(),
        },
        Actor::Citizen(_) | Actor::Stranger | Actor::Assisted(_) => no_row(),
    };
    desk_row::Entity::find().filter(scope)
}

/// The ids of the requests of a district, as the desk's rows name it: one whose row does not yet, is nobody's there.
fn of_district(district: &str) -> SelectStatement {
    desk_row::Entity::find()
        .select_only()
        .column(desk_row::Column::RequestId)
        .filter(desk_row::Column::District.eq(district))
        .into_query()
}

/// The requests of others that name this citizen, once an officer has linked the account: of them one may learn what
/// [`crate::Service::concern`] tells, and nothing else.
pub(crate) fn about_me(citizen: &Citizen, account: &account::Model) -> Option<Select<request::Entity>> {
    let index = account.nik_index.clone().filter(|_| citizen.link == Link::Linked)?;
    let named = request_person::Entity::find()
        .select_only()
        .column(request_person::Column::RequestId)
        .filter(request_person::Column::NikIndex.eq(index))
        .into_query();
    Some(
        request::Entity::find()
            .filter(request::Column::AccountId.ne(citizen.account))
            .filter(request::Column::Id.in_subquery(named)),
    )
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
