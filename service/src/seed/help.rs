//! What was asked in the demonstration, and what citizens thought afterwards.
use crate::{Actor, Error, NewTicket, Service};
use domain::Language;
use uuid::Uuid;

impl Service {
    /// A question without an account that waits, one of Siti's that was answered, and opinions of the other families.
    pub(super) async fn seed_help(&self, citizens: &[Actor], officer: &Actor) -> Result<(), Error> {
        let asked =
            |text: &str| NewTicket { key: Uuid::new_v4(), text: text.to_owned(), ..NewTicket::default() };
        let stranger = NewTicket {
            email: "cucu@contoh.test".to_owned(),
            topic: "untuk-orang-lain".to_owned(),
            ..asked(
                "Nenek saya tidak dapat berjalan. Bolehkah saya yang mengurus, dan surat apa yang diperlukan?",
            )
        };
        self.ask_for_help(&Actor::Stranger, &stranger, Language::Id, "127.0.0.1").await?;
        if let Some(siti) = citizens.first() {
            let question = asked("Apakah ijazah harus dilegalisir dulu?");
            let id = self.ask_for_help(siti, &question, Language::Id, "127.0.0.1").await?;
            let number = self.opened_ticket(id).await?;
            self.answer_ticket(officer, &number, "", "Tidak perlu. Foto ijazah aslinya sudah cukup.").await?;
        }
        let mut opinions = [("5", "Cepat, tidak perlu antre."), ("4", ""), ("2", "Unggah fotonya sulit.")]
            .into_iter()
            .cycle();
        for citizen in citizens.iter().skip(1) {
            for request in self.requests(citizen, Language::Id).await? {
                if let (true, Some((score, words))) = (request.status.is_end(), opinions.next()) {
                    self.give_feedback(citizen, request.id, score, words).await?;
                }
            }
        }
        Ok(())
    }
}
