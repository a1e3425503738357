//! The checklist of a request: which points its services have, who ticked them and when. A tick holds until the citizen
//! has corrected the request or it is opened again: then it is shown as an earlier one and made anew.
use crate::{
    Actor, Error, Service,
    assistance::has_helped,
    clock::{Millis, millis, moment},
    entity::{checklist_tick, event, request},
    feed::{self, Announcement},
    requests::{Body, Who, status_of},
    results::note,
};
use domain::{Audience, CheckPoint, Command, FieldError, Language, Procedure, Status, Words, live_answers};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use time::OffsetDateTime;
use uuid::Uuid;

/// Who ticked a point, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The officer's name.
    pub by: String,
    /// When.
    pub at: OffsetDateTime,
}

/// A point of the checklist as an officer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedPoint {
    /// The name it is kept under: `KK-04:mother_nik`.
    pub key: String,
    /// What must be so.
    pub label: String,
    /// The rule or form it rests on; may be empty.
    pub source: String,
    /// The name of the document it is about.
    pub document: Option<String>,
    /// Nothing is approved before it is ticked.
    pub required: bool,
    /// Ticked.
    pub tick: Option<Tick>,
    /// Ticked before the last correction.
    pub earlier: Option<Tick>,
}

/// In these a request is verified, and its checklist may be ticked.
const VERIFYING: [Status; 2] = [Status::InReview, Status::Verified];

/// What the code of a slot has become when the other event needed one of the same name.
fn is_slot(kept: &str, slot: &str, service: Option<&str>) -> bool {
    let renamed = service.map(|service| {
        let prefix: String = service.chars().filter(char::is_ascii_alphanumeric).collect();
        format!("{}_{slot}", prefix.to_ascii_lowercase())
    });
    kept == slot || renamed.as_deref() == Some(kept)
}

impl Service {
    /// The points of a request: those of all, of its service and of the further events that happen with these answers.
    fn points(&self, procedure: &Procedure<Words>, body: &Body) -> Vec<(String, Option<&str>, &CheckPoint)> {
        let live = live_answers(procedure, &body.answers, &body.context);
        let events = procedure.events_in(&live, &body.context).map(|event| event.procedure.as_str());
        let services: Vec<&str> = core::iter::once(procedure.code.as_str()).chain(events).collect();
        let mut points = self.catalogue.checklists().of(&services);
        points.retain(|(_, service, point)| {
            let came = |slot: &String| body.documents.iter().any(|file| is_slot(&file.slot, slot, *service));
            point.document.as_ref().is_none_or(came)
        });
        points
    }

    /// Since when ticks count: the last time that the citizen sent it, or that it was opened again.
    async fn looked_at_anew(&self, request: Uuid) -> Result<Millis, Error> {
        let since: Option<Option<i64>> = event::Entity::find()
            .select_only()
            .column_as(event::Column::HappenedAt.max(), "since")
            .filter(event::Column::Subject.eq(request))
            .filter(event::Column::Kind.is_in([Command::Resubmit.as_str(), Command::Reopen.as_str()]))
            .into_tuple()
            .one(self.db.read())
            .await?;
        Ok(since.flatten().unwrap_or(0))
    }

    async fn ticks_of(&self, request: Uuid) -> Result<Vec<checklist_tick::Model>, Error> {
        Ok(checklist_tick::Entity::find()
            .filter(checklist_tick::Column::RequestId.eq(request))
            .order_by_asc(checklist_tick::Column::Point)
            .all(self.db.read())
            .await?)
    }

    /// The checklist of a request that the officer may see; empty when its service has none.
    pub async fn checklist(
        &self,
        actor: &Actor,
        number: &str,
        language: Language,
    ) -> Result<Vec<CheckedPoint>, Error> {
        actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        let body = Body::open(&self.sealer(row.id).await?, &row)?;
        let procedure = self.procedure_for(&row).await?;
        let since = self.looked_at_anew(row.id).await?;
        let ticks = self.ticks_of(row.id).await?;
        let mut names: HashMap<Uuid, String> = HashMap::new();
        for tick in &ticks {
            if let std::collections::hash_map::Entry::Vacant(place) = names.entry(tick.ticked_by) {
                place.insert(self.officer_name(tick.ticked_by).await?);
            }
        }
        let named = |tick: &checklist_tick::Model| Tick {
            by: names.get(&tick.ticked_by).cloned().unwrap_or_default(),
            at: moment(tick.ticked_at),
        };
        let view = |(key, service, point): (String, Option<&str>, &CheckPoint)| {
            let tick = ticks.iter().find(|tick| tick.point == key);
            let slot = point.document.as_ref().and_then(|slot| {
                procedure.documents.iter().find(|known| is_slot(&known.code, slot, service))
            });
            CheckedPoint {
                label: point.label.get(language).to_owned(),
                source: point.source.clone(),
                document: slot.map(|slot| slot.label.get(language).to_owned()),
                required: point.required,
                tick: tick.filter(|tick| tick.ticked_at >= since).map(named),
                earlier: tick.filter(|tick| tick.ticked_at < since).map(named),
                key,
            }
        };
        Ok(self.points(&procedure, &body).into_iter().map(view).collect())
    }

    /// Ticks just these points of the checklist, for whoever holds the request while it is verified. What a colleague
    /// ticked and is still ticked stays the colleague's.
    pub async fn tick(
        &self,
        actor: &Actor,
        number: &str,
        version: i64,
        ticked: &BTreeSet<String>,
    ) -> Result<(), Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        self.must_hold(&row, officer, version).await?;
        // An approval rests on these ticks.
        if has_helped(self.db.write(), row.id, officer.account).await? {
            return Err(Error::Refused(domain::Refusal::FourEyes));
        }
        let status = status_of(&row)?;
        if !VERIFYING.contains(&status) {
            return Err(Error::Refused(domain::Refusal::WrongStatus { status: Some(status) }));
        }
        let body = Body::open(&self.sealer(row.id).await?, &row)?;
        let procedure = self.procedure_for(&row).await?;
        let points = self.points(&procedure, &body);
        if ticked.iter().any(|key| points.iter().all(|(known, ..)| known != key)) {
            return Err(Error::field("checklist", FieldError::NotInList));
        }
        let since = self.looked_at_anew(row.id).await?;
        let before = self.ticks_of(row.id).await?;
        let held = |key: &String| before.iter().any(|tick| tick.point == *key && tick.ticked_at >= since);
        let shown = |key: &String| points.iter().any(|(known, ..)| known == key);
        let added: Vec<&String> = ticked.iter().filter(|key| !held(key)).collect();
        let removed: Vec<&String> = before
            .iter()
            .map(|tick| &tick.point)
            .filter(|key| held(key) && shown(key) && !ticked.contains(*key))
            .collect();
        if added.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let gone: Vec<&String> = added.iter().chain(&removed).copied().collect();
        checklist_tick::Entity::delete_many()
            .filter(checklist_tick::Column::RequestId.eq(row.id))
            .filter(checklist_tick::Column::Point.is_in(gone))
            .exec(&txn)
            .await?;
        for key in &added {
            checklist_tick::Entity::insert(checklist_tick::ActiveModel {
                request_id: Set(row.id),
                point: Set((*key).clone()),
                ticked_by: Set(officer.account),
                ticked_at: Set(at),
            })
            .exec_without_returning(&txn)
            .await?;
        }
        let signs =
            added.iter().map(|key| format!("+{key}")).chain(removed.iter().map(|key| format!("-{key}")));
        let detail = signs.collect::<Vec<_>>().join(" ");
        let who = Who { account: Some(officer.account), kind: officer.kind() };
        note(&txn, row.id, "checklist", who, detail, at).await?;
        let audience = Audience { account: None, office: Some(row.office_id) };
        feed::announce(&txn, Announcement { kind: "checklist", request: Some(row.id), audience, at }).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Refuses to find a request right while a point that the catalogue requires is not ticked.
    pub(super) async fn checklist_done(
        &self,
        row: &request::Model,
        body: &Body,
        command: Command,
    ) -> Result<(), Error> {
        if !matches!(command, Command::Approve | Command::Verify) {
            return Ok(());
        }
        let procedure = self.procedure_for(row).await?;
        let required: Vec<String> = self
            .points(&procedure, body)
            .into_iter()
            .filter(|(_, _, point)| point.required)
            .map(|(key, ..)| key)
            .collect();
        if required.is_empty() {
            return Ok(());
        }
        let since = self.looked_at_anew(row.id).await?;
        let ticks = self.ticks_of(row.id).await?;
        let done = |key: &String| ticks.iter().any(|tick| tick.point == *key && tick.ticked_at >= since);
        if required.iter().all(done) { Ok(()) } else { Err(Error::field("checklist", FieldError::Missing)) }
    }
}
