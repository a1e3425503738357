//! Deciding: return, reject, approve, then the hand-over to SIAK, the signature and the result. Every
//! decision carries the version it saw, so two contradictory ones are impossible.
use crate::{
    Actor, Error, Recorded, Service,
    accounts::CONTESTED,
    clock::millis,
    desk::Counted,
    entity::{decision, desk_row, request},
    letter::{Letter, Regarding, Wrote},
    requests::{Body, Transition, Who, regarding, status_of},
};
use domain::{
    ActorKind, Command, FieldError, Flag, Flagged, Language, Procedure, Refusal, Target, Words, decide,
    facts, hide_numbers,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an officer decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionForm {
    /// What to do.
    pub command: Command,
    /// The version that was looked at.
    pub version: i64,
    /// The flags: needed to return or reject.
    pub flags: Vec<Flag>,
    /// Words about the result, or about a reopening.
    pub note: String,
    /// Numbers that came with the result.
    pub recorded: Recorded,
}

/// Words of an officer to a citizen, at most.
const LONGEST_NOTE: u16 = 600;

/// `decision.command` of a takeover, which decides nothing.
pub(crate) const TAKEOVER: &str = "takeover";
/// `decision.command` of a hand-over to a colleague, which decides nothing either.
pub(crate) const HANDED_OVER: &str = "handed_over";
/// Those that decide nothing.
pub(crate) const NO_DECISIONS: [&str; 2] = [TAKEOVER, HANDED_OVER];

/// The sealed words of a decision.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DecisionBody {
    pub(crate) flags: Vec<Flag>,
    pub(crate) note: Option<String>,
}

impl DecisionBody {
    fn of(form: &DecisionForm) -> Self {
        let note = Some(form.note.trim()).filter(|note| !note.is_empty());
        Self { flags: form.flags.clone(), note: note.map(str::to_owned) }
    }
}

/// Who has the request after `command`, and whether two officers look at it anew.
fn hand_on(row: &mut request::ActiveModel, command: Command, officer: Uuid) {
    let returned = matches!(command, Command::Return | Command::SiakReturn);
    match command {
        // Another officer approves it, and must be able to take it.
        Command::Verify => {
            row.verified_by = Set(Some(officer));
            row.assignee = Set(None);
            row.lease_until = Set(None);
        }
        Command::Return | Command::SiakReturn | Command::Reject | Command::Complete => {
            row.assignee = Set(None);
            row.lease_until = Set(None);
            // What comes back, corrected or opened again, is looked at by two anew.
            if returned {
                row.verified_by = Set(None);
            }
        }
        Command::Reopen => {
            row.verified_by = Set(None);
            // It had no files when their time was over; now some may come.
            row.files_destroyed_at = Set(None);
        }
        Command::SiakRefuse => row.verified_by = Set(None),
        _ => {}
    }
}

impl Service {
    /// What is wrong with a decision before it is made: reasons missing, unknown or without words.
    fn check_form(&self, form: &DecisionForm, procedure: &str) -> Result<(), Error> {
        let refuses = form.command == Command::Reject;
        if matches!(form.command, Command::Return | Command::Reject | Command::SiakReturn)
            && form.flags.is_empty()
        {
            return Err(Error::field("reasons", FieldError::Missing));
        }
        if form.command == Command::Reopen && form.note.trim().is_empty() {
            return Err(Error::field("note", FieldError::Missing));
        }
        if form.note.chars().count() > usize::from(LONGEST_NOTE) {
            return Err(Error::field("note", FieldError::TooLong { max: LONGEST_NOTE }));
        }
        let offered = self.catalogue.reasons_for(procedure);
        for flag in &form.flags {
            let fits = offered
                .iter()
                .find(|reason| reason.code == flag.reason)
                .is_some_and(|reason| if refuses { reason.refuses } else { reason.returns });
            if !fits {
                return Err(Error::field("reasons", FieldError::NotInList));
            }
            if flag.note.chars().count() > usize::from(LONGEST_NOTE) {
                return Err(Error::field("reasons", FieldError::TooLong { max: LONGEST_NOTE }));
            }
        }
        Ok(())
    }

    /// Whether each flag on a question is on one that the citizen was asked: no other could be corrected.
    async fn points_at_what_was_asked(
        &self,
        row: &request::Model,
        procedure: &Procedure<Words>,
        flags: &[Flag],
    ) -> Result<bool, Error> {
        let body = Body::open(&self.sealer(row.id).await?, row)?;
        let asked = facts(&procedure.localize(Language::Id), &body.answers, &body.context, Language::Id);
        Ok(flags.iter().all(|flag| match &flag.target {
            Target::Question { code } => asked.iter().any(|fact| fact.question == *code),
            Target::Document { .. } | Target::General => true,
        }))
    }

    /// The letter that a decision would send.
    fn letter_for(
        &self,
        form: &DecisionForm,
        regarding: Regarding,
        procedure: &Procedure<Words>,
        at: i64,
    ) -> Option<Letter> {
        let reasons = self.reason_lines(procedure, &form.flags);
        Some(match form.command {
            Command::Return | Command::SiakReturn => Letter::NeedsCorrection {
                regarding,
                reasons,
                until: self.local_date(correction_end(procedure, at)),
            },
            Command::Reject => Letter::Rejected { regarding, reasons },
            Command::Approve => Letter::Approved { regarding },
            Command::EnterSiak => Letter::InSiak { regarding },
            Command::AwaitSignature => Letter::AwaitingSignature { regarding },
            Command::Complete => Letter::Done { regarding, note: form.note.trim().to_owned(), results: 0 },
            Command::Reopen => Letter::Reopened { regarding },
            Command::Submit
            | Command::Resubmit
            | Command::Claim
            | Command::Verify
            | Command::SiakRefuse
            | Command::Withdraw
            | Command::Expire => return None,
        })
    }

    /// The words the citizen would read, before anything is decided.
    pub async fn preview_decision(
        &self,
        actor: &Actor,
        number: &str,
        form: &DecisionForm,
        language: Language,
    ) -> Result<Option<Wrote>, Error> {
        let officer = actor.officer()?;
        let form = &without_numbers(form);
        let row = self.visible_number(actor, number).await?;
        self.check_form(form, &row.procedure)?;
        let hindrances = self.hindrances(self.db.read(), &row, Some(officer.account)).await?;
        decide(Some(status_of(&row)?), form.command, officer.kind(), hindrances)?;
        let procedure = self.procedure_for(&row).await?;
        let letter = self.letter_for(form, regarding(&row, &procedure), &procedure, millis(self.clock.now()));
        Ok(letter.map(|letter| self.wording.write(&letter, language, &self.settings.public_url)))
    }

    /// Decides. The second of two officers gets a refusal that names the first.
    pub async fn decide(&self, actor: &Actor, number: &str, form: &DecisionForm) -> Result<(), Error> {
        let officer = actor.officer()?;
        let form = &without_numbers(form);
        let row = self.visible_number(actor, number).await?;
        self.check_form(form, &row.procedure)?;
        if form.command != Command::Reopen {
            self.must_hold(&row, officer, form.version).await?;
        } else if row.version != form.version {
            return Err(Error::Conflict { by: self.last_decider(row.id).await? });
        } else if row.files_discarded_at.is_some() {
            // What is left of it cannot be looked at again.
            return Err(Error::Refused(Refusal::NotAllowed));
        }
        if matches!(officer.kind(), ActorKind::Administrator) {
            return Err(Error::Forbidden);
        }
        let procedure = self.procedure_for(&row).await?;
        let sealer = self.sealer(row.id).await?;
        let at = millis(self.clock.now());
        let returned = matches!(form.command, Command::Return | Command::SiakReturn);
        if returned && !self.points_at_what_was_asked(&row, &procedure, &form.flags).await? {
            return Err(Error::field("reasons", FieldError::NotInList));
        }
        if matches!(form.command, Command::Approve | Command::Verify)
            && self.account_row(row.account_id).await?.state == CONTESTED
        {
            return Err(Error::Contested);
        }
        let numbers = form.recorded.read()?;
        let body = Body::open(&sealer, &row)?;
        if form.command == Command::Approve && self.foreseen_of(&body).iter().any(domain::Finding::hinders) {
            return Err(Error::field("reasons", FieldError::FamilyImpossible));
        }
        self.checklist_done(&row, &body, form.command).await?;
        let mut also = request::ActiveModel { decided_at: Set(Some(at)), ..Default::default() };
        if returned {
            let flagged = sealer.seal_json("request.flagged", row.id, &Flagged(form.flags.clone()))?;
            also.flagged = Set(Some(flagged));
            also.correction_due_at = Set(Some(correction_end(&procedure, at)));
            also.reminded_at = Set(None);
        }
        hand_on(&mut also, form.command, officer.account);
        let txn = self.db.begin().await?;
        let codes: Vec<String> =
            form.flags.iter().map(|flag| format!("{}:{}", flag.target.as_str(), flag.reason)).collect();
        let change = Transition {
            command: form.command,
            who: Who { account: Some(officer.account), kind: officer.kind() },
            detail: codes.join(" "),
            at,
            also,
        };
        self.transition(&txn, &row, change).await?;
        let id = Uuid::now_v7();
        let words = DecisionBody::of(form);
        decision::Entity::insert(decision::ActiveModel {
            id: Set(id),
            request_id: Set(row.id),
            command: Set(form.command.as_str().to_owned()),
            version_seen: Set(form.version),
            decided_by: Set(officer.account),
            body: Set(sealer.seal_json("decision.body", id, &words)?),
            decided_at: Set(at),
        })
        .exec_without_returning(&txn)
        .await?;
        if returned {
            self.reopen_as_draft(&txn, &row, &body).await?;
        }
        if form.command == Command::Complete {
            self.keep_pace(&txn, &row, at).await?;
            self.apply_to_card(&txn, &row, &body, &numbers, at).await?;
        }
        let mut letter = self.letter_for(form, regarding(&row, &procedure), &procedure, at);
        if let Some(Letter::Done { results, .. }) = &mut letter {
            *results = self.announce_results(&txn, row.id, at).await?;
        }
        if let Some(letter) = letter {
            self.tell(&txn, row.account_id, &letter, at).await?;
        }
        if form.command == Command::Reopen {
            // Whoever was told that it had ended hears that it goes on.
            self.tell_concerned(&txn, &row, (&body, None), &procedure, at).await?;
        }
        keep_flagged(&txn, row.id, form).await?;
        let mut counted: Vec<_> =
            form.flags.iter().map(|flag| (Counted::Reason, flag.reason.clone())).collect();
        if returned {
            let of = (row.id, row.procedure.as_str());
            counted.extend(self.counted_as_first_return(&txn, of, &form.flags).await?);
        }
        self.count_day(&txn, &row, at, counted).await?;
        txn.commit().await?;
        if matches!(form.command, Command::Reject | Command::Complete | Command::Reopen) {
            self.mark_twins(&row).await;
        }
        self.wake();
        Ok(())
    }

    /// The display name of whoever decided last.
    pub(crate) async fn last_decider(&self, request: Uuid) -> Result<Option<String>, Error> {
        let row = decision::Entity::find()
            .filter(decision::Column::RequestId.eq(request))
            .filter(decision::Column::Command.is_not_in(NO_DECISIONS))
            .order_by_desc(decision::Column::DecidedAt)
            .order_by_desc(decision::Column::Id)
            .one(self.db.read())
            .await?;
        match row {
            Some(row) => Ok(Some(self.officer_name(row.decided_by).await?)),
            None => Ok(None),
        }
    }
}

/// A decision whose words hold no number of a person: letters go to open mailboxes.
fn without_numbers(form: &DecisionForm) -> DecisionForm {
    let mut form = form.clone();
    form.note = hide_numbers(&form.note);
    for flag in &mut form.flags {
        flag.note = hide_numbers(&flag.note);
    }
    form
}

/// Notes beside the request how many documents this decision flagged; a return only changes what stood there.
async fn keep_flagged(txn: &DatabaseTransaction, request: Uuid, form: &DecisionForm) -> Result<(), Error> {
    if !matches!(form.command, Command::Return | Command::SiakReturn) {
        return Ok(());
    }
    let documents = form.flags.iter().filter(|flag| matches!(flag.target, Target::Document { .. })).count();
    desk_row::Entity::update_many()
        .col_expr(desk_row::Column::Flagged, Expr::value(i16::try_from(documents).unwrap_or(i16::MAX)))
        .filter(desk_row::Column::RequestId.eq(request))
        .exec(txn)
        .await?;
    Ok(())
}

fn correction_end(procedure: &Procedure<Words>, at: i64) -> i64 {
    at + i64::from(procedure.correction_days.max(1)) * 24 * 60 * 60 * 1000
}
