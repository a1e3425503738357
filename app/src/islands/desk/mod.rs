//! The officer's desk awake: the live queue, the lease, the documents, the keys. Each island draws what the
//! server drew, then listens; nothing on screen changes under an officer's hands without being said.
pub mod queue;
pub mod stage;
