//! One request as an officer sees it: who, semula -> menjadi, documents, what changed since the last look,
//! what may be decided now.
use super::{Colleague, Duplicate, Eyes, Lease, SoughtAs, search_log::found_by};
use crate::{
    Actor, DeskObjections, Error, Looked, RegisterView, Service,
    requests::{Body, RequestDetail, open_statuses, status_of},
};
use domain::{
    ActorKind, Change, Command, DocumentView, Fact, FamilyCard, Finding, KkNumber, Language, Nik, Reason,
    allowed, decide, facts, outcome,
};
use photo::Verdict;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One request on the desk.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of a case, each for itself")]
pub struct DeskDetail {
    /// What the citizen sees too.
    pub request: RequestDetail,
    /// Who applies.
    pub applicant: String,
    /// Masked.
    pub nik: String,
    /// Masked.
    pub kk_number: String,
    /// The account is tied to a person of the register.
    pub linked: bool,
    /// This officer may take that tie back.
    pub may_unlink: bool,
    /// The NIK is claimed by two accounts, and this one came later.
    pub contested: bool,
    /// Who holds it.
    pub lease: Option<Lease>,
    /// The names of officers who helped to fill it in.
    pub helpers: Vec<String>,
    /// This officer is one of them, and does not decide it.
    pub helped_by_me: bool,
    /// How the rule of two officers stands, where it counts.
    pub eyes: Option<Eyes>,
    /// What is said against it by those whom it concerns.
    pub objections: DeskObjections,
    /// What this officer may do now.
    pub commands: Vec<Command>,
    /// The reasons that may be given.
    pub reasons: Vec<Reason>,
    /// Codes of the questions whose answer changed with the last correction.
    pub changed_answers: Vec<String>,
    /// Those answers as they stood before the correction, in words.
    pub earlier: Vec<Fact>,
    /// Documents that came with the last correction.
    pub new_documents: Vec<Uuid>,
    /// Numbers of other open requests for the same family card.
    pub siblings: Vec<String>,
    /// Who may be in another request too.
    pub duplicates: Vec<Duplicate>,
    /// What is odd about the family that results, for the officer to judge.
    pub findings: Vec<Finding>,
    /// What the register gives with this request.
    pub gives: Gives,
    /// Whom this officer may hand it to.
    pub colleagues: Vec<Colleague>,
    /// The names of those who have it on screen too.
    pub onlookers: Vec<String>,
    /// What the office's data say about it, where the office has loaded them.
    pub register: Option<RegisterView>,
    /// Photos that may be hard to read, and why.
    pub poor_photos: BTreeMap<Uuid, Verdict>,
    /// Small pictures of documents, and pages of PDF.
    pub previews: BTreeMap<Uuid, crate::PreviewView>,
    /// Documents that were taken again from an earlier request, with its number.
    pub reused: BTreeMap<Uuid, String>,
}

/// Numbers that come with the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gives {
    /// A NIK to somebody new who has none yet.
    pub nik: bool,
    /// A new number to the applicant's card.
    pub number: bool,
}

impl DeskDetail {
    /// Changes of the request.
    pub fn changes(&self) -> &[Change] {
        &self.request.changes
    }

    /// Documents of the request.
    pub fn documents(&self) -> &[DocumentView] {
        &self.request.documents
    }
}

impl Service {
    /// A request on the desk of the officer who asks.
    pub async fn desk_request(
        &self,
        actor: &Actor,
        number: &str,
        language: Language,
    ) -> Result<DeskDetail, Error> {
        self.desk_request_found(actor, number, language, None).await
    }

    /// The same, opened from what a search found: its owner reads by what kind of key.
    pub async fn desk_request_found(
        &self,
        actor: &Actor,
        number: &str,
        language: Language,
        found: Option<SoughtAs>,
    ) -> Result<DeskDetail, Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        let about = format!("request={}{}", row.id, found_by(found));
        self.note_look(officer, row.account_id, Looked::Request, &about).await?;
        let body = Body::open(&self.sealer(row.id).await?, &row)?;
        let account = self.account_row(row.account_id).await?;
        let lease = self.lease(&row, officer).await?;
        let (status, hindrances) =
            (status_of(&row)?, self.hindrances(self.db.read(), &row, Some(officer.account)).await?);
        let four_eyes = hindrances.four_eyes;
        let mut commands = allowed(status, officer.kind());
        commands.retain(|command| match command {
            Command::Verify => four_eyes.required && !hindrances.helped,
            Command::Reopen if row.files_discarded_at.is_some() => false,
            command => decide(Some(status), *command, officer.kind(), hindrances).is_ok(),
        });
        let eyes = self.eyes(&row, status, four_eyes).await?;
        let changed_answers =
            body.before_correction.as_ref().map_or_else(Vec::new, |before| changed(&body.answers, before));
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let procedure = procedure.for_family(&body.context.members).localize(language);
        let mut earlier = body
            .before_correction
            .as_ref()
            .map_or_else(Vec::new, |before| facts(&procedure, before, &body.context, language));
        earlier.retain(|fact| changed_answers.contains(&fact.question));
        let siblings = self.siblings(actor, &row).await?;
        let duplicates = self.duplicates(actor, &row, &body).await?;
        let gives = Self::gives(&body);
        let findings = self.foreseen_of(&body);
        let register = self.register_view(&body).await?;
        let colleagues = self.colleagues(actor, &row).await?;
        let objections = DeskObjections {
            all: self.desk_objections(row.id).await?,
            block: hindrances.objected,
            may_settle: matches!(officer.kind(), ActorKind::Verifier | ActorKind::Supervisor)
                && !hindrances.helped
                && self.held_by_other(&row, officer).is_none(),
        };
        let onlookers = self.onlooker_names(officer.account, row.id).await?;
        Ok(DeskDetail {
            applicant: body.applicant_name.clone(),
            nik: Nik::parse(&body.applicant_nik).map_or_else(|_| String::new(), |nik| nik.masked()),
            kk_number: KkNumber::parse(&body.kk_number)
                .map_or_else(|_| String::new(), |number| number.masked()),
            linked: account.link == "linked",
            may_unlink: account.link == "linked" && self.may_unlink(officer, account.id).await?,
            contested: account.state == crate::accounts::CONTESTED,
            lease,
            helpers: self.helpers(row.id).await?,
            helped_by_me: hindrances.helped,
            eyes,
            objections,
            commands,
            reasons: self.catalogue.reasons_for(&row.procedure),
            changed_answers,
            earlier,
            new_documents: body.new_documents,
            reused: body.reused,
            siblings,
            duplicates,
            findings,
            gives,
            colleagues,
            onlookers,
            register,
            poor_photos: self.poor_photos_of(row.id).await?,
            previews: self.previews_of(row.id).await?,
            request: self.detail_of(row, language).await?,
        })
    }

    /// What the register gives when this request is done.
    pub(super) fn gives(body: &Body) -> Gives {
        let card = body.card.clone().unwrap_or_else(FamilyCard::blank);
        let applicant = Nik::parse(&body.applicant_nik).ok();
        let newcomer = Uuid::max();
        let after = outcome(&card, &body.changes, newcomer).ok();
        let own = after.as_ref().and_then(|after| after.card_of(applicant.as_ref()));
        let own = own.filter(|own| !own.members.is_empty());
        let number = own.is_some()
            && after.as_ref().is_some_and(|after| after.needs_number(&card, applicant.as_ref()));
        let nik = own.and_then(|own| own.member(newcomer)).is_some_and(|member| member.nik.is_none());
        Gives { nik, number }
    }

    async fn siblings(
        &self,
        actor: &Actor,
        row: &crate::entity::request::Model,
    ) -> Result<Vec<String>, Error> {
        use crate::entity::request;
        use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
        let rows = crate::requests::visible_to(actor)
            .filter(request::Column::KkIndex.eq(row.kk_index.clone()))
            .filter(request::Column::Id.ne(row.id))
            .filter(request::Column::Status.is_in(open_statuses()))
            .limit(20)
            .all(self.db.read())
            .await?;
        Ok(rows.iter().map(request::Model::displayed_number).collect())
    }
}

/// The questions whose answer differs; the parts of a date count as one question.
fn changed(now: &domain::Answers, before: &domain::Answers) -> Vec<String> {
    let code = |field: &str| domain::question_of(field).to_owned();
    let mut codes: Vec<String> = now
        .iter()
        .filter(|(field, value)| before.text(field) != *value)
        .map(|(field, _)| code(field))
        .collect();
    codes.extend(before.iter().filter(|(field, _)| now.get(field).is_none()).map(|(field, _)| code(field)));
    codes.sort();
    codes.dedup();
    codes
}
