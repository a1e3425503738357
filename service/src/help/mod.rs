//! Help: the questions that people ask, found by what they type; and what they ask us themselves, as tickets that
//! officers answer.
mod answering;
mod desk;
mod files;
mod history;
mod keeping;
mod questions;
mod search;
mod thread;
mod ticket;

pub(crate) use desk::visible_tickets;
pub use desk::{DeskTicket, TicketAct, TicketPage, TicketPart};
pub use questions::{Help, HelpAbout, HelpLink, HelpQuestion, HelpTopic};
pub use ticket::{NewTicket, TicketRow, TicketView};

use crate::Service;

/// How a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// It waits for an answer.
    Open,
    /// The office has answered last.
    Answered,
    /// It needs nothing more.
    Closed,
}

impl TicketState {
    /// A stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Open, Self::Answered, Self::Closed].into_iter().find(|state| state.as_str() == code)
    }
}

impl Service {
    /// The questions with their answers.
    pub fn help(&self) -> &Help {
        &self.help
    }
}
