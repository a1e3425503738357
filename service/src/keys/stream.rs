//! Sealing a whole file in pieces, so that opening it takes the memory of one piece and nothing is given out that was
//! not proven to be what was sealed.
//!
//! This is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over XChaCha20-Poly1305: each piece has
//! the nonce `prefix (19) | number (4) | last? (1)`. So a piece that was left out, put elsewhere, repeated or added does
//! not open, and neither does a file that ends too soon. Place, row and the head are associated data of each piece.
//! The pieces are sealed where they lie; the crate for it (`aead-stream`) wants a copy of each.
//!
//! On the disk: `mark (8) | prefix (19) | pieces of 64 KiB, each with its tag (16) | the last one, which may be empty`.
//! What was sealed before there were pieces begins with a random nonce, which is the mark once in 2^64.
use super::{SealError, Sealer};
use bytes::{Buf as _, Bytes, BytesMut};
use chacha20poly1305::{
    Key, Tag, XChaCha20Poly1305, XNonce,
    aead::{AeadInOut as _, KeyInit as _},
};
use rand::RngExt;
use uuid::Uuid;

/// What a sealed file begins with; the last byte is the version.
const MARK: [u8; 8] = *b"kkd-sea\x02";
const PREFIX: usize = 19;
const HEAD: usize = MARK.len() + PREFIX;
/// Bytes of the file in a piece.
pub(crate) const PIECE: usize = 64 * 1024;
const TAG: usize = 16;

/// What both ways have in common.
struct Pieces {
    cipher: XChaCha20Poly1305,
    prefix: [u8; PREFIX],
    place: Vec<u8>,
    next: u32,
}

impl Pieces {
    fn new(sealer: &Sealer, place: &str, id: Uuid, head: [u8; HEAD]) -> Self {
        let mut prefix = [0; PREFIX];
        prefix.copy_from_slice(&head[MARK.len()..]);
        let place = [head.as_slice(), format!("|{place}|{id}").as_bytes()].concat();
        Self { cipher: XChaCha20Poly1305::new(&Key::from(*sealer.key)), prefix, place, next: 0 }
    }

    fn nonce(&mut self, last: bool) -> Result<XNonce, SealError> {
        let mut nonce = [0; 24];
        nonce[..PREFIX].copy_from_slice(&self.prefix);
        nonce[PREFIX..23].copy_from_slice(&self.next.to_be_bytes());
        nonce[23] = u8::from(last);
        self.next = self.next.checked_add(1).ok_or(SealError::Form)?;
        Ok(XNonce::from(nonce))
    }

    fn seal(&mut self, piece: &mut [u8], last: bool) -> Result<Bytes, SealError> {
        let nonce = self.nonce(last)?;
        let sealed = self.cipher.encrypt_inout_detached(&nonce, &self.place, piece.into());
        let tag = sealed.map_err(|_| SealError::Damaged)?;
        Ok(Bytes::copy_from_slice(&tag))
    }

    /// `piece` with its tag.
    fn open(&mut self, mut piece: BytesMut, last: bool) -> Result<Bytes, SealError> {
        let nonce = self.nonce(last)?;
        let plain = piece.len().checked_sub(TAG).ok_or(SealError::Damaged)?;
        let tag = piece.split_off(plain);
        let tag = Tag::try_from(tag.as_ref()).map_err(|_| SealError::Damaged)?;
        self.cipher
            .decrypt_inout_detached(&nonce, &self.place, piece.as_mut().into(), &tag)
            .map_err(|_| SealError::Damaged)?;
        Ok(piece.freeze())
    }
}

impl Sealer {
    /// Seals a file for `table.column` of row `id`, in its own memory; what comes back belongs one behind the other.
    pub(crate) fn seal_file(&self, place: &str, id: Uuid, file: Bytes) -> Result<Vec<Bytes>, SealError> {
        let mut head = [0; HEAD];
        head[..MARK.len()].copy_from_slice(&MARK);
        rand::rng().fill(&mut head[MARK.len()..]);
        let mut pieces = Pieces::new(self, place, id, head);
        // Somebody else holds it too: then there is one copy after all.
        let mut rest = file.try_into_mut().unwrap_or_else(|shared| BytesMut::from(shared.as_ref()));
        let mut sealed = Vec::with_capacity(rest.len().div_ceil(PIECE) * 2 + 3);
        sealed.push(Bytes::copy_from_slice(&head));
        loop {
            let mut piece = rest.split_to(rest.len().min(PIECE));
            let last = rest.is_empty();
            let tag = pieces.seal(&mut piece, last)?;
            sealed.extend([piece.freeze(), tag]);
            if last {
                return Ok(sealed);
            }
        }
    }

    /// Begins to open a file sealed for `table.column` of row `id`, in pieces or as a whole.
    pub(crate) fn open_file(self, place: &str, id: Uuid) -> Unsealing {
        Unsealing {
            sealer: self,
            place: place.to_owned(),
            id,
            waiting: BytesMut::new(),
            pieces: None,
            whole: false,
        }
    }
}

/// A sealed file that is being opened.
pub(crate) struct Unsealing {
    sealer: Sealer,
    place: String,
    id: Uuid,
    /// Came, and is not opened yet: never more than a piece, its tag and what came last.
    waiting: BytesMut,
    pieces: Option<Pieces>,
    /// Sealed before there were pieces: opens when all of it is there.
    whole: bool,
}

impl Unsealing {
    /// Takes what came next; gives what is proven by now.
    pub(crate) fn push(&mut self, sealed: &[u8]) -> Result<Vec<Bytes>, SealError> {
        self.waiting.extend_from_slice(sealed);
        if self.pieces.is_none() && !self.whole && self.waiting.len() >= HEAD {
            if self.waiting.starts_with(&MARK) {
                let mut head = [0; HEAD];
                self.waiting.copy_to_slice(&mut head);
                self.pieces = Some(Pieces::new(&self.sealer, &self.place, self.id, head));
            } else {
                self.whole = true;
            }
        }
        let mut opened = Vec::new();
        if let Some(pieces) = &mut self.pieces {
            // What is followed by something is not the last one.
            while self.waiting.len() > PIECE + TAG {
                opened.push(pieces.open(self.waiting.split_to(PIECE + TAG), false)?);
            }
        }
        Ok(opened)
    }

    /// Nothing comes any more: gives the rest.
    pub(crate) fn finish(mut self) -> Result<Bytes, SealError> {
        if let Some(pieces) = &mut self.pieces {
            return pieces.open(self.waiting, true);
        }
        let mut plain = self.sealer.open(&self.place, self.id, &self.waiting)?;
        Ok(std::mem::take(&mut *plain).into())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const PLACE: &str = "document.content";

    fn file(length: usize) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    fn sealed(sealer: &Sealer, id: Uuid, file: &[u8]) -> Vec<u8> {
        sealer.seal_file(PLACE, id, Bytes::copy_from_slice(file)).unwrap().concat()
    }

    /// As it comes from a store, in parts of this size.
    fn opened(
        sealer: &Sealer,
        place: &str,
        id: Uuid,
        sealed: &[u8],
        part: usize,
    ) -> Result<Vec<u8>, SealError> {
        let mut opening = Sealer::new(sealer.key.clone()).open_file(place, id);
        let mut plain = Vec::new();
        for part in sealed.chunks(part) {
            for piece in opening.push(part)? {
                plain.extend_from_slice(&piece);
            }
            assert!(opening.whole || opening.waiting.len() <= PIECE + TAG, "more than a piece is held");
        }
        plain.extend_from_slice(&opening.finish()?);
        Ok(plain)
    }

    #[test]
    fn a_file_comes_back_whatever_its_length_and_however_it_arrives() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
            let (plain, pieces) = (file(length), length.div_ceil(PIECE).max(1));
            let sealed = sealed(&sealer, id, &plain);
            assert_eq!(sealed.len(), HEAD + length + pieces * TAG);
            for part in [7, 8_192, PIECE + TAG, sealed.len()] {
                assert_eq!(opened(&sealer, PLACE, id, &sealed, part).unwrap(), plain, "{length} in {part}");
            }
        }
    }

    #[test]
    fn a_file_that_was_sealed_as_a_whole_still_opens() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        for length in [0, 100, 3 * PIECE] {
            let old = sealer.seal(PLACE, id, file(length)).unwrap();
            assert_eq!(opened(&sealer, PLACE, id, &old, 8_192).unwrap(), file(length));
            let mut bent = old;
            *bent.last_mut().unwrap() ^= 1;
            assert!(opened(&sealer, PLACE, id, &bent, 8_192).is_err());
        }
    }

    #[test]
    fn a_file_opens_only_in_its_own_place_and_under_its_own_key() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let sealed = sealed(&sealer, id, &file(2 * PIECE));
        assert!(opened(&sealer, "result.content", id, &sealed, 8_192).is_err());
        assert!(opened(&sealer, PLACE, Uuid::now_v7(), &sealed, 8_192).is_err());
        assert!(opened(&Sealer::fresh().1, PLACE, id, &sealed, 8_192).is_err());
    }

    /// Every way in which pieces may be cut, moved, repeated or mixed.
    #[test]
    fn pieces_cannot_be_left_out_moved_repeated_added_or_mixed() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let plain = file(3 * PIECE + 100);
        let (one, other) = (sealed(&sealer, id, &plain), sealed(&sealer, id, &plain));
        let piece = |of: &[u8], at: usize| {
            let from = HEAD + at * (PIECE + TAG);
            of[from..(from + PIECE + TAG).min(of.len())].to_vec()
        };
        let built = |pieces: &[Vec<u8>]| [&one[..HEAD], &pieces.concat()].concat();
        let [a, b, c, d] = [0, 1, 2, 3].map(|at| piece(&one, at));
        let whole = built(&[a.clone(), b.clone(), c.clone(), d.clone()]);
        assert_eq!(opened(&sealer, PLACE, id, &whole, 8_192).unwrap(), plain);
        let wrong = [
            ("cut after the first piece", built(std::slice::from_ref(&a))),
            ("cut before the last", built(&[a.clone(), b.clone(), c.clone()])),
            ("cut in a piece", whole[..whole.len() - 50].to_vec()),
            ("cut to its head", one[..HEAD].to_vec()),
            ("cut to nothing", Vec::new()),
            ("two changed over", built(&[b.clone(), a.clone(), c.clone(), d.clone()])),
            ("one twice", built(&[a.clone(), b.clone(), b.clone(), c.clone(), d.clone()])),
            ("one in place of another", built(&[a.clone(), a.clone(), c.clone(), d.clone()])),
            ("one left out", built(&[a.clone(), c.clone(), d.clone()])),
            ("the last one twice", built(&[a.clone(), b.clone(), c.clone(), d.clone(), d.clone()])),
            ("one of another sealing", built(&[a.clone(), piece(&other, 1), c.clone(), d.clone()])),
            ("the head of another", [&other[..HEAD], &whole[HEAD..]].concat()),
            ("something behind it", [whole.as_slice(), b"x"].concat()),
        ];
        for (what, sealed) in wrong {
            assert!(opened(&sealer, PLACE, id, &sealed, 8_192).is_err(), "{what}");
        }
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let sealed = sealed(&sealer, id, &file(PIECE + 40));
        for at in (0..60).chain(PIECE..PIECE + 60).chain(sealed.len() - 20..sealed.len()) {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert!(opened(&sealer, PLACE, id, &bent, 8_192).is_err(), "byte {at}");
        }
    }

    #[test]
    fn nothing_is_given_out_before_it_is_proven() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let mut sealed = sealed(&sealer, id, &file(2 * PIECE + 5));
        sealed[HEAD + PIECE + TAG + 9] ^= 1;
        let mut opening = sealer.open_file(PLACE, id);
        let first = opening.push(&sealed[..=(HEAD + PIECE + TAG)]).unwrap();
        assert_eq!(first.concat(), file(PIECE));
        assert!(opening.push(&sealed[HEAD + PIECE + TAG + 1..]).is_err());
    }
}
