//! What people wish about letters: by which ways news comes, in which language, and for officers the morning's digest.
use crate::{
    Actor, Error, Service, Unreachable,
    channel::ChannelKind,
    clock::millis,
    entity::{account, notice_wish},
};
use domain::{Email, FieldError, Language, Phone, Way, Wishes};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use uuid::Uuid;

/// Wishes as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WishForm {
    /// News by these ways.
    pub ways: Vec<Way>,
    /// `email`, `whatsapp`, `sms`, or `phone` where the gateway chooses.
    pub first: String,
    /// `id`, `en`, or nothing for the language of the pages.
    pub language: String,
    /// For officers: the digest of each working morning.
    pub digest: bool,
}

/// What somebody sees of the own wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishView {
    /// The e-mail, masked.
    pub email: Option<String>,
    /// The phone, masked.
    pub phone: Option<String>,
    /// By which ways.
    pub wishes: Wishes,
    /// A language of letters of their own; else that of the pages.
    pub language: Option<Language>,
    /// The digest, for officers.
    pub digest: bool,
    /// When nothing is sent but codes and security: from, until.
    pub quiet: Option<(String, String)>,
    /// Addresses at which letters did not arrive.
    pub unreachable: Vec<Unreachable>,
}

/// The wishes of an account, and the language of its letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wished {
    pub(crate) wishes: Wishes,
    pub(crate) language: Language,
}

fn read(row: &notice_wish::Model) -> Wishes {
    let first = Way::parse(&row.first_way).unwrap_or(Wishes::default().first);
    Wishes {
        email: row.email == 1,
        whatsapp: row.whatsapp.unwrap_or(row.phone) == 1,
        sms: row.sms.unwrap_or(row.phone) == 1,
        push: row.push == 1,
        first,
    }
}

/// What `row` wishes; read in the caller's transaction.
pub(crate) async fn wished<C: ConnectionTrait>(db: &C, row: &account::Model) -> Result<Wished, Error> {
    let own = notice_wish::Entity::find_by_id(row.id).one(db).await?;
    let language = own.as_ref().and_then(|own| own.language.as_deref()).unwrap_or(&row.language);
    Ok(Wished {
        language: Language::parse(language).unwrap_or_default(),
        wishes: own.as_ref().map(read).unwrap_or_default(),
    })
}

impl Service {
    /// One's own wishes.
    pub async fn wishes(&self, actor: &Actor) -> Result<WishView, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        let own = notice_wish::Entity::find_by_id(id).one(self.db.read()).await?;
        let email = self.address_of(&row, ChannelKind::Email).await?;
        let phone = self.address_of(&row, ChannelKind::Phone).await?;
        Ok(WishView {
            email: email.and_then(|text| Email::parse(&text).ok()).map(|email| email.masked()),
            phone: phone.and_then(|text| Phone::parse(&text).ok()).map(|phone| phone.masked()),
            wishes: own.as_ref().map(read).unwrap_or_default(),
            language: own.as_ref().and_then(|own| Language::parse(own.language.as_deref()?)),
            digest: own.as_ref().is_none_or(|own| own.digest == 1),
            quiet: self.settings.quiet.shown(),
            unreachable: self.unreachable(id).await?,
        })
    }

    /// Keeps them. Letters that were written before go as they were planned.
    pub async fn save_wishes(&self, actor: &Actor, form: &WishForm) -> Result<(), Error> {
        let id: Uuid = actor.account().ok_or(Error::SignInFirst)?;
        let first = match Way::parse(&form.first) {
            Some(way @ (Way::Email | Way::Phone | Way::WhatsApp | Way::Sms)) => way,
            None if form.first.is_empty() => Way::Email,
            Some(Way::Push) | None => return Err(Error::field("first", FieldError::NotInList)),
        };
        if !form.language.is_empty() && Language::parse(&form.language).is_none() {
            return Err(Error::field("language", FieldError::NotInList));
        }
        let citizen = actor.citizen().is_ok();
        let own = notice_wish::Entity::find_by_id(id).one(self.db.write()).await?;
        let before = own.as_ref().map(read).unwrap_or_default();
        let offered = self.settings.phone_ways.ways();
        // Where the gateway chooses, one tick says both; what the office has not nobody is asked, and it stays as it was.
        let wants = |way: Way, before: bool| {
            let asked = [way, Way::Phone].into_iter().find(|asked| offered.contains(asked));
            // A page of before they were two says `phone`.
            let ticked = |asked| form.ways.contains(&asked) || form.ways.contains(&Way::Phone);
            !citizen || asked.map_or(before, ticked)
        };
        let whatsapp = wants(Way::WhatsApp, before.whatsapp);
        let sms = wants(Way::Sms, before.sms);
        // Officers are told in their inbox; what they choose is the digest and the language.
        let row = notice_wish::ActiveModel {
            account_id: Set(id),
            email: Set((!citizen || form.ways.contains(&Way::Email)).into()),
            phone: Set((whatsapp || sms).into()),
            whatsapp: Set(Some(whatsapp.into())),
            sms: Set(Some(sms.into())),
            // Where none are offered nobody is asked.
            push: Set((!citizen || self.push_key().is_none() || form.ways.contains(&Way::Push)).into()),
            first_way: Set(first.as_str().to_owned()),
            language: Set(Some(form.language.clone()).filter(|code| !code.is_empty())),
            digest: Set((citizen || form.digest).into()),
            digest_day: Set(None),
            updated_at: Set(millis(self.clock.now())),
        };
        let keep = OnConflict::column(notice_wish::Column::AccountId)
            .update_columns([
                notice_wish::Column::Email,
                notice_wish::Column::Phone,
                notice_wish::Column::Whatsapp,
                notice_wish::Column::Sms,
                notice_wish::Column::Push,
                notice_wish::Column::FirstWay,
                notice_wish::Column::Language,
                notice_wish::Column::Digest,
                notice_wish::Column::UpdatedAt,
            ])
            .to_owned();
        notice_wish::Entity::insert(row).on_conflict(keep).exec_without_returning(self.db.write()).await?;
        Ok(())
    }
}
