//! Who is asking.
use domain::{ActorKind, Language, Role, Viewer};
use time::OffsetDateTime;
use uuid::Uuid;

/// Whether an officer has tied an account to a person of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not yet: types the present card, learns nothing from the register.
    Unlinked,
    /// Tied, on evidence.
    Linked,
}

/// A signed-in citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// The account.
    pub account: Uuid,
    /// Display name.
    pub name: String,
    /// Preferred language.
    pub language: Language,
    /// Linked to a person of the register?
    pub link: Link,
}

/// A signed-in officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// The account.
    pub account: Uuid,
    /// Display name.
    pub name: String,
    /// Preferred language.
    pub language: Language,
    /// What they may do.
    pub role: Role,
    /// Where they work.
    pub office: Uuid,
    /// The district whose requests they see; `None` is all of the office.
    pub district: Option<String>,
}

/// An officer who fills in a request for a citizen, with the citizen's consent. Not the citizen: every use case that
/// asks for one refuses; those of the wizard ask for the one who writes ([`Actor::writer`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assisted {
    /// The row that says so, and ends.
    pub id: Uuid,
    /// Who is helped: whose the drafts are.
    pub citizen: Citizen,
    /// Who helps, and is signed in.
    pub helper: Officer,
    /// When it ends by itself.
    pub until: OffsetDateTime,
}

/// Who is asking: every use case that touches somebody's rows takes one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Actor {
    /// Nobody signed in.
    #[default]
    Stranger,
    /// A citizen.
    Citizen(Citizen),
    /// An officer.
    Officer(Officer),
    /// An officer, in the wizard, for a citizen.
    Assisted(Box<Assisted>),
}

impl Actor {
    /// The account that is signed in.
    pub fn account(&self) -> Option<Uuid> {
        match self {
            Self::Assisted(assisted) => Some(assisted.helper.account),
            Self::Stranger => None,
            Self::Citizen(citizen) => Some(citizen.account),
            Self::Officer(officer) => Some(officer.account),
        }
    }

    /// The citizen, or why not.
    pub fn citizen(&self) -> Result<&Citizen, crate::Error> {
        match self {
            Self::Citizen(citizen) => Ok(citizen),
            Self::Officer(_) | Self::Assisted(_) => Err(crate::Error::Forbidden),
            Self::Stranger => Err(crate::Error::SignInFirst),
        }
    }

    /// The citizen whose drafts are written: by themselves, or by an officer who helps.
    pub fn writer(&self) -> Result<&Citizen, crate::Error> {
        match self {
            Self::Assisted(assisted) => Ok(&assisted.citizen),
            Self::Citizen(_) | Self::Officer(_) | Self::Stranger => self.citizen(),
        }
    }

    /// Who helps whom, if this is an officer in the wizard of a citizen.
    pub fn assisted(&self) -> Option<&Assisted> {
        match self {
            Self::Assisted(assisted) => Some(assisted),
            Self::Citizen(_) | Self::Officer(_) | Self::Stranger => None,
        }
    }

    /// The officer, or why not.
    pub fn officer(&self) -> Result<&Officer, crate::Error> {
        match self {
            Self::Officer(officer) => Ok(officer),
            Self::Citizen(_) | Self::Assisted(_) => Err(crate::Error::Forbidden),
            Self::Stranger => Err(crate::Error::SignInFirst),
        }
    }

    /// What this actor may see of the live feed.
    pub fn viewer(&self) -> Viewer {
        match self {
            // The wizard of somebody else follows nothing.
            Self::Stranger | Self::Assisted(_) => Viewer::Stranger,
            Self::Citizen(citizen) => Viewer::Citizen(citizen.account),
            Self::Officer(officer) => Viewer::Officer {
                account: officer.account,
                office: officer.office,
                sees_all: officer.sees_all(),
                district: officer.district.clone(),
            },
        }
    }
}

impl Officer {
    /// Supervisors and administrators see every office of the installation.
    pub fn sees_all(&self) -> bool {
        matches!(self.role, Role::Supervisor | Role::Administrator)
    }

    /// For the decision table.
    pub fn kind(&self) -> ActorKind {
        match self.role {
            Role::FrontDesk => ActorKind::FrontDesk,
            Role::Verifier => ActorKind::Verifier,
            Role::Supervisor => ActorKind::Supervisor,
            Role::Administrator => ActorKind::Administrator,
        }
    }
}
