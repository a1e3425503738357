//! Registering: the form, the two codes, correcting an address.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, entry, values};
use crate::{
    routes,
    visitor::{REGISTRATION, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Arrival, CodePurpose, Error, Proof, RegistrationForm};
use uuid::Uuid;

/// Takes a registration in and sends both codes.
#[server(name = PostRegistration, prefix = "/api", endpoint = "daftar")]
pub async fn post_registration(
    #[server(default)] nik: String,
    #[server(default)] kk_number: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let typed = values([
        ("nik", &nik),
        ("kk_number", &kk_number),
        ("name", &name),
        ("phone", &phone),
        ("email", &email),
    ]);
    let form = RegistrationForm { nik, kk_number, name, phone, email, password, password_again };
    let mut result = service().register(&form, visitor.language, &visitor.address).await;
    if let Ok(id) = &result
        && visitor.session.insert(REGISTRATION, id).await.is_err()
    {
        result = Err(Error::Internal("session".into()));
    }
    Posted { form: "daftar", values: typed, back: routes::REGISTER.into() }
        .settle(&visitor, result, |_| routes::REGISTER_CODES.into())
        .await
}

/// The registration this browser has begun.
pub(crate) async fn begun(visitor: &Visitor) -> Result<Uuid, Error> {
    visitor.session.get(REGISTRATION).await.ok().flatten().ok_or(Error::NotFound)
}

fn purpose(channel: &str) -> CodePurpose {
    if channel == "phone" { CodePurpose::RegisterPhone } else { CodePurpose::RegisterEmail }
}

/// Proves one address by its code; the second one makes the account and signs in.
#[server(name = PostRegistrationCode, prefix = "/api", endpoint = "daftar-kode")]
pub async fn post_registration_code(
    #[server(default)] channel: String,
    #[server(default)] email_code: String,
    #[server(default)] phone_code: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let purpose = purpose(&channel);
    let code = if purpose == CodePurpose::RegisterPhone { &phone_code } else { &email_code };
    let result = prove(&visitor, purpose, code).await;
    let typed = values([("email_code", &email_code), ("phone_code", &phone_code)]);
    Posted { form: "daftar-kode", values: typed, back: routes::REGISTER_CODES.into() }
        .settle(&visitor, result, |next| next)
        .await
}

async fn prove(visitor: &Visitor, purpose: CodePurpose, code: &str) -> Result<String, Error> {
    let service = service();
    match service.prove_address(begun(visitor).await?, purpose, code).await? {
        Proof::OneToGo => Ok(routes::REGISTER_CODES.to_owned()),
        Proof::Account { account, .. } => {
            entry::remember_device(&service.trust_device(account, visitor.device.as_deref()).await?);
            entry::enter(visitor, account, Arrival::Registered).await?;
            visitor.keep_done("selamat-datang", "welcome").await;
            // The same whether or not another account has the NIK.
            Ok(routes::CARD.to_owned())
        }
    }
}

/// Sends another code, to a corrected address if one is given.
#[server(name = PostRegistrationAgain, prefix = "/api", endpoint = "daftar-ulang-kode")]
pub async fn post_registration_again(
    #[server(default)] channel: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let purpose = purpose(&channel);
    let address = if purpose == CodePurpose::RegisterPhone { &phone } else { &email };
    let result = again(&visitor, purpose, address).await;
    if result.is_ok() {
        visitor.keep_done("kode-ulang", "resent").await;
    }
    Posted {
        form: "daftar-alamat",
        values: values([("email", &email), ("phone", &phone)]),
        back: routes::REGISTER_CODES.into(),
    }
    .settle(&visitor, result, |()| routes::REGISTER_CODES.into())
    .await
}

async fn again(visitor: &Visitor, purpose: CodePurpose, address: &str) -> Result<(), Error> {
    let id = begun(visitor).await?;
    if address.trim().is_empty() {
        service().resend_code(id, purpose).await
    } else {
        service().correct_address(id, purpose, address).await
    }
}
