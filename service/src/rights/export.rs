//! "Unduh data saya": everything that the portal keeps about somebody, in a form that programs read (Ps 13). Asked with
//! the password, because the numbers are whole in it; noted in the account's history.
use super::export_request::said;
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, remember},
    clock::{Millis, millis, moment},
    entity::{account, card_version, device, event, help_ticket, push_subscription, request, session},
};
use domain::Language;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

pub(super) fn at(at: Millis) -> String {
    moment(at).format(&Rfc3339).unwrap_or_default()
}

/// A line of the history without what would tell one officer from another.
fn without_officers(detail: &str) -> String {
    let tells = |piece: &&str| piece.starts_with("helped_by=") || piece.starts_with("assistance=");
    detail.split(' ').filter(|piece| !tells(piece)).collect::<Vec<_>>().join(" ")
}

impl Service {
    /// Proves that whoever asks knows the account's password.
    pub async fn prove_owner(&self, actor: &Actor, password: &str) -> Result<(), Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        self.prove_password(&self.account_row(id).await?, password).await
    }

    /// Everything about the citizen who asks. Files themselves are got from the pages of their requests.
    pub async fn export_data(&self, actor: &Actor, language: Language) -> Result<Value, Error> {
        let id = actor.citizen()?.account;
        let row = self.account_row(id).await?;
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let line = AccountLine {
            account: id,
            kind: "data_exported",
            actor: Some(id),
            actor_role: "owner",
            detail: String::new(),
            at: now,
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        let mut requests = Vec::new();
        let rows = request::Entity::find()
            .filter(request::Column::AccountId.eq(id))
            .order_by_asc(request::Column::SubmittedAt)
            .all(self.db.read())
            .await?;
        for row in rows {
            requests.push(self.exported_request(&row, language).await?);
        }
        let mut drafts = Vec::new();
        for draft in self.drafts(actor, language).await? {
            let row = self.own_draft(actor, draft.id).await?;
            let answers = self.writing(&row).await?.answers;
            let context = self.context(actor, draft.id).await?;
            let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&context.members);
            drafts.push(json!({
                "id": draft.id,
                "procedure": draft.procedure,
                "title": procedure.title.get(language),
                "created_at": at(row.created_at),
                "saved_at": at(row.updated_at),
                "answers": answers,
                "said": said(&procedure, &answers, &context, language),
                "documents": self.exported_documents(draft.id, &procedure, language).await?,
            }));
        }
        let notices = self.notices(actor, language).await?.into_iter().map(|notice| {
            json!({
                "at": at(millis(notice.at)),
                "kind": notice.kind,
                "subject": notice.text.subject,
                "text": notice.text.body,
                "read": notice.read,
            })
        });
        let corrections = self.corrections(actor).await?.into_iter().map(|asked| {
            json!({
                "asked_at": at(millis(asked.asked_at)),
                "due_at": at(millis(asked.due_at)),
                "part": asked.part.as_str(),
                "should_be": asked.should_be,
                "state": asked.state.as_str(),
                "answer": asked.answer,
            })
        });
        Ok(json!({
            "format": "kk-daring/1",
            "made_at": at(now),
            "office": self.settings.office_name,
            "account": self.exported_account(&row).await?,
            "card": self.card_of(id).await?,
            "earlier_cards": card_version::Entity::find()
                .filter(card_version::Column::AccountId.eq(id)).count(self.db.read()).await?,
            "drafts": drafts,
            "requests": requests,
            "notices": notices.collect::<Vec<_>>(),
            "corrections": corrections.collect::<Vec<_>>(),
            "questions": self.exported_questions(actor).await?,
            "helpers": self.exported_helpers(actor).await?,
            "wishes": self.exported_wishes(actor).await?,
            "objections": self.exported_objections(id).await?,
            "history": self.exported_history(id).await?,
            "sessions": session::Entity::find()
                .filter(session::Column::AccountId.eq(id)).count(self.db.read()).await?,
            "known_browsers": device::Entity::find()
                .filter(device::Column::AccountId.eq(id)).count(self.db.read()).await?,
            "notified_browsers": push_subscription::Entity::find()
                .filter(push_subscription::Column::AccountId.eq(id)).count(self.db.read()).await?,
        }))
    }

    /// Officers who filled in requests for them.
    async fn exported_helpers(&self, actor: &Actor) -> Result<Vec<Value>, Error> {
        let helpers = self.assistances(actor).await?.into_iter().map(|help| {
            json!({
                "officer": help.officer,
                "office": help.office,
                "from": at(millis(help.started_at)),
                "to": at(millis(help.ends_at)),
                "sent": help.sent.into_iter().map(|(_, number)| number).collect::<Vec<_>>(),
            })
        });
        Ok(helpers.collect())
    }

    /// What was asked of the office, and its answers.
    async fn exported_questions(&self, actor: &Actor) -> Result<Vec<Value>, Error> {
        let id = actor.citizen()?.account;
        let rows = help_ticket::Entity::find()
            .filter(help_ticket::Column::AccountId.eq(id))
            .filter(help_ticket::Column::Body.is_not_null())
            .order_by_asc(help_ticket::Column::CreatedAt)
            .all(self.db.read())
            .await?;
        let mut questions = Vec::with_capacity(rows.len());
        for row in rows {
            let (messages, _) = self.thread(row.id, false, self.message_files(row.id).await?).await?;
            let messages = messages.into_iter().map(|message| {
                json!({
                    "at": at(millis(message.at)),
                    "from_office": message.from_office,
                    "text": message.text,
                    "files": message.files.into_iter().map(|file| {
                        json!({ "name": file.name, "media_type": file.media_type, "bytes": file.bytes })
                    }).collect::<Vec<_>>(),
                })
            });
            questions.push(json!({
                "number": row.number,
                "asked_at": at(row.created_at),
                "state": row.state,
                "messages": messages.collect::<Vec<_>>(),
                "history": self.exported_history(row.id).await?,
            }));
        }
        Ok(questions)
    }

    /// By which ways news comes, and in which language.
    async fn exported_wishes(&self, actor: &Actor) -> Result<Value, Error> {
        let view = self.wishes(actor).await?;
        Ok(json!({
            "email": view.wishes.email,
            "whatsapp": view.wishes.whatsapp,
            "sms": view.wishes.sms,
            "push": view.wishes.push,
            "first": view.wishes.first.as_str(),
            "language": view.language.map(Language::code),
        }))
    }

    /// What was said against requests of others; of those nothing.
    async fn exported_objections(&self, id: uuid::Uuid) -> Result<Vec<Value>, Error> {
        let told = self.objections_by(id).await?.into_iter().map(|own| {
            json!({
                "filed_at": at(millis(own.filed_at)),
                "words": own.words,
                "state": own.state.as_str(),
                "answer": own.answer,
                "settled_at": own.settled_at.map(|settled| at(millis(settled))),
            })
        });
        Ok(told.collect())
    }

    async fn exported_account(&self, row: &account::Model) -> Result<Value, Error> {
        let sealer = self.sealer(row.id).await?;
        let text = |place: &str, sealed: &Option<Vec<u8>>| {
            sealed.as_deref().map(|sealed| sealer.open_text(place, row.id, sealed)).transpose()
        };
        Ok(json!({
            "name": sealer.open_text("account.name", row.id, &row.name)?,
            "nik": text("account.nik", &row.nik)?,
            "kk_number": text("account.kk_number", &row.kk_number)?,
            "phone": text("account.phone", &row.phone)?,
            "email": text("account.email", &row.email)?,
            "language": row.language,
            "linked": row.link == "linked",
            "created_at": at(row.created_at),
        }))
    }

    /// What happened, and who of the office looked: roles, no names.
    pub(super) async fn exported_history(&self, subject: uuid::Uuid) -> Result<Vec<Value>, Error> {
        let lines = event::Entity::find()
            .filter(event::Column::Subject.eq(subject))
            .order_by_asc(event::Column::Seq)
            .all(self.db.read())
            .await?;
        let shown = lines.into_iter().map(|line| {
            json!({
                "at": at(line.happened_at),
                "what": line.kind,
                "by": line.actor_role,
                "detail": without_officers(&line.detail),
            })
        });
        Ok(shown.collect())
    }
}
