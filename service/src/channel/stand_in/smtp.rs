//! A mail server with a script: what it answers to which command.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// Silence: the command is read and never answered.
pub(in super::super) const SILENCE: &str = "";

#[derive(Clone, Default)]
pub(in super::super) struct MailServer {
    pub(in super::super) port: u16,
    /// Command (`GREETING`, `MAIL`, `LETTER` for the end of the data, …) to a reply line.
    script: BTreeMap<&'static str, &'static str>,
    letters: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

impl MailServer {
    pub(in super::super) async fn start(script: &[(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, script: script.iter().copied().collect(), ..Self::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *serving.connections.lock().unwrap() += 1;
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        server
    }

    pub(in super::super) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=none", self.port)
    }

    pub(in super::super) fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }

    pub(in super::super) fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap().clone()
    }

    pub(in super::super) fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    async fn talk(self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut letter: Option<String> = None;
        let greeting = self.script.get("GREETING").copied().unwrap_or("220 stand-in");
        if !greeting.is_empty() {
            let _ = write.write_all(format!("{greeting}\r\n").as_bytes()).await;
        }
        while let Ok(Some(line)) = lines.next_line().await {
            let word = match &mut letter {
                Some(text) if line != "." => {
                    text.push_str(&line);
                    text.push('\n');
                    continue;
                }
                Some(_) => "LETTER".to_owned(),
                None => {
                    self.commands.lock().unwrap().push(line.clone());
                    line.split(' ').next().unwrap_or_default().to_ascii_uppercase()
                }
            };
            let usual = match word.as_str() {
                "EHLO" => "250-stand-in\r\n250-AUTH PLAIN\r\n250 8BITMIME",
                "DATA" => "354 go on",
                "AUTH" => "235 welcome",
                "QUIT" => "221 bye",
                "LETTER" => "250 2.0.0 queued as 4XyZ",
                _ => "250 ok",
            };
            let reply = self.script.get(word.as_str()).copied().unwrap_or(usual);
            if word == "LETTER" {
                self.letters.lock().unwrap().extend(letter.take());
            } else if word == "DATA" && reply.starts_with('3') {
                letter = Some(String::new());
            }
            if !reply.is_empty() {
                let _ = write.write_all(format!("{reply}\r\n").as_bytes()).await;
            }
            if word == "QUIT" {
                return;
            }
        }
    }
}
