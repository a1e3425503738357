//! A draft that nobody has begun yet, as the wizard draws it: a phone keeps one, to begin without a network.
use crate::{Actor, Error, Service};
use domain::{Answers, Element, Labels, Language, StepView, brought_originals};
use uuid::Uuid;

impl Service {
    /// What the wizard draws from for a draft of `procedure` with no answers, under the id of nobody
    /// ([`Uuid::nil`]), at its first step. Nothing is stored. `None` while there is no card to keep that it needs.
    pub async fn blank_view(
        &self,
        actor: &Actor,
        procedure: &str,
        language: Language,
    ) -> Result<Option<StepView>, Error> {
        let citizen = actor.citizen()?;
        let entry = self.catalogue.find(procedure, self.today()).ok_or(Error::NotFound)?;
        if entry.procedure.needs_card
            && self.card_to_keep(citizen.account).await?.is_none_or(|card| card.members.is_empty())
        {
            return Ok(None);
        }
        let mut context = self.context(actor, Uuid::nil()).await?;
        let source = entry.procedure.for_family(&context.members);
        let mut procedure = source.localize(language);
        procedure.effects.clone_from(&source.effects);
        procedure.documents.retain(|slot| !slot.when.is_out_of_question(&context));
        let answers = Answers::default();
        let bring_original = brought_originals(&procedure, &answers, &context);
        context.applicant_nik = None;
        context.labels = Labels::default();
        for member in &mut context.members {
            member.elements.remove(&Element::Nik);
        }
        let mut view = StepView {
            draft: Uuid::nil(),
            revision: 0,
            language,
            procedure,
            answers,
            context,
            documents: Vec::new(),
            bring_original,
            flagged: None,
            before: None,
            step: String::new(),
        };
        view.step = view.journey().next;
        Ok(Some(view))
    }
}
