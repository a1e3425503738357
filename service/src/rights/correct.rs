//! Correction of what the portal keeps of a person (Ps 6, 30): asked by its owner, answered by a supervisor within three
//! times 24 hours. Family data are corrected by a request, phone and e-mail by their owner; this is for the rest.
use crate::{
    Actor, Error, Officer, Service,
    accounts::{AccountLine, remember},
    clock::{Millis, millis, moment},
    entity::{account, data_request},
    keys::IndexField,
    letter::{Letter, OfficeAct},
    limits::Rule,
};
use domain::{FieldError, KkNumber, Nik, RecordedName, Role, hide_numbers};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Within so long, UU 27/2022 Ps 30.
const WITHIN: Millis = 3 * 24 * 60 * 60 * 1000;
const KIND: &str = "correction";
const PLACE: &str = "data_request.body";
const LONGEST: u16 = 600;

/// What of the account is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The name.
    Name,
    /// The NIK.
    Nik,
    /// The number of the family card.
    KkNumber,
    /// Something else, in words.
    Other,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Nik, Self::KkNumber, Self::Other];

    /// Its code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nik => "nik",
            Self::KkNumber => "kk_number",
            Self::Other => "other",
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == code)
    }

    /// The right value as it is stored, or what is wrong with it.
    fn read(self, typed: &str) -> Result<String, FieldError> {
        match self {
            Self::Name => RecordedName::parse(typed).map(|name| name.as_str().to_owned()),
            Self::Nik => Nik::parse(typed).map(|nik| nik.as_str().to_owned()),
            Self::KkNumber => KkNumber::parse(typed).map(|number| number.as_str().to_owned()),
            Self::Other => match typed.trim() {
                "" => Err(FieldError::Missing),
                long if long.chars().count() > usize::from(LONGEST) => {
                    Err(FieldError::TooLong { max: LONGEST })
                }
                text => Ok(text.to_owned()),
            },
        }
    }
}

/// How a correction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionState {
    /// Waits for an answer.
    Open,
    /// Made.
    Done,
    /// Refused, with a reason.
    Refused,
}

impl CorrectionState {
    /// Its code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    fn of(code: &str) -> Self {
        match code {
            "done" => Self::Done,
            "refused" => Self::Refused,
            _ => Self::Open,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Words {
    part: Part,
    should_be: String,
    #[serde(default)]
    answer: String,
}

/// A correction, for whoever asked for it.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its id.
    pub id: Uuid,
    /// What is wrong.
    pub part: Part,
    /// What it should be.
    pub should_be: String,
    /// How it stands.
    pub state: CorrectionState,
    /// What the office answered.
    pub answer: String,
    /// When it was asked for.
    pub asked_at: OffsetDateTime,
    /// Until when it has to be answered.
    pub due_at: OffsetDateTime,
}

/// An open correction, for a supervisor.
#[derive(Clone, Debug)]
pub struct OpenCorrection {
    /// Who asks.
    pub name: String,
    /// What stands there now; numbers are masked.
    pub present: String,
    /// The rest.
    pub asked: Correction,
}

impl Service {
    /// Asks for a correction of one's own account.
    pub async fn ask_correction(&self, actor: &Actor, part: &str, typed: &str) -> Result<(), Error> {
        let account = actor.citizen()?.account;
        let part = Part::parse(part).ok_or_else(|| Error::field("part", FieldError::NotInList))?;
        let should_be = part.read(typed).map_err(|error| Error::field("should_be", error))?;
        self.limit(Rule::DataRequests, &account.to_string()).await?;
        let (id, at) = (Uuid::now_v7(), millis(self.clock.now()));
        let sealer = self.sealer(account).await?;
        let txn = self.db.begin().await?;
        data_request::Entity::insert(data_request::ActiveModel {
            id: Set(id),
            account_id: Set(account),
            kind: Set(KIND.to_owned()),
            state: Set(CorrectionState::Open.as_str().to_owned()),
            body: Set(sealer.seal_json(PLACE, id, &Words { part, should_be, answer: String::new() })?),
            asked_at: Set(at),
            due_at: Set(at + WITHIN),
            answered_at: Set(None),
            answered_by: Set(None),
        })
        .exec_without_returning(&txn)
        .await?;
        let line = AccountLine {
            account,
            kind: "correction_asked",
            actor: Some(account),
            actor_role: "owner",
            detail: format!("part={}", part.as_str()),
            at,
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn correction_of(&self, row: data_request::Model) -> Result<Correction, Error> {
        let words: Words = self.sealer(row.account_id).await?.open_json(PLACE, row.id, &row.body)?;
        Ok(Correction {
            id: row.id,
            part: words.part,
            should_be: words.should_be,
            answer: words.answer,
            state: CorrectionState::of(&row.state),
            asked_at: moment(row.asked_at),
            due_at: moment(row.due_at),
        })
    }

    /// The corrections that the one who asks has asked for, the newest first.
    pub async fn corrections(&self, actor: &Actor) -> Result<Vec<Correction>, Error> {
        let rows = data_request::Entity::find()
            .filter(data_request::Column::AccountId.eq(actor.citizen()?.account))
            .filter(data_request::Column::Kind.eq(KIND))
            .order_by_desc(data_request::Column::AskedAt)
            .all(self.db.read())
            .await?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            list.push(self.correction_of(row).await?);
        }
        Ok(list)
    }

    /// Those that wait for an answer, the first due first. For supervisors: they answer for the whole installation.
    pub async fn open_corrections(&self, actor: &Actor) -> Result<Vec<OpenCorrection>, Error> {
        supervisor(actor)?;
        let rows = data_request::Entity::find()
            .filter(data_request::Column::State.eq(CorrectionState::Open.as_str()))
            .order_by_asc(data_request::Column::DueAt)
            .all(self.db.read())
            .await?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let owner = self.account_row(row.account_id).await?;
            let sealer = self.sealer(owner.id).await?;
            let name = sealer.open_text("account.name", owner.id, &owner.name)?;
            let asked = self.correction_of(row).await?;
            let number = |place: &str, sealed: &Option<Vec<u8>>| -> Result<String, Error> {
                let number =
                    sealed.as_deref().map(|sealed| sealer.open_text(place, owner.id, sealed)).transpose()?;
                Ok(hide_numbers(&number.unwrap_or_default()))
            };
            let present = match asked.part {
                Part::Name => name.clone(),
                Part::Nik => number("account.nik", &owner.nik)?,
                Part::KkNumber => number("account.kk_number", &owner.kk_number)?,
                Part::Other => String::new(),
            };
            list.push(OpenCorrection { name, present, asked });
        }
        Ok(list)
    }

    /// Answers a correction: makes it, or says why not. A NIK that another account has is no slip of writing: whose it is
    /// is settled beside a request.
    pub async fn answer_correction(
        &self,
        actor: &Actor,
        id: Uuid,
        made: bool,
        answer: &str,
    ) -> Result<(), Error> {
        let officer = supervisor(actor)?;
        let answer = hide_numbers(answer.trim());
        if answer.is_empty() && !made {
            return Err(Error::field("answer", FieldError::Missing));
        }
        if answer.chars().count() > usize::from(LONGEST) {
            return Err(Error::field("answer", FieldError::TooLong { max: LONGEST }));
        }
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = data_request::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
        let sealer = self.sealer_in(&txn, row.account_id).await?;
        let mut words: Words = sealer.open_json(PLACE, id, &row.body)?;
        words.answer = answer;
        let state = if made { CorrectionState::Done } else { CorrectionState::Refused };
        let answered = data_request::Entity::update_many()
            .col_expr(data_request::Column::State, Expr::value(state.as_str()))
            .col_expr(data_request::Column::Body, Expr::value(sealer.seal_json(PLACE, id, &words)?))
            .col_expr(data_request::Column::AnsweredAt, Expr::value(Some(at)))
            .col_expr(data_request::Column::AnsweredBy, Expr::value(Some(officer.account)))
            .filter(data_request::Column::Id.eq(id))
            .filter(data_request::Column::State.eq(CorrectionState::Open.as_str()))
            .exec(&txn)
            .await?;
        if answered.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        if made {
            self.correct(&txn, row.account_id, &words).await?;
        }
        let line = AccountLine {
            account: row.account_id,
            kind: "correction_answered",
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("part={} state={}", words.part.as_str(), state.as_str()),
            at,
        };
        remember(&txn, line).await?;
        let act = if made { OfficeAct::Corrected } else { OfficeAct::NotCorrected };
        self.tell(&txn, row.account_id, &Letter::ByOffice { act }, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    async fn correct(&self, txn: &DatabaseTransaction, id: Uuid, words: &Words) -> Result<(), Error> {
        let sealer = self.sealer_in(txn, id).await?;
        let mut change = account::Entity::update_many().filter(account::Column::Id.eq(id));
        match words.part {
            Part::Other => return Ok(()),
            Part::Name => {
                let sealed = sealer.seal("account.name", id, &words.should_be)?;
                change = change.col_expr(account::Column::Name, Expr::value(sealed));
            }
            Part::KkNumber => {
                let sealed = sealer.seal("account.kk_number", id, &words.should_be)?;
                change = change.col_expr(account::Column::KkNumber, Expr::value(Some(sealed)));
            }
            Part::Nik => {
                let index = self.keys.index(IndexField::Nik, words.should_be.as_bytes());
                let others = account::Entity::find().filter(account::Column::NikIndex.eq(index.clone()));
                if others.filter(account::Column::Id.ne(id)).one(txn).await?.is_some() {
                    return Err(Error::Contested);
                }
                let sealed = sealer.seal("account.nik", id, &words.should_be)?;
                change = change
                    .col_expr(account::Column::Nik, Expr::value(Some(sealed)))
                    .col_expr(account::Column::NikIndex, Expr::value(Some(index)))
                    .col_expr(account::Column::NikClaimIndex, Expr::value(Option::<Vec<u8>>::None))
                    .col_expr(account::Column::State, Expr::value(crate::accounts::ACTIVE))
                    // It was tied to the person of the former number.
                    .col_expr(account::Column::Link, Expr::value("unlinked"));
            }
        }
        change.exec(txn).await?;
        Ok(())
    }
}

fn supervisor(actor: &Actor) -> Result<&Officer, Error> {
    let officer = actor.officer()?;
    if officer.role == Role::Supervisor { Ok(officer) } else { Err(Error::Forbidden) }
}
