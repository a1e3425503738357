//! The history as administrators search it: by who acted, by what was done, by request and by day. It holds ids and codes;
//! names of officers are put beside them, never those of citizens. Who looks at it leaves a line too.
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, CITIZEN, administrator, remember},
    assistance::helper_ids,
    clock::{millis, moment},
    entity::{event, request},
};
use domain::{Date, FieldError, ReceiptNumber, Role, date::from_iso};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Lines on one page.
const PAGE: u64 = 50;
/// Lines of a file.
const MOST: u64 = 10_000;
/// Days that are looked through when nobody says which.
const USUAL_DAYS: i64 = 30;
/// Days that are looked through at most.
const MOST_DAYS: i64 = 366;

/// What is looked for, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditForm {
    /// The account of an officer.
    pub actor: String,
    /// The code of an act.
    pub kind: String,
    /// The number of a request.
    pub number: String,
    /// The first day, `2026-11-27`.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// Whose history a line stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditSubject {
    /// That of a request, by its number.
    Request(String),
    /// That of an officer's account, by name.
    Officer(String),
    /// That of a citizen's account: the beginning of its id.
    Citizen(String),
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: OffsetDateTime,
    /// What, as a code.
    pub kind: String,
    /// In which role.
    pub role: String,
    /// Who, if it was an officer.
    pub actor: Option<String>,
    /// The officers with whose help it was sent.
    pub helpers: Vec<String>,
    /// Whose history it is.
    pub subject: AuditSubject,
    /// Ids and codes.
    pub detail: String,
}

/// A page of the history, the newest first.
#[derive(Clone, Debug)]
pub struct AuditPage {
    /// The lines.
    pub lines: Vec<AuditLine>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The days that were looked through.
    pub days: (Date, Date),
}

/// What is looked for, read.
struct Sought {
    actor: Option<Uuid>,
    kind: Option<String>,
    subject: Option<Uuid>,
    days: (Date, Date),
}

fn day(typed: &str, field: &str) -> Result<Option<Date>, Error> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    from_iso(typed).map(Some).ok_or_else(|| Error::field(field, FieldError::NoSuchDate))
}

fn parse_place(place: &str) -> Option<(i64, Uuid)> {
    let (at, id) = place.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

impl Service {
    /// The officers by whom one may search, with their names.
    pub async fn audit_actors(&self, actor: &Actor) -> Result<Vec<(Uuid, String)>, Error> {
        administrator(actor)?;
        Ok(self.named_officers().await?.into_iter().map(|(row, name, _)| (row.id, name)).collect())
    }

    /// A page of the history. For administrators; that they looked is written into their own history first.
    pub async fn audit(
        &self,
        actor: &Actor,
        form: &AuditForm,
        after: Option<&str>,
    ) -> Result<AuditPage, Error> {
        let sought = self.audit_sought(actor, form).await?;
        self.note_audit(actor, "audit_read", &sought).await?;
        let mut rows = self.audit_rows(&sought, after.and_then(parse_place), PAGE + 1).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.happened_at, row.id));
        Ok(AuditPage { lines: self.audit_lines(rows).await?, next, days: sought.days })
    }

    /// The same as lines for a file, at most ten thousand.
    pub async fn audit_file(&self, actor: &Actor, form: &AuditForm) -> Result<Vec<AuditLine>, Error> {
        let sought = self.audit_sought(actor, form).await?;
        self.note_audit(actor, "audit_exported", &sought).await?;
        let rows = self.audit_rows(&sought, None, MOST).await?;
        self.audit_lines(rows).await
    }

    async fn audit_sought(&self, actor: &Actor, form: &AuditForm) -> Result<Sought, Error> {
        administrator(actor)?;
        let who = match form.actor.trim() {
            "" => None,
            id => Some(id.parse().map_err(|_| Error::field("actor", FieldError::NotInList))?),
        };
        let subject = match form.number.trim() {
            "" => None,
            typed => Some(self.request_numbered(typed).await?),
        };
        let today = self.local_date(millis(self.clock.now()));
        let to = day(&form.to, "to")?.unwrap_or(today);
        let usual = to.saturating_sub(Duration::days(USUAL_DAYS));
        let from = day(&form.from, "from")?.unwrap_or(usual);
        if from > to {
            return Err(Error::field("to", FieldError::NoSuchDate));
        }
        let from = from.max(to.saturating_sub(Duration::days(MOST_DAYS)));
        let kind = Some(form.kind.trim().to_owned()).filter(|kind| !kind.is_empty());
        Ok(Sought { actor: who, kind, subject, days: (from, to) })
    }

    async fn request_numbered(&self, typed: &str) -> Result<Uuid, Error> {
        let unknown = || Error::field("number", FieldError::NotInList);
        let number = ReceiptNumber::parse(typed).map_err(|_| unknown())?;
        let row = request::Entity::find()
            .filter(request::Column::Number.eq(number.as_str()))
            .one(self.db.read())
            .await?;
        row.map(|row| row.id).ok_or_else(unknown)
    }

    async fn note_audit(&self, actor: &Actor, kind: &str, sought: &Sought) -> Result<(), Error> {
        let officer = administrator(actor)?;
        let (from, to) = sought.days;
        let mut detail = vec![format!("from={} to={}", domain::iso(from), domain::iso(to))];
        detail.extend(sought.actor.map(|who| format!("actor={who}")));
        detail.extend(sought.kind.as_ref().filter(|kind| is_code(kind)).map(|what| format!("kind={what}")));
        detail.extend(sought.subject.map(|request| format!("request={request}")));
        let detail = detail.join(" ");
        let txn = self.db.begin().await?;
        let line = AccountLine {
            account: officer.account,
            kind,
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail,
            at: millis(self.clock.now()),
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn audit_rows(
        &self,
        sought: &Sought,
        after: Option<(i64, Uuid)>,
        most: u64,
    ) -> Result<Vec<event::Model>, Error> {
        let offset = self.settings.zone.offset();
        let begins = |day: Date| millis(day.midnight().assume_offset(offset));
        let (from, to) = sought.days;
        let mut find = event::Entity::find()
            .filter(event::Column::HappenedAt.gte(begins(from)))
            .filter(event::Column::HappenedAt.lt(begins(to.saturating_add(Duration::DAY))));
        if let Some(who) = sought.actor {
            find = find.filter(event::Column::Actor.eq(who));
        }
        if let Some(kind) = &sought.kind {
            find = find.filter(event::Column::Kind.eq(kind));
        }
        if let Some(subject) = sought.subject {
            find = find.filter(event::Column::Subject.eq(subject));
        }
        if let Some((at, id)) = after {
            let same = Condition::all().add(event::Column::HappenedAt.eq(at)).add(event::Column::Id.lt(id));
            let before = Condition::any().add(event::Column::HappenedAt.lt(at)).add(same);
            find = find.filter(event::Column::HappenedAt.lte(at)).filter(before);
        }
        let find = find.order_by_desc(event::Column::HappenedAt).order_by_desc(event::Column::Id).limit(most);
        Ok(self.db.lately(find, |find, db| async move { find.all(&db).await }).await?)
    }

    /// With numbers of requests and names of officers.
    async fn audit_lines(&self, rows: Vec<event::Model>) -> Result<Vec<AuditLine>, Error> {
        let officers: HashMap<Uuid, String> =
            self.named_officers().await?.into_iter().map(|(row, name, _)| (row.id, name)).collect();
        let mut subjects: Vec<Uuid> = rows.iter().map(|row| row.subject).collect();
        subjects.extend(rows.iter().filter_map(|row| request_in(&row.detail)));
        subjects.sort_unstable();
        subjects.dedup();
        let mut numbers: HashMap<Uuid, String> = HashMap::new();
        for some in subjects.chunks(500) {
            let known = request::Entity::find()
                .filter(request::Column::Id.is_in(some.to_vec()))
                .all(self.db.read())
                .await?;
            numbers.extend(known.iter().map(|row| (row.id, row.displayed_number())));
            numbers.extend(self.ticket_numbers(some).await?);
        }
        let line = |row: event::Model| {
            let subject = match (numbers.get(&row.subject), officers.get(&row.subject)) {
                (Some(number), _) => AuditSubject::Request(number.clone()),
                (None, Some(name)) => AuditSubject::Officer(name.clone()),
                (None, None) => AuditSubject::Citizen(row.subject.to_string()[..8].to_owned()),
            };
            let mut detail = row.detail;
            let helpers = helper_ids(&detail).iter().filter_map(|who| officers.get(who).cloned()).collect();
            if let Some(id) = request_in(&detail)
                && let Some(number) = numbers.get(&id)
            {
                detail = detail.replace(&id.to_string(), number);
            }
            let is_officer = Role::parse(&row.actor_role).is_some() || row.actor_role != CITIZEN;
            AuditLine {
                at: moment(row.happened_at),
                kind: row.kind,
                actor: row.actor.filter(|_| is_officer).and_then(|who| officers.get(&who).cloned()),
                helpers,
                role: row.actor_role,
                subject,
                detail,
            }
        };
        Ok(rows.into_iter().map(line).collect())
    }
}

fn request_in(detail: &str) -> Option<Uuid> {
    detail.split(' ').find_map(|pair| pair.strip_prefix("request="))?.parse().ok()
}

fn is_code(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_')
}
