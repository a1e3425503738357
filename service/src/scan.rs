//! Asks clamd whether a file carries something that is known to do harm (`INSTREAM` over TCP). A handful of bytes
//! around the file; no library is needed for that.
//!
//! A file is no document before it is known to be clean: when clamd is slow or away, it waits, sealed, and a
//! job asks again, whether it came by tus or by a form.
use crate::{Error, inspect::InspectError};
use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// So long a file waits for clamd.
const WITHIN: Duration = Duration::from_secs(10);
/// What is sent at once.
const PIECE: usize = 64 * 1024;
/// An answer is one line.
const LONGEST_ANSWER: u64 = 4 * 1024;

/// Nothing, if the file is clean.
pub(crate) async fn scan(address: &str, bytes: &[u8]) -> Result<(), Error> {
    let answer = match timeout(WITHIN, ask(address, bytes)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            tracing::warn!(%error, "clamd cannot be asked");
            return Err(Error::Busy);
        }
        Err(_) => {
            tracing::warn!("clamd takes too long");
            return Err(Error::Busy);
        }
    };
    if answer.ends_with(" OK") {
        return Ok(());
    }
    if answer.ends_with(" FOUND") {
        // The name of the signature says nothing of a person.
        tracing::warn!(%answer, "an upload carries something harmful");
        return Err(Error::File(InspectError::Infected));
    }
    tracing::error!(%answer, "clamd answers something else");
    Err(Error::Busy)
}

async fn ask(address: &str, bytes: &[u8]) -> io::Result<String> {
    let mut line = TcpStream::connect(address).await?;
    line.write_all(b"zINSTREAM\0").await?;
    for piece in bytes.chunks(PIECE) {
        let length = u32::try_from(piece.len()).unwrap_or(0);
        line.write_all(&length.to_be_bytes()).await?;
        line.write_all(piece).await?;
    }
    line.write_all(&[0; 4]).await?;
    let mut answer = Vec::new();
    line.take(LONGEST_ANSWER).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches('\0').trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use tokio::net::TcpListener;

    /// A clamd that takes one file and answers by what is in it; what it got.
    async fn clamd(answer: fn(&[u8]) -> &'static str) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let task = tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            line.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut file = Vec::new();
            loop {
                let length = line.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; usize::try_from(length).unwrap()];
                line.read_exact(&mut piece).await.unwrap();
                file.extend_from_slice(&piece);
            }
            line.write_all(answer(&file).as_bytes()).await.unwrap();
            file
        });
        (address, task)
    }

    #[tokio::test]
    async fn a_clean_file_passes_whole() {
        let file = vec![7; 150_000];
        let (address, clamd) = clamd(|_| "stream: OK\0").await;
        scan(&address, &file).await.unwrap();
        assert_eq!(clamd.await.unwrap(), file);
    }

    #[tokio::test]
    async fn what_is_known_to_do_harm_is_refused() {
        // Cut in two, so that no scanner stumbles over this source.
        let eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].concat();
        let harmful = |file: &[u8]| {
            let found = String::from_utf8_lossy(file).contains("EICAR-STANDARD");
            if found { "stream: Win.Test.EICAR_HDB-1 FOUND\0" } else { "stream: OK\0" }
        };
        let (address, _) = clamd(harmful).await;
        let refused = scan(&address, eicar.as_bytes()).await;
        assert!(matches!(refused, Err(Error::File(InspectError::Infected))), "{refused:?}");
    }

    #[tokio::test]
    async fn without_an_answer_nothing_is_called_clean() {
        let (address, _) = clamd(|_| "INSTREAM size limit exceeded. ERROR\0").await;
        assert!(matches!(scan(&address, b"x").await, Err(Error::Busy)));
        let (nowhere, clamd) = clamd(|_| "").await;
        clamd.abort();
        let _ = clamd.await;
        assert!(matches!(scan(&nowhere, b"x").await, Err(Error::Busy)));
    }
}
