//! What an office offers: kept by administrators, one office at a time.
use super::{AppointmentState, Offer};
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, administrator, remember},
    clock::millis,
    entity::{
        appointment,
        appointment_rules::{self, Column},
        office,
    },
};
use domain::{AppointmentForm, AppointmentRules};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

const CHANGED: [Column; 5] =
    [Column::Rules, Column::Offered, Column::Version, Column::ChangedBy, Column::ChangedAt];

/// What one office offers, for the page on which it is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentSettings {
    /// The code and the name of the office.
    pub office: (String, String),
    /// All offices, to choose another one.
    pub offices: Vec<(String, String)>,
    /// Citizens may choose now.
    pub offered: bool,
    /// What is offered, or what is proposed while nothing ever was.
    pub form: AppointmentForm,
    /// Appointments to come.
    pub booked: u64,
}

impl Service {
    pub(super) async fn office_by_code(&self, code: &str) -> Result<office::Model, Error> {
        let found = office::Entity::find().filter(office::Column::Code.eq(code)).one(self.db.read()).await?;
        found.ok_or(Error::NotFound)
    }

    pub(super) async fn office_choices(&self) -> Result<Vec<(String, String)>, Error> {
        let rows = office::Entity::find().order_by_asc(office::Column::Id).all(self.db.read()).await?;
        Ok(rows.into_iter().map(|row| (row.code, row.name)).collect())
    }

    /// What an office offers; without a code, the administrator's own office.
    pub async fn appointment_settings(
        &self,
        actor: &Actor,
        office: Option<&str>,
    ) -> Result<AppointmentSettings, Error> {
        let officer = administrator(actor)?;
        let office = match office {
            Some(code) => self.office_by_code(code).await?,
            None => office::Entity::find_by_id(officer.office)
                .one(self.db.read())
                .await?
                .ok_or(Error::NotFound)?,
        };
        let offer = self.offer_of(self.db.read(), office.id).await?;
        let offered = offer.as_ref().is_some_and(|offer| offer.offered);
        let rules = offer.map_or_else(AppointmentRules::default, |offer| offer.rules);
        let booked = appointment::Entity::find()
            .filter(appointment::Column::OfficeId.eq(office.id))
            .filter(appointment::Column::State.eq(AppointmentState::Booked.as_str()))
            .filter(appointment::Column::StartsAt.gt(millis(self.clock.now())))
            .count(self.db.read())
            .await?;
        Ok(AppointmentSettings {
            office: (office.code, office.name),
            offices: self.office_choices().await?,
            offered,
            form: AppointmentForm::of(&rules),
            booked,
        })
    }

    /// Changes what an office offers. Bookings that no longer fit are found by a job, which tells whom they are of.
    pub async fn save_appointment_settings(
        &self,
        actor: &Actor,
        office: &str,
        offered: bool,
        form: &AppointmentForm,
    ) -> Result<(), Error> {
        let officer = administrator(actor)?;
        let office = self.office_by_code(office).await?;
        let rules = form.read().map_err(Error::Fields)?;
        let written = serde_json::to_string(&rules).map_err(|_| Error::Internal("json".into()))?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let before = appointment_rules::Entity::find_by_id(office.id).lock_exclusive().one(&txn).await?;
        let version = before.as_ref().map(Offer::of).transpose()?.map_or(0, |offer| offer.version) + 1;
        appointment_rules::Entity::insert(appointment_rules::ActiveModel {
            office_id: Set(office.id),
            rules: Set(written),
            offered: Set(i16::from(offered)),
            version: Set(version),
            changed_by: Set(officer.account),
            changed_at: Set(at),
        })
        .on_conflict(OnConflict::column(Column::OfficeId).update_columns(CHANGED).to_owned())
        .exec_without_returning(&txn)
        .await?;
        let line = AccountLine {
            account: officer.account,
            kind: "appointments_set",
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("office={} version={version} offered={}", office.code, u8::from(offered)),
            at,
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }
}
