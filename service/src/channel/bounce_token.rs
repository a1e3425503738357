//! What the return path of an e-mail carries, so that a mail server that gives up days later says which one it was.
//!
//! The id of the message and a keyed hash of it: nobody reports what was not sent to them.
use crate::keys::{IndexField, Keys};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

/// 64 bits: a guess is worth a letter marked as failed, and mail servers take no billion tries.
const PROOF: usize = 16;

fn proof(keys: &Keys, message: Uuid) -> String {
    let mut hash = hex::encode(keys.index(IndexField::Token, format!("bounce|{message}").as_bytes()));
    hash.truncate(PROOF);
    hash
}

/// Of a message.
pub(crate) fn write(keys: &Keys, message: Uuid) -> String {
    format!("{}{}", message.simple(), proof(keys, message))
}

/// The message, if the token is ours. Mail servers change the case of addresses.
pub(crate) fn read(keys: &Keys, token: &str) -> Option<Uuid> {
    let token = token.to_ascii_lowercase();
    let (id, said) = token.split_at_checked(32)?;
    let message = Uuid::try_parse(id).ok()?;
    bool::from(said.as_bytes().ct_eq(proof(keys, message).as_bytes())).then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_by_its_own_keys_whole_and_in_either_case() {
        let (keys, message) = (Keys::create(), Uuid::now_v7());
        let token = write(&keys, message);
        // With `bounce+` before it a local part may have 64.
        assert_eq!(token.len(), 48);
        assert_eq!(read(&keys, &token), Some(message));
        assert_eq!(read(&keys, &token.to_uppercase()), Some(message));
        assert_eq!(read(&Keys::create(), &token), None);
        let other = format!("{}{}", Uuid::now_v7().simple(), &token[32..]);
        for wrong in ["", "x", &token[..47], &format!("{token}0"), &other, "ééééééééééééééééééééééé"]
        {
            assert_eq!(read(&keys, wrong), None, "{wrong}");
        }
    }
}
