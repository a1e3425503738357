//! Acts of administration want the password again. What was posted waits in the sealed session; the page that asks for
//! the password posts it once more, to the same address, with the password beside it. So nothing typed is lost, and
//! no act has to know of it: it is declared here by its address, and the server asks before it runs.
use crate::{api::refuse, flash::Flash, routes, visitor::Visitor};
use domain::Role;
use service::{Actor, Error, Service};
use std::collections::BTreeMap;

/// Every act of administration, and the page it is done on. One that is missing fails `server/tests/http/strangers`.
pub const ACTS: &[(&str, &str)] = &[
    ("/api/petugas/libur", routes::CALENDAR),
    ("/api/petugas/hapus-libur", routes::CALENDAR),
    ("/api/petugas/janji-atur", routes::APPOINTMENT_RULES),
    ("/api/petugas/undang", routes::OFFICER_INVITE),
    ("/api/petugas/tarik-undangan", routes::OFFICERS),
    ("/api/petugas/pengguna-peran", routes::OFFICERS),
    ("/api/petugas/pengguna-tutup", routes::OFFICERS),
    ("/api/petugas/pengguna-buka", routes::OFFICERS),
    ("/api/petugas/pengguna-dua-langkah", routes::OFFICERS),
];

/// The flash of what waits.
const FORM: &str = "konfirmasi";
/// Where it was posted to, in the flash; no field is called so, because fields begin with their place.
const TO: &str = "ke";
/// The inputs of the page, taken out before the act sees them.
pub(crate) const PASSWORD: &str = "_sandi";
pub(crate) const CODE: &str = "_kode";
/// What waits at most, in bytes.
pub const LARGEST: usize = 64 * 1024;

/// What waits for the password.
pub(crate) struct Waiting {
    /// Where it goes.
    pub(crate) act: &'static str,
    /// The page it was posted from.
    pub(crate) back: &'static str,
    /// What was typed.
    pub(crate) fields: Vec<(String, String)>,
    /// What was wrong with the password.
    pub(crate) flash: Flash,
}

fn act(path: &str) -> Option<(&'static str, &'static str)> {
    ACTS.iter().copied().find(|(act, _)| *act == path)
}

/// Whether `visitor` has to be asked before what is posted to `path` runs. Others are refused by the act itself.
pub fn concerns(visitor: &Visitor, path: &str) -> bool {
    let administers =
        matches!(&visitor.actor, Actor::Officer(officer) if officer.role == Role::Administrator);
    administers && act(path).is_some()
}

/// Whether the act may run now. If not, what was posted waits for the password at [`routes::CONFIRM`].
pub async fn may_run(
    service: &Service,
    visitor: &Visitor,
    path: &str,
    fields: &mut Vec<(String, String)>,
) -> Result<bool, Error> {
    let session = visitor.session.id().map(|id| id.0.to_le_bytes()).ok_or(Error::SignInFirst)?;
    let mut take = |name| {
        let place = fields.iter().position(|(field, _)| field == name)?;
        Some(fields.remove(place).1)
    };
    let (code, password) = (take(CODE).unwrap_or_default(), take(PASSWORD));
    let tried = match &password {
        Some(password) => service.confirm(&visitor.actor, &session, password, &code).await,
        None => service.require_fresh(&visitor.actor, &session).await,
    };
    let error = match tried {
        Ok(()) => {
            visitor.forget(FORM).await;
            return Ok(true);
        }
        Err(Error::ConfirmFirst) => None,
        Err(Error::Fields(mut issues)) => {
            for issue in &mut issues {
                let input = if issue.field == "current" { PASSWORD } else { CODE };
                input.clone_into(&mut issue.field);
            }
            Some(Error::Fields(issues))
        }
        Err(error @ Error::TooMany { .. }) => Some(error),
        Err(error) => return Err(error),
    };
    let mut values: BTreeMap<_, _> = fields
        .iter()
        .enumerate()
        .map(|(place, (name, value))| (format!("{place:04}{name}"), value.clone()))
        .collect();
    values.insert(TO.to_owned(), path.to_owned());
    match error {
        Some(error) => visitor.keep(FORM, values, refuse(error)).await,
        None => visitor.keep_values(FORM, values).await,
    }
    Ok(false)
}

/// What waits for the password of this visitor.
pub(crate) async fn waiting(visitor: &Visitor) -> Option<Waiting> {
    let flash = visitor.flash(FORM).await;
    let (act, back) = act(flash.values.get(TO)?)?;
    let field = |(name, value): (&String, &String)| Some((name.get(4..)?.to_owned(), value.clone()));
    let fields = flash.values.iter().filter(|(name, _)| *name != TO).filter_map(field).collect();
    Some(Waiting { act, back, fields, flash })
}
