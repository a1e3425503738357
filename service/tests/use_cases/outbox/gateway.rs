//! A gateway for SMS and `WhatsApp` on a real socket, as `docs/gateway.md` asks for it: it knows the messages it has had by
//! their key. How it behaves otherwise is set by the test.
use service::channel::{Channel, GatewaySettings};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    Works,
    /// Connections are closed without a word, and nothing is kept.
    Down,
    /// Keeps the message and answers when nobody listens any more.
    Slow,
    /// Writes its answer twice.
    Twice,
    /// Keeps the message, and never answers.
    Silent,
    /// This number does not exist.
    Refuses,
}

#[derive(Clone)]
pub struct Gateway {
    port: u16,
    mood: Arc<Mutex<Mood>>,
    of_kind: Arc<Mutex<BTreeMap<&'static str, Mood>>>,
    kinds: Arc<Mutex<Vec<String>>>,
    known: Arc<Mutex<BTreeSet<String>>>,
    phones: Arc<Mutex<Vec<(String, String)>>>,
    asked: Arc<Mutex<Vec<String>>>,
    /// Told when a message was kept.
    pub kept: Arc<Notify>,
}

impl Gateway {
    pub async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = Self {
            port: listener.local_addr().unwrap().port(),
            mood: Arc::new(Mutex::new(Mood::Works)),
            of_kind: Arc::default(),
            kinds: Arc::default(),
            known: Arc::default(),
            phones: Arc::default(),
            asked: Arc::default(),
            kept: Arc::default(),
        };
        let serving = gateway.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        gateway
    }

    pub fn adapter(&self) -> Arc<dyn Channel> {
        let settings = GatewaySettings {
            timeout: Duration::from_millis(400),
            ..GatewaySettings::new(format!("http://127.0.0.1:{}/kirim", self.port), "rahasia")
        };
        Arc::new(service::channel::Gateway::new(&settings).unwrap())
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// How it behaves with what goes by one kind only: `whatsapp`, `sms`.
    pub fn with(&self, kind: &'static str, mood: Mood) {
        self.of_kind.lock().unwrap().insert(kind, mood);
    }

    /// By which kind everything was asked for, in order.
    pub fn kinds(&self) -> Vec<String> {
        self.kinds.lock().unwrap().clone()
    }

    /// What people have on their phones: number and text.
    pub fn phones(&self) -> Vec<(String, String)> {
        self.phones.lock().unwrap().clone()
    }

    /// The keys of all that was asked, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    async fn talk(self, mut stream: TcpStream) {
        let Some((key, to, text, kind)) = read(&mut stream).await else { return };
        let usual = *self.mood.lock().unwrap();
        let mood = self.of_kind.lock().unwrap().get(kind.as_str()).copied().unwrap_or(usual);
        self.kinds.lock().unwrap().push(kind);
        self.asked.lock().unwrap().push(key.clone());
        if mood == Mood::Down {
            return;
        }
        if mood == Mood::Refuses {
            let _ = stream.write_all(answer("422 Unprocessable Entity", "{}").as_bytes()).await;
            return;
        }
        // Honours the key: what it has had is answered as before and not sent again.
        if self.known.lock().unwrap().insert(key.clone()) {
            self.phones.lock().unwrap().push((to, text));
        }
        self.kept.notify_one();
        match mood {
            Mood::Silent => std::future::pending::<()>().await,
            Mood::Slow => tokio::time::sleep(Duration::from_millis(900)).await,
            _ => {}
        }
        let said = answer("202 Accepted", &format!(r#"{{"id":"g-{key}"}}"#));
        let _ = stream.write_all(said.as_bytes()).await;
        if mood == Mood::Twice {
            let _ = stream.write_all(said.as_bytes()).await;
        }
    }
}

fn answer(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

async fn read(stream: &mut TcpStream) -> Option<(String, String, String, String)> {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let value = |name: &str| {
                head.lines().find_map(|line| {
                    let (known, value) = line.split_once(": ")?;
                    known.eq_ignore_ascii_case(name).then(|| value.to_owned())
                })
            };
            let length: usize = value("content-length")?.parse().ok()?;
            if read.len() - (text.len() - body.len()) >= length {
                let said: serde_json::Value = serde_json::from_str(body).ok()?;
                let of = |name: &str| said[name].as_str().map(str::to_owned);
                assert_eq!(value("idempotency-key"), of("id"), "header and body name one key");
                return Some((of("id")?, of("to")?, of("text")?, of("channel")?));
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => read.extend_from_slice(&buffer[..count]),
        }
    }
}
