//! Demonstration data: an office, officers of each role, a few families, requests in every status. All of
//! it is made up; NIK and card numbers begin with 99, which no area has. Made through the same use cases as
//! real requests, with a clock that is moved by hand, so every history is a true one.
mod figures;
mod help;
mod people;
mod picture;
mod register;
mod story;

use crate::{Actor, Error, HandClock, NewOfficer, Service, entity::account};
use domain::{AppointmentForm, AppointmentRules, Language, Role};
use people::{FAMILIES, OFFICERS};
use sea_orm::{EntityTrait, PaginatorTrait};
use time::Duration;
use uuid::Uuid;

/// The password of every demonstration account.
pub const DEMO_PASSWORD: &str = "perahu-kayu-biru-7";

/// What was made.
#[derive(Clone, Debug, Default)]
pub struct DemoReport {
    /// One sentence each.
    pub lines: Vec<String>,
}

impl Service {
    /// Loads the demonstration into an empty database; into any other it does nothing and says so. `clock`
    /// must be the clock of this service: it starts some weeks ago and ends where it began.
    pub async fn seed_demo(&self, clock: &HandClock) -> Result<DemoReport, Error> {
        if account::Entity::find().count(self.db.read()).await? > 0 {
            return Ok(report("There are accounts already; nothing was added.".into()));
        }
        let span = Duration::days(24);
        clock.advance(-span);
        self.ensure_office("DINAS", &self.settings.office_name, "dinas").await?;
        self.ensure_office("KEC-CONTOH", "Kecamatan Contoh", "kecamatan").await?;
        let mut officers = Vec::new();
        for (name, email, role) in OFFICERS {
            let new = NewOfficer {
                name: name.into(),
                email: email.into(),
                role,
                office_code: "DINAS".into(),
                password: DEMO_PASSWORD.into(),
            };
            officers.push((role, self.create_officer(&new).await?));
        }
        let mut verifiers = Vec::new();
        for (role, account) in &officers {
            if matches!(role, Role::Verifier | Role::Supervisor) {
                verifiers.push(self.actor(*account).await?);
            }
        }
        let mut citizens: Vec<Actor> = Vec::new();
        for family in FAMILIES {
            citizens.push(self.seed_family(family).await?);
        }
        let known = self.seed_register().await?;
        let requests = self.tell_stories(clock, &citizens, &verifiers, span).await?;
        if let Some(officer) = verifiers.first() {
            self.seed_help(&citizens, officer).await?;
        }
        self.seed_appointments(&officers, &citizens).await?;
        self.seed_figures(span).await?;
        let (officers, families) = (officers.len(), citizens.len());
        Ok(report(format!(
            "{officers} officers, {families} families, {known} in the register, {requests} requests."
        )))
    }
}

impl Service {
    /// The office offers times, and one family has chosen the first of them.
    async fn seed_appointments(&self, officers: &[(Role, Uuid)], citizens: &[Actor]) -> Result<(), Error> {
        let administrator = officers.iter().find(|(role, _)| *role == Role::Administrator);
        let (Some((_, administrator)), Some(citizen)) = (administrator, citizens.get(1)) else {
            return Ok(());
        };
        let rules = AppointmentRules {
            counters: vec!["Loket 3".into(), "Loket 4".into()],
            ..AppointmentRules::default()
        };
        let administrator = self.actor(*administrator).await?;
        let form = AppointmentForm::of(&rules);
        self.save_appointment_settings(&administrator, "DINAS", true, &form).await?;
        for request in self.requests(citizen, Language::Id).await? {
            let case = self.appointment_case(citizen, request.id).await?;
            if case.is_some_and(|case| case.may_choose)
                && let Some(free) = self.free_times(citizen, request.id).await?.first()
            {
                self.choose_appointment(citizen, request.id, &free.time.code()).await?;
            }
        }
        Ok(())
    }
}

/// What was made, and how to sign in.
fn report(first: String) -> DemoReport {
    let sign_in = |who: &str, name: &str| format!("{who}: {name} / {DEMO_PASSWORD}");
    let mut lines = vec![first];
    lines.extend(FAMILIES.iter().take(1).map(|family| sign_in("citizen", family.email)));
    for (_, email, role) in OFFICERS {
        let who = if role == Role::Verifier { "officer" } else { role.as_str() };
        lines.push(sign_in(who, email));
    }
    lines.push("One-time codes are read at /kotak-surat.".to_owned());
    DemoReport { lines }
}
