//! Telling the citizen: one letter, in the inbox, by e-mail, to the phone and to browsers.
use crate::{
    Error, Service,
    clock::{Millis, moment},
    entity::{account, request},
    letter::{Letter, ReasonLine, Regarding},
    notices,
    outbox::{self, Addressee},
    wishes::{Wished, wished},
};
use domain::{Date, Flag, Procedure, Target, Urgency, Way, Words};
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

impl Service {
    /// Writes `letter` to the inbox and the outbox of `account`, in the caller's transaction.
    pub(crate) async fn tell(
        &self,
        txn: &DatabaseTransaction,
        account: Uuid,
        letter: &Letter,
        at: Millis,
    ) -> Result<(), Error> {
        let row = account::Entity::find_by_id(account).one(txn).await?.ok_or(Error::NotFound)?;
        if row.is_erased() {
            // Deleted at its owner's wish: there is nobody to tell, and no address.
            return Ok(());
        }
        let sealer = self.sealer_in(txn, account).await?;
        notices::put(txn, &sealer, account, letter, at).await?;
        let Wished { wishes, language } = wished(txn, &row).await?;
        let mut there = Vec::new();
        let addresses =
            [(Way::Email, "account.email", &row.email), (Way::Phone, "account.phone", &row.phone)];
        for (way, place, sealed) in addresses {
            if let Some(sealed) = sealed {
                let to = sealer.open_text(place, account, sealed)?;
                if way == Way::Phone && letter.urgency() != Urgency::Security {
                    there.extend(self.settings.phone_ways.ways().into_iter().map(|way| (way, to.clone())));
                } else {
                    there.push((way, to));
                }
            }
        }
        for browser in self.push_places(txn, account).await? {
            there.push((Way::Push, browser.to_string()));
        }
        let ways: Vec<Way> = there.iter().map(|(way, _)| *way).collect();
        let group = Uuid::now_v7();
        for leg in domain::legs(letter.urgency(), wishes, &ways) {
            for (way, to) in there.iter().filter(|(way, _)| *way == leg.way) {
                let addressee = Addressee { subject: account, way: *way, to, language };
                let turn = (&self.settings, at);
                outbox::post_leg(txn, &sealer, &addressee, letter, (&leg, group), turn).await?;
            }
        }
        Ok(())
    }

    /// Writes `letter` to the inbox only: good to know, not worth a message.
    pub(crate) async fn tell_inbox(
        &self,
        txn: &DatabaseTransaction,
        account: Uuid,
        letter: &Letter,
        at: Millis,
    ) -> Result<(), Error> {
        let sealer = self.sealer_in(txn, account).await?;
        notices::put(txn, &sealer, account, letter, at).await
    }

    pub(crate) fn local_date(&self, at: Millis) -> Date {
        moment(at).to_offset(self.settings.zone.offset()).date()
    }

    /// The words of the flags, from the catalogue that the request was written under.
    pub(crate) fn reason_lines(&self, procedure: &Procedure<Words>, flags: &[Flag]) -> Vec<ReasonLine> {
        flags
            .iter()
            .filter_map(|flag| {
                let reason = self.catalogue.reason(&flag.reason)?;
                Some(ReasonLine {
                    about: label_of(procedure, &flag.target),
                    reason: reason.label.clone(),
                    advice: reason.advice.clone(),
                    note: flag.note.clone(),
                })
            })
            .collect()
    }
}

/// How a flagged thing is called.
pub(crate) fn label_of(procedure: &Procedure<Words>, target: &Target) -> Option<Words> {
    match target {
        Target::Question { code } => procedure
            .steps
            .iter()
            .flat_map(|step| &step.questions)
            .find(|question| question.code == *code)
            .map(|question| question.label.clone()),
        Target::Document { slot } => {
            procedure.documents.iter().find(|known| known.code == *slot).map(|slot| slot.label.clone())
        }
        Target::General => None,
    }
}

/// How messages name a request.
pub(crate) fn regarding(row: &request::Model, procedure: &Procedure<Words>) -> Regarding {
    Regarding { request: row.id, number: row.displayed_number(), procedure: procedure.name.clone() }
}
