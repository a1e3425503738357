//! Who gets which form: the owner and the officers of a request that was sent, the owner of a draft, and empty
//! statements everybody.
use super::{
    FormKind, FormLayout, Forms,
    case::{Case, Told},
    draw::{Fonts, draw},
    fill::fill,
    needed::needs,
    paper::Paper,
};
use crate::{
    Actor, Error, Service,
    areas::{AreaCode, Level},
    entity::{draft, request},
    requests::{Body, visible_to},
};
use domain::{Change, Context, FamilyCard, Procedure, brought_originals, propose};
use sea_orm::{ColumnTrait, QueryFilter};
use std::{sync::OnceLock, time::Duration};
use uuid::Uuid;

/// A form takes a few milliseconds; so long is waited on a busy machine.
const DRAWN_WITHIN: Duration = Duration::from_secs(20);

/// A form that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormName {
    /// `"F-1.02"`.
    pub code: String,
    /// Its title, in Indonesian.
    pub title: String,
}

impl FormName {
    pub(super) fn of(layout: &FormLayout) -> Self {
        Self { code: layout.code.clone(), title: layout.title.clone() }
    }
}

/// A form as PDF.
#[derive(Clone)]
pub struct DrawnForm {
    /// Its file's name, without anything personal.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for DrawnForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DrawnForm({}, {} bytes)", self.name, self.bytes.len())
    }
}

impl Service {
    /// The forms of the office.
    pub fn forms(&self) -> &Forms {
        self.catalogue.forms()
    }

    /// A form filled in: from a request that the one who asks may see, or a statement from one's own draft.
    pub async fn form(&self, actor: &Actor, id: Uuid, code: &str) -> Result<DrawnForm, Error> {
        actor.account().ok_or(Error::SignInFirst)?;
        let sent = visible_to(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await?;
        let draft = match actor {
            Actor::Citizen(_) => match self.own_draft(actor, id).await {
                Ok(draft) => Some(draft),
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            },
            _ => None,
        };
        let day = sent.as_ref().map_or_else(|| self.today(), |row| self.local_date(row.submitted_at));
        let layout = self.forms().find(code, day).ok_or(Error::NotFound)?;
        let of_request = sent.is_some() && !(layout.kind == FormKind::Statement && draft.is_some());
        let case = match (layout.kind, draft, sent) {
            (FormKind::Statement, Some(draft), _) => self.case_of_draft(actor, &draft).await?,
            (_, _, Some(row)) => self.case_of_request(&row).await?,
            _ => return Err(Error::NotFound),
        };
        if !needs(layout, &case.told.procedure, &case.told.changes) {
            return Err(Error::NotFound);
        }
        let number = case.told.sent.as_ref().map(|(number, _)| number.clone());
        let paper = fill(layout, Some(&case), &self.forms().words, self.settings.demonstration);
        let drawn = drawn(layout, number.as_deref(), paper).await?;
        if of_request {
            self.note_form(actor, id, code).await?;
        }
        Ok(drawn)
    }

    /// A statement to be filled in by hand.
    pub async fn empty_form(&self, code: &str) -> Result<DrawnForm, Error> {
        let layout = self.forms().statement(code, self.today()).ok_or(Error::NotFound)?;
        let paper = fill(layout, None, &self.forms().words, self.settings.demonstration);
        drawn(layout, None, paper).await
    }

    async fn case_of_request(&self, row: &request::Model) -> Result<Case, Error> {
        let body = Body::open(&self.sealer(row.id).await?, row)?;
        let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&body.context.members);
        let number = row.displayed_number();
        let day = self.local_date(row.submitted_at);
        let mut slots: Vec<String> = body.documents.into_iter().map(|document| document.slot).collect();
        slots.extend(body.bring_original);
        Ok(Case::new(Told {
            applicant_name: body.applicant_name,
            applicant_nik: body.applicant_nik,
            kk_number: body.kk_number,
            procedure,
            answers: body.answers,
            // Read as on the day it was sent: nothing on paper may change by itself.
            context: Context { today: self.local_date(row.submitted_at), ..body.context },
            home: self.home(body.card.as_ref()),
            card: body.card,
            changes: body.changes,
            slots,
            sent: Some((number, day)),
        }))
    }

    async fn case_of_draft(&self, actor: &Actor, row: &draft::Model) -> Result<Case, Error> {
        let citizen = actor.citizen()?;
        let writing = self.writing(row).await?;
        let context = self.context(actor, row.id).await?;
        let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&context.members);
        let card = self.card_of(citizen.account).await?;
        let account = self.account_row(citizen.account).await?;
        let number = card.as_ref().and_then(|card| card.number.as_ref());
        let kk_number = match (number, &account.kk_number) {
            (Some(number), _) => number.as_str().to_owned(),
            (None, Some(sealed)) => {
                let sealer = self.sealer(citizen.account).await?;
                sealer.open_text("account.kk_number", citizen.account, sealed)?
            }
            (None, None) => String::new(),
        };
        let documents = self.documents_of(row.id).await?;
        let mut slots: Vec<String> = documents.into_iter().map(|document| document.slot).collect();
        slots.extend(brought_originals(&procedure, &writing.answers, &context));
        let nik = context.applicant_nik.as_ref().map(|nik| nik.as_str().to_owned());
        Ok(Case::new(Told {
            applicant_name: citizen.name.clone(),
            applicant_nik: nik.unwrap_or_default(),
            kk_number,
            // While an answer is missing nothing is proposed, and what would follow from it stays open.
            changes: propose(&procedure, &writing.answers, &context).unwrap_or_default(),
            procedure,
            answers: writing.answers,
            context,
            home: self.home(card.as_ref()),
            card,
            slots,
            sent: None,
        }))
    }

    /// Regency and province of a card, by the code of its village.
    fn home(&self, card: Option<&FamilyCard>) -> Option<(String, String)> {
        let code: AreaCode = card?.village_code.as_deref()?.parse().ok()?;
        let path = self.areas.path(code);
        let name =
            |level: Level| path.iter().find(|area| area.level == level).map(|area| area.name.to_owned());
        Some((name(Level::Regency)?, name(Level::Province)?))
    }

    /// The forms filled in from a request, as seen on the day it was sent.
    pub(crate) fn forms_needed<T>(
        &self,
        row: &request::Model,
        procedure: &Procedure<T>,
        changes: &[Change],
    ) -> Vec<FormName> {
        self.forms().of_request(procedure, changes, self.local_date(row.submitted_at))
    }
}

/// Draws away from the threads that serve.
async fn drawn(layout: &FormLayout, number: Option<&str>, paper: Paper) -> Result<DrawnForm, Error> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    let work = tokio::task::spawn_blocking(move || {
        let fonts = FONTS.get_or_init(Fonts::built_in).as_ref()?;
        Some(draw(&paper, fonts))
    });
    let internal = |what: &str| Error::Internal(what.to_owned());
    let outcome = tokio::time::timeout(DRAWN_WITHIN, work).await.map_err(|_| Error::Busy)?;
    let bytes = outcome
        .map_err(|_| internal("drawing a form"))?
        .ok_or_else(|| internal("fonts of the forms"))?
        .map_err(|error| internal(&error.to_string()))?;
    let name = number.map_or_else(|| layout.code.clone(), |number| format!("{}-{number}", layout.code));
    Ok(DrawnForm { name, bytes })
}
