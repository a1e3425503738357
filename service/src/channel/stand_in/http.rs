//! A gateway of a few lines: reads one request per connection, gives one prepared answer.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

#[derive(Clone)]
pub(in super::super) struct HttpServer {
    pub(in super::super) port: u16,
    answer: String,
    delay: Duration,
    requests: Arc<Mutex<Vec<String>>>,
}

impl HttpServer {
    /// `answer` is the whole response, or nothing: then the connection is closed without a word.
    pub(in super::super) async fn start(answer: String, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, answer, delay, requests: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        server
    }

    pub(in super::super) async fn answering(status: &str, body: &str) -> Self {
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        Self::start(answer, Duration::ZERO).await
    }

    pub(in super::super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/kirim", self.port)
    }

    pub(in super::super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    async fn talk(self, mut stream: TcpStream) {
        let mut read = Vec::new();
        let mut buffer = [0; 4096];
        while !is_complete(&read) {
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(count) => read.extend_from_slice(&buffer[..count]),
            }
        }
        self.requests.lock().unwrap().push(String::from_utf8(read).unwrap());
        tokio::time::sleep(self.delay).await;
        let _ = stream.write_all(self.answer.as_bytes()).await;
    }
}

fn is_complete(read: &[u8]) -> bool {
    let text = String::from_utf8_lossy(read);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned))
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    body.len() >= length
}
