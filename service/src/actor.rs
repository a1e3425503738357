//! Who is asking.
use domain::{ActorKind, Language, Role, Viewer};
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
}

impl Actor {
    /// The account, if signed in.
    pub fn account(&self) -> Option<Uuid> {
        match self {
            Self::Stranger => None,
            Self::Citizen(citizen) => Some(citizen.account),
            Self::Officer(officer) => Some(officer.account),
        }
    }

    /// The citizen, or why not.
    pub fn citizen(&self) -> Result<&Citizen, crate::Error> {
        match self {
            Self::Citizen(citizen) => Ok(citizen),
            Self::Officer(_) => Err(crate::Error::Forbidden),
            Self::Stranger => Err(crate::Error::SignInFirst),
        }
    }

    /// The officer, or why not.
    pub fn officer(&self) -> Result<&Officer, crate::Error> {
        match self {
            Self::Officer(officer) => Ok(officer),
            Self::Citizen(_) => Err(crate::Error::Forbidden),
            Self::Stranger => Err(crate::Error::SignInFirst),
        }
    }

    /// What this actor may see of the live feed.
    pub fn viewer(&self) -> Viewer {
        match self {
            Self::Stranger => Viewer::Stranger,
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
