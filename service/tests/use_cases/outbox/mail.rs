//! E-mail without a server: what SMTP itself does is tested beside its adapter.
use async_trait::async_trait;
use domain::Way;
use service::channel::{Channel, Delivered, FailureCode, Message, SendError};
use std::sync::Mutex;

#[derive(Debug, Default)]
pub struct Mail {
    fault: Mutex<Option<SendError>>,
    got: Mutex<Vec<(String, String)>>,
    marks: Mutex<Vec<String>>,
}

impl Mail {
    /// Every letter fails like this from now on.
    pub fn fails(&self, fault: SendError) {
        *self.fault.lock().unwrap() = Some(fault);
    }

    /// This address does not exist.
    pub fn bounces(&self) {
        self.fails(SendError::Permanent(FailureCode::Smtp(550)));
    }

    pub fn works(&self) {
        *self.fault.lock().unwrap() = None;
    }

    /// What the return paths of all letters carried, in order.
    pub fn marks(&self) -> Vec<String> {
        self.marks.lock().unwrap().clone()
    }

    /// Whom, and what kind of letter, in order.
    pub fn got(&self) -> Vec<(String, String)> {
        self.got.lock().unwrap().clone()
    }

    /// How many letters of a kind have arrived at an address.
    pub fn count(&self, to: &str, kind: &str) -> usize {
        self.got().iter().filter(|(whom, what)| whom == to && what == kind).count()
    }
}

#[async_trait]
impl Channel for Mail {
    fn way(&self) -> Way {
        Way::Email
    }

    async fn send(&self, message: &Message) -> Result<Delivered, SendError> {
        if let Some(fault) = *self.fault.lock().unwrap() {
            return Err(fault);
        }
        self.marks.lock().unwrap().extend(message.bounce.clone());
        let subject = message.subject.clone().unwrap_or_default();
        self.got.lock().unwrap().push((message.to.clone(), subject));
        Ok(Delivered { reference: None })
    }
}
