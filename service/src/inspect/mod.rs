//! Temporary stand-in until the real one is merged.
use bytes::Bytes;
use domain::MediaType;
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InspectError { Unreadable }
pub struct Inspected { pub media_type: MediaType, pub bytes: Bytes, pub width: Option<u32>, pub height: Option<u32>, pub pages: u32 }
pub fn inspect(bytes: Vec<u8>, _name: &str) -> Result<Inspected, InspectError> { Ok(Inspected { media_type: domain::sniff(&bytes).ok_or(InspectError::Unreadable)?, bytes: bytes.into(), width: None, height: None, pages: 1 }) }
