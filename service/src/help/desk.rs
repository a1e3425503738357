//! Tickets at the desk: who sees which, and one of them. Front desk and verifiers see those of their
//! office, supervisors all, administrators none.
use super::{
    TicketState,
    ticket::{TicketRow, displayed, state_of},
};
use crate::{
    Actor, Conversation, Error, Looked, Officer, Service,
    clock::{millis, moment},
    entity::{account, help_ticket, request},
    messages::mark_thread_read,
    requests::visible_to,
};
use domain::{Language, ReceiptNumber, Role};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// Tickets on one page.
const PAGE: u64 = 30;

/// A part of the tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TicketPart {
    /// Those that wait for an answer.
    #[default]
    Open,
    /// Those that the one who asks has taken and that are not closed.
    Mine,
    /// Those that were answered.
    Answered,
    /// Those that are closed.
    Closed,
}

impl TicketPart {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Open, Self::Mine, Self::Answered, Self::Closed];

    /// As addresses have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "terbuka",
            Self::Mine => "saya",
            Self::Answered => "dijawab",
            Self::Closed => "ditutup",
        }
    }

    /// Reads it; what is unknown is the first.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.as_str() == text).unwrap_or_default()
    }
}

/// A page of tickets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketPage {
    /// The tickets: those that wait longest first, of closed ones the latest.
    pub rows: Vec<TicketRow>,
    /// How many there are in each part.
    pub counts: [u64; 4],
    /// There are more than are shown.
    pub more: bool,
}

/// An act that was done with a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketAct {
    /// What, as a code.
    pub kind: String,
    /// Which officer, if it was one.
    pub by: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// A ticket, for officers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskTicket {
    /// Its number, as displayed.
    pub number: String,
    /// How it stands.
    pub state: TicketState,
    /// The name of the account that asks, if there is one.
    pub name: Option<String>,
    /// Where the answer goes, for who has no account.
    pub email: Option<String>,
    /// The same by phone.
    pub phone: Option<String>,
    /// The number of the request it is about, which is the asker's own.
    pub request: Option<String>,
    /// A number that the asker typed: nobody has proven that it is theirs.
    pub typed_number: Option<String>,
    /// That number is of a request that the one who looks may see.
    pub typed_is_visible: bool,
    /// The page it was asked from.
    pub page: String,
    /// The incident it is about.
    pub incident: String,
    /// The code of the question that did not help.
    pub topic: String,
    /// In which language the asker reads.
    pub language: Language,
    /// When it was asked.
    pub created_at: OffsetDateTime,
    /// Who has it.
    pub held_by: Option<String>,
    /// The one who looks has it.
    pub mine: bool,
    /// Its messages.
    pub talk: Conversation,
    /// What was done, oldest first.
    pub acts: Vec<TicketAct>,
}

/// Front desk and verifiers see those of their office; who sees one district of it, those of that district and those that
/// are of none.
pub(crate) fn visible_tickets(officer: &Officer) -> Select<help_ticket::Entity> {
    let scope = match officer.role {
        Role::FrontDesk | Role::Verifier => {
            let here = Condition::all().add(help_ticket::Column::OfficeId.eq(officer.office));
            match &officer.district {
                Some(district) => here.add(
                    Condition::any()
                        .add(help_ticket::Column::District.eq(district))
                        .add(help_ticket::Column::District.is_null()),
                ),
                None => here,
            }
        }
        Role::Supervisor => Condition::all(),
        Role::Administrator => Condition::all().add(help_ticket::Column::Id.eq(Uuid::nil())),
    };
    help_ticket::Entity::find().filter(scope)
}

fn of_part(tickets: Select<help_ticket::Entity>, part: TicketPart, me: Uuid) -> Select<help_ticket::Entity> {
    let state = |state: TicketState| help_ticket::Column::State.eq(state.as_str());
    match part {
        TicketPart::Open => tickets.filter(state(TicketState::Open)),
        TicketPart::Mine => tickets
            .filter(help_ticket::Column::Assignee.eq(me))
            .filter(help_ticket::Column::State.ne(TicketState::Closed.as_str())),
        TicketPart::Answered => tickets.filter(state(TicketState::Answered)),
        TicketPart::Closed => tickets.filter(state(TicketState::Closed)),
    }
}

/// Officers who answer questions.
pub(super) fn answerer(actor: &Actor) -> Result<&Officer, Error> {
    let officer = actor.officer()?;
    if officer.role == Role::Administrator { Err(Error::Forbidden) } else { Ok(officer) }
}

impl Service {
    /// The tickets that the officer may see, by part.
    pub async fn tickets(&self, actor: &Actor, part: TicketPart) -> Result<TicketPage, Error> {
        let officer = answerer(actor)?;
        let mut page = TicketPage::default();
        for (at, of) in TicketPart::ALL.into_iter().enumerate() {
            let found = of_part(visible_tickets(officer), of, officer.account);
            page.counts[at] = found.count(self.db.read()).await?;
        }
        let found = of_part(visible_tickets(officer), part, officer.account);
        let found = match part {
            TicketPart::Closed => found.order_by_desc(help_ticket::Column::UpdatedAt),
            _ => found.order_by_asc(help_ticket::Column::UpdatedAt),
        };
        let mut rows = found.limit(PAGE + 1).all(self.db.read()).await?;
        page.more = rows.len() as u64 > PAGE;
        rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        for row in rows {
            page.rows.push(TicketRow {
                number: displayed(&row),
                state: state_of(&row)?,
                excerpt: self.ticket_body(&row).await?.excerpt,
                unread: u64::try_from(row.unread).unwrap_or(0),
                updated_at: moment(row.updated_at),
                held_by: match row.assignee {
                    Some(holder) => Some(self.officer_name(holder).await?),
                    None => None,
                },
                topic: row.topic,
            });
        }
        Ok(page)
    }

    /// The numbers of tickets, as displayed, for the search in the history.
    pub(crate) async fn ticket_numbers(&self, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, Error> {
        let rows = help_ticket::Entity::find()
            .filter(help_ticket::Column::Id.is_in(ids.iter().copied()))
            .all(self.db.read())
            .await?;
        Ok(rows.iter().map(|row| (row.id, displayed(row))).collect())
    }

    pub(super) async fn visible_ticket(
        &self,
        officer: &Officer,
        number: &str,
    ) -> Result<help_ticket::Model, Error> {
        let signs: String = number.chars().filter(char::is_ascii_alphanumeric).take(11).collect();
        let plain = if signs.len() == 10 { signs[1..].to_owned() } else { signs };
        let number = ReceiptNumber::parse(&plain).map_err(|_| Error::NotFound)?;
        visible_tickets(officer)
            .filter(help_ticket::Column::Number.eq(number.as_str()))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)
    }

    /// One ticket. Who has it, or anybody while nobody does, reads for the office; a page that looks by itself does not.
    pub async fn desk_ticket(&self, actor: &Actor, number: &str, reads: bool) -> Result<DeskTicket, Error> {
        let officer = answerer(actor)?;
        let row = self.visible_ticket(officer, number).await?;
        let body = self.ticket_body(&row).await?;
        let (messages, unread) = if row.body.is_some() {
            self.thread(row.id, true, self.message_files(row.id).await?).await?
        } else {
            (Vec::new(), 0)
        };
        if let Some(owner) = row.account_id.filter(|_| row.body.is_some()) {
            self.note_look(officer, owner, Looked::Ticket, &format!("ticket={}", displayed(&row))).await?;
        }
        let mine = row.assignee == Some(officer.account);
        if reads && unread > 0 && (mine || row.assignee.is_none()) {
            let at = millis(self.clock.now());
            let txn = self.db.begin().await?;
            read_for_office(&txn, row.id, at).await?;
            txn.commit().await?;
        }
        let name = match row.account_id {
            Some(id) => match account::Entity::find_by_id(id).one(self.db.read()).await? {
                Some(owner) if !owner.is_erased() => {
                    Some(self.sealer(id).await?.open_text("account.name", id, &owner.name)?)
                }
                _ => None,
            },
            None => None,
        };
        let request = match row.request_id {
            Some(id) => visible_to(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await?,
            None => None,
        };
        let typed_is_visible = match &body.number {
            Some(number) => self.visible_number(actor, number).await.is_ok(),
            None => false,
        };
        let state = state_of(&row)?;
        let mut acts = Vec::new();
        for line in self.lines(row.id).await? {
            let by = match line.actor.filter(|_| Role::parse(&line.actor_role).is_some()) {
                Some(who) => Some(self.officer_name(who).await?),
                None => None,
            };
            acts.push(TicketAct { kind: line.kind, by, at: moment(line.happened_at) });
        }
        Ok(DeskTicket {
            number: displayed(&row),
            state,
            name,
            email: body.email,
            phone: body.phone,
            request: request.map(|request| request.displayed_number()),
            typed_number: body.number,
            typed_is_visible,
            page: body.page,
            incident: body.incident,
            topic: row.topic.clone(),
            language: Language::parse(&row.language).unwrap_or_default(),
            created_at: moment(row.created_at),
            held_by: match row.assignee {
                Some(holder) => Some(self.officer_name(holder).await?),
                None => None,
            },
            mine,
            talk: Conversation { messages, unread, may_write: row.body.is_some() },
            acts,
        })
    }
}

pub(super) async fn read_for_office(txn: &DatabaseTransaction, ticket: Uuid, at: i64) -> Result<(), Error> {
    mark_thread_read(txn, ticket, true, at).await?;
    help_ticket::Entity::update_many()
        .col_expr(help_ticket::Column::Unread, Expr::value(0_i16))
        .filter(help_ticket::Column::Id.eq(ticket))
        .exec(txn)
        .await?;
    Ok(())
}
