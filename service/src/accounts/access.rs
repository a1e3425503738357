//! What an account's owner may read of its history: what happened to the account itself, and who of the office
//! looked at what. Both are lines of the account's own hash chain.
use super::{AccountLine, DeviceKind, remember};
use crate::{
    Actor, Error, Officer, Service,
    clock::{Millis, millis, moment},
    desk::{SEARCHED, SoughtAs},
    entity::{document, event, office, request},
};
use domain::{Language, Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Looking again within this is the same look: the desk draws its page anew with every change.
const ONE_LOOK: Millis = 15 * 60 * 1000;
/// Lines on one page.
const PAGE: u64 = 50;

/// What an officer looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A request: who applies, the answers, what changes.
    Request,
    /// A document that came with it.
    Document,
    /// An official form made of it, with whole numbers.
    Form,
    /// The result that was attached to it.
    Result,
    /// What they asked the office.
    Ticket,
}

impl Looked {
    const ALL: [Self; 5] = [Self::Request, Self::Document, Self::Form, Self::Result, Self::Ticket];

    /// As in the history.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "looked_at_request",
            Self::Document => "looked_at_document",
            Self::Form => "looked_at_form",
            Self::Result => "looked_at_result",
            Self::Ticket => "looked_at_ticket",
        }
    }
}

fn looks() -> [&'static str; 5] {
    Looked::ALL.map(Looked::as_str)
}

/// One look.
#[derive(Clone, Debug)]
pub struct AccessView {
    /// What was looked at.
    pub what: Looked,
    /// When.
    pub at: OffsetDateTime,
    /// In which role.
    pub role: Option<Role>,
    /// The name of the service point.
    pub office: String,
    /// The request, with its number.
    pub request: Option<(Uuid, String)>,
    /// The name of the document, the code of the form, or the number of the question.
    pub about: Option<String>,
    /// By what kind of key a search had found the request.
    pub found_by: Option<SoughtAs>,
}

/// One thing that happened to the account.
#[derive(Clone, Debug)]
pub struct SecurityView {
    /// Its code.
    pub kind: String,
    /// When.
    pub at: OffsetDateTime,
    /// In which browser, where it was one.
    pub device: Option<DeviceKind>,
    /// The browser was new to the account.
    pub is_new_device: bool,
}

/// A part of a list, newest first.
#[derive(Clone, Debug)]
pub struct LogPage<T> {
    /// The lines.
    pub lines: Vec<T>,
    /// From where older ones follow, if there are any.
    pub older: Option<i64>,
}

/// The value of `key` in a line's detail.
fn part<'a>(detail: &'a str, key: &str) -> Option<&'a str> {
    detail.split(' ').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

fn id_in(detail: &str, key: &str) -> Option<Uuid> {
    part(detail, key)?.parse().ok()
}

impl Service {
    /// Notes that an officer looks at something of `owner`, before it is shown. `about` names it by ids and codes.
    pub(crate) async fn note_look(
        &self,
        officer: &Officer,
        owner: Uuid,
        what: Looked,
        about: &str,
    ) -> Result<(), Error> {
        let now = millis(self.clock.now());
        let detail = format!("{about} office={}", officer.office);
        let just_now = event::Entity::find()
            .filter(event::Column::Subject.eq(owner))
            .filter(event::Column::Kind.eq(what.as_str()))
            .filter(event::Column::Actor.eq(officer.account))
            .filter(event::Column::Detail.eq(&detail))
            .filter(event::Column::HappenedAt.gt(now - ONE_LOOK))
            .limit(1)
            .one(self.db.read())
            .await?;
        if just_now.is_some() {
            return Ok(());
        }
        let txn = self.db.begin().await?;
        let line = AccountLine {
            account: owner,
            kind: what.as_str(),
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail,
            at: now,
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn log_page(
        &self,
        account: Uuid,
        looked: bool,
        before: Option<i64>,
    ) -> Result<LogPage<event::Model>, Error> {
        let mut find = event::Entity::find().filter(event::Column::Subject.eq(account));
        find = if looked {
            find.filter(event::Column::Kind.is_in(looks()))
        } else {
            // What officers searched for is the office's to look through, not a matter of their account.
            find.filter(event::Column::Kind.is_not_in(looks())).filter(event::Column::Kind.ne(SEARCHED))
        };
        if let Some(before) = before {
            find = find.filter(event::Column::Seq.lt(before));
        }
        let mut lines = find.order_by_desc(event::Column::Seq).limit(PAGE + 1).all(self.db.read()).await?;
        let more = lines.len() as u64 > PAGE;
        if more {
            lines.pop();
        }
        let older = lines.last().filter(|_| more).map(|line| line.seq);
        Ok(LogPage { lines, older })
    }

    /// What happened to one's own account: sign-ins, new browsers, changed passwords and addresses.
    pub async fn security_log(
        &self,
        actor: &Actor,
        before: Option<i64>,
    ) -> Result<LogPage<SecurityView>, Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        let page = self.log_page(account, false, before).await?;
        let lines = page.lines.into_iter().map(|line| SecurityView {
            at: moment(line.happened_at),
            device: part(&line.detail, "browser").map(DeviceKind::from_code),
            is_new_device: part(&line.detail, "device") == Some("new"),
            kind: line.kind,
        });
        Ok(LogPage { lines: lines.collect(), older: page.older })
    }

    /// Who of the office looked at which of one's own requests and documents. Roles and offices, no names.
    pub async fn access_log(
        &self,
        actor: &Actor,
        before: Option<i64>,
        language: Language,
    ) -> Result<LogPage<AccessView>, Error> {
        let account = actor.citizen()?.account;
        let page = self.log_page(account, true, before).await?;
        let offices: HashMap<Uuid, String> = office::Entity::find()
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|office| (office.id, office.name))
            .collect();
        let requests = request::Entity::find()
            .filter(request::Column::AccountId.eq(account))
            .filter(request::Column::Id.is_in(ids(&page.lines, "request")))
            .all(self.db.read())
            .await?;
        let mut documents = HashMap::new();
        let rows = document::Entity::find()
            .filter(document::Column::AccountId.eq(account))
            .filter(document::Column::Id.is_in(ids(&page.lines, "document")))
            .all(self.db.read())
            .await?;
        for row in rows {
            if let Some(request) = requests.iter().find(|request| request.id == row.request_id) {
                let procedure = self.procedure(&request.catalogue_hash).await?;
                let slot = procedure.documents.iter().find(|slot| slot.code == row.slot);
                documents.insert(
                    row.id,
                    slot.map_or(row.slot.clone(), |slot| slot.label.get(language).to_owned()),
                );
            }
        }
        let lines = page.lines.into_iter().filter_map(|line| {
            let what = Looked::ALL.into_iter().find(|what| what.as_str() == line.kind)?;
            let request = id_in(&line.detail, "request")
                .and_then(|id| requests.iter().find(|request| request.id == id))
                .map(|request| (request.id, request.displayed_number()));
            let document = id_in(&line.detail, "document").and_then(|id| documents.get(&id).cloned());
            Some(AccessView {
                what,
                at: moment(line.happened_at),
                role: Role::parse(&line.actor_role),
                office: id_in(&line.detail, "office")
                    .and_then(|id| offices.get(&id).cloned())
                    .unwrap_or_default(),
                request,
                found_by: part(&line.detail, "found_by").and_then(SoughtAs::parse),
                about: document
                    .or_else(|| part(&line.detail, "form").map(str::to_owned))
                    .or_else(|| part(&line.detail, "ticket").map(str::to_owned)),
            })
        });
        Ok(LogPage { lines: lines.collect(), older: page.older })
    }
}

fn ids(lines: &[event::Model], key: &str) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = lines.iter().filter_map(|line| id_in(&line.detail, key)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
