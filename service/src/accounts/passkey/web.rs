//! `WebAuthn` (W3C, level 3) for this installation's address: what a browser is asked, and whether what it answers holds.
//! The ceremonies themselves are `webauthn_rp`'s. Nothing here is stored or looked up.
use serde::{Deserialize, Serialize};
use webauthn_rp::{
    AuthenticatedCredential,
    bin::{Decode, Encode},
    request::{
        AsciiDomain, Credentials as _, PublicKeyCredentialDescriptor, RpId, UserVerificationRequirement,
        auth::{
            AllowedCredentials, AuthenticationVerificationOptions, NonDiscoverableAuthenticationServerState,
            NonDiscoverableCredentialRequestOptions,
        },
        register::{
            Nickname, PublicKeyCredentialCreationOptions, PublicKeyCredentialUserEntity,
            RegistrationServerState, RegistrationVerificationOptions, ResidentKeyRequirement, UserHandle,
            Username,
        },
    },
    response::{
        AuthTransports, CredentialId,
        auth::NonDiscoverableAuthentication16,
        register::{CompressedPubKey, DynamicState, Registration, StaticState},
    },
};

/// What stands for an account in passkeys; it says nothing of anybody.
pub(super) type Handle = [u8; 16];
type Key = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// The answer is none, or does not hold; which of it is nobody's business but the log's.
#[derive(Debug, thiserror::Error)]
#[error("the passkey's answer was refused: {0}")]
pub(super) struct Refused(String);

impl Refused {
    fn by(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// Whom passkeys are made for: the name of the host, and the one address that may use them.
pub(super) struct Site {
    id: RpId,
    origin: String,
}

impl Site {
    /// `None` where browsers make no passkeys: at an address of numbers, and without TLS.
    pub(super) fn of(public_url: &str) -> Option<Self> {
        let (scheme, rest) = public_url.split_once("://")?;
        let place = rest.split('/').next()?;
        let host = place.rsplit_once(':').map_or(place, |(host, _)| host);
        let is_name = !host.starts_with('[') && host.parse::<std::net::IpAddr>().is_err();
        let safe = scheme == "https" || host == "localhost";
        let id = AsciiDomain::try_from(host.to_owned()).ok().filter(|_| is_name && safe)?;
        Some(Self { id: RpId::Domain(id), origin: format!("{scheme}://{place}") })
    }
}

/// What is kept of a passkey and stays as it is.
#[derive(Serialize, Deserialize)]
pub(super) struct Credential {
    pub(super) id: Vec<u8>,
    transports: u8,
    key: Vec<u8>,
}

impl Credential {
    fn descriptor(&self) -> Result<PublicKeyCredentialDescriptor<Vec<u8>>, Refused> {
        Ok(PublicKeyCredentialDescriptor {
            id: CredentialId::decode(self.id.clone()).map_err(Refused::by)?,
            transports: AuthTransports::decode(self.transports).map_err(Refused::by)?,
        })
    }
}

/// A question to a browser.
pub(super) struct Question {
    /// By which its answer is known again.
    pub(super) challenge: [u8; 16],
    /// What the answer is held against.
    pub(super) state: Vec<u8>,
    /// What the browser is given, as JSON.
    pub(super) options: String,
}

impl Question {
    fn of<O: serde::Serialize>(state: Vec<u8>, options: &O) -> Result<Self, Refused> {
        let options = serde_json::to_value(options).map_err(Refused::by)?;
        let text = options.get("challenge").and_then(serde_json::Value::as_str).unwrap_or_default();
        let challenge = decoded(text).ok_or_else(|| Refused("a question without a challenge".to_owned()))?;
        Ok(Self { challenge, state, options: options.to_string() })
    }
}

fn decoded(text: &str) -> Option<[u8; 16]> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// Asks for a new passkey. `name` and `shown` are what the device lists it by; `known` ones are not made again.
pub(super) fn ask_to_make(
    site: &Site,
    handle: Handle,
    (name, shown): (&str, &str),
    known: &[Credential],
) -> Result<Question, Refused> {
    let Ok(id) = UserHandle::decode(handle);
    let user = PublicKeyCredentialUserEntity {
        // Not every name is one in the sense of RFC 8265.
        name: Username::try_from(name).or_else(|_| Username::try_from("warga")).map_err(Refused::by)?,
        id: &id,
        display_name: Nickname::try_from(shown).ok(),
    };
    let known = known.iter().map(Credential::descriptor).collect::<Result<Vec<_>, _>>()?;
    let mut options = PublicKeyCredentialCreationOptions::second_factor(&site.id, user, known);
    // A phone's own keys are kept where its owner finds them again on the next phone; a key on a chain needs no PIN.
    options.authenticator_selection.resident_key = ResidentKeyRequirement::Preferred;
    options.authenticator_selection.user_verification = UserVerificationRequirement::Preferred;
    let (state, options) = options.start_ceremony().map_err(Refused::by)?;
    Question::of(state.encode().map_err(Refused::by)?, &options)
}

/// What a browser made.
pub(super) struct Made(Registration);

impl Made {
    pub(super) fn read(answer: &str) -> Result<Self, Refused> {
        Registration::from_json_custom(answer.as_bytes()).map(Self).map_err(Refused::by)
    }

    /// Of which question it is the answer.
    pub(super) fn challenge(&self) -> Result<[u8; 16], Refused> {
        Ok(self.0.challenge_relaxed().map_err(Refused::by)?.0.to_le_bytes())
    }

    /// What is to be kept: what stays, and what changes by use.
    pub(super) fn verify(&self, site: &Site, state: &[u8]) -> Result<(Credential, Vec<u8>), Refused> {
        let state = RegistrationServerState::<16>::decode(state).map_err(Refused::by)?;
        let origins = [site.origin.as_str()];
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let made = state.verify(&site.id, &self.0, &options).map_err(Refused::by)?;
        let (Ok(key), Ok(counted), Ok(transports)) =
            (made.static_state().encode(), made.dynamic_state().encode(), made.transports().encode());
        let credential = Credential { id: made.id().as_ref().to_vec(), transports, key };
        Ok((credential, counted.to_vec()))
    }
}

/// Asks for one of the `known` passkeys.
pub(super) fn ask_to_prove(site: &Site, known: &[Credential]) -> Result<Question, Refused> {
    let mut allowed = AllowedCredentials::with_capacity(known.len());
    for credential in known {
        allowed.push(credential.descriptor()?.into());
    }
    let mut options =
        NonDiscoverableCredentialRequestOptions::second_factor(&site.id, allowed).map_err(Refused::by)?;
    options.options().user_verification = UserVerificationRequirement::Preferred;
    let (state, options) = options.start_ceremony().map_err(Refused::by)?;
    Question::of(state.encode().map_err(Refused::by)?, &options)
}

/// What a passkey answered.
pub(super) struct Signed(NonDiscoverableAuthentication16);

impl Signed {
    pub(super) fn read(answer: &str) -> Result<Self, Refused> {
        NonDiscoverableAuthentication16::from_json_custom(answer.as_bytes()).map(Self).map_err(Refused::by)
    }

    /// Of which question it is the answer.
    pub(super) fn challenge(&self) -> Result<[u8; 16], Refused> {
        Ok(self.0.challenge_relaxed().map_err(Refused::by)?.0.to_le_bytes())
    }

    /// Whose answer it is.
    pub(super) fn credential(&self) -> &[u8] {
        self.0.raw_id().into_inner()
    }

    /// What the device counts from now on. One that counts backwards is a copy, and refused.
    pub(super) fn verify(
        &self,
        site: &Site,
        state: &[u8],
        handle: Handle,
        credential: &Credential,
        counted: &[u8],
    ) -> Result<Vec<u8>, Refused> {
        let state = NonDiscoverableAuthenticationServerState::decode(state).map_err(Refused::by)?;
        let Ok(user) = UserHandle::decode(handle);
        let key = StaticState::<Key>::decode(&credential.key).map_err(Refused::by)?;
        let counted: [u8; 7] = counted.try_into().map_err(|_| Refused("what it counted is lost".into()))?;
        let counted = DynamicState::decode(counted).map_err(Refused::by)?;
        let id = CredentialId::decode(credential.id.as_slice()).map_err(Refused::by)?;
        let mut known = AuthenticatedCredential::new(id, &user, key, counted).map_err(Refused::by)?;
        let origins = [site.origin.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        state.verify(&site.id, &self.0, &mut known, &options).map_err(Refused::by)?;
        let Ok(counted) = known.dynamic_state().encode();
        Ok(counted.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_made_for_a_name_and_by_tls_only() {
        for (url, origin) in [
            ("https://kk.contoh.go.id", Some("https://kk.contoh.go.id")),
            ("https://kk.contoh.go.id:8443/", Some("https://kk.contoh.go.id:8443")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://kk.contoh.go.id", None),
            ("http://127.0.0.1:8080", None),
            ("https://10.0.0.5", None),
            ("https://[::1]:8443", None),
            ("", None),
        ] {
            assert_eq!(Site::of(url).map(|site| site.origin).as_deref(), origin, "{url}");
        }
    }
}
