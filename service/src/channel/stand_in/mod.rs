//! Servers to send to in tests: real sockets, scripted manners.
#![expect(clippy::unwrap_used, reason = "a stand-in that cannot speak fails its test")]

pub(super) mod http;
pub(super) mod smtp;

use uuid::Uuid;

use super::Message;

pub(super) fn message(to: &str) -> Message {
    Message {
        way: domain::Way::Phone,
        to: to.to_owned(),
        subject: Some("Permohonan Anda perlu diperbaiki".to_owned()),
        body: "Foto ijazah terlalu buram — mohon unggah ulang.\n.\nTerima kasih.".to_owned(),
        idempotency_key: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001),
        urgency: domain::Urgency::Act,
        bounce: None,
        topic: None,
    }
}

/// A port on which nobody listens.
pub(super) async fn deaf_port() -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}
