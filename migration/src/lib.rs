//! How data changes shape. Each file is one step, expand or contract, never edited once released and
//! never importing entities: an entity changes with the code, a migration must not.
//!
//! Times are milliseconds since 1970 UTC in `bigint`: one representation that sorts alike on SQLite and
//! `PostgreSQL`. Columns of bytes are sealed (encrypted) unless their name ends in `_index` (keyed hash),
//! `_hash` or `head`.
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

mod m20261122_000001_foundation;
mod m20261122_000002_document_sent;
mod m20261122_000003_card_version;
mod m20261122_000004_register;
mod m20261123_000005_request_person;
mod m20261126_000007_proof;
mod m20261126_000008_results;
mod m20261126_000009_upload;
mod m20261126_000011_document_quality;
mod m20261126_000012_desk;
mod m20261126_000013_message;
mod m20261126_000014_clock;
mod m20261126_000015_account_security;
mod m20261127_000017_preview;
mod m20261127_000018_slots;
mod m20261127_000019_rights;
mod m20261127_000020_officers;
mod m20261127_000021_desk_work;
mod m20261127_000023_confirmed;
mod m20261127_000024_appointments;
mod m20261127_000026_wishes;
mod m20261127_000028_help_ticket;
mod m20261127_000029_feedback_counted;
mod m20261127_000030_district;
mod m20261127_000031_seeing;
mod m20261127_000032_month_figure;
mod m20261127_000033_push;
mod m20261127_000034_phone_ways;
mod m20261127_000035_objection;
mod m20261127_000036_counter;
mod m20261127_000037_ended_by_status;
mod m20261127_000038_assistance;
mod m20261128_000039_in_hand;
mod m20261128_000040_passkey;
mod m20261128_000041_destruction;
mod m20261129_000042_late_files;
mod m20261129_000043_pending_password;
mod m20261129_000044_first_password;

/// A program must know this migration to serve a database that ours have been through: the last one that took
/// something away or changed what a column means. What comes after it only adds (a test looks), so that the program of
/// before serves beside the new one, and again after it. Move it in a release after the one that stopped using what goes.
pub const FLOOR: &str = "m20261127_000030_district";

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn sea_orm_migration::MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_foundation::Migration),
            Box::new(m20261122_000002_document_sent::Migration),
            Box::new(m20261122_000003_card_version::Migration),
            Box::new(m20261122_000004_register::Migration),
            Box::new(m20261123_000005_request_person::Migration),
            Box::new(m20261126_000007_proof::Migration),
            Box::new(m20261126_000008_results::Migration),
            Box::new(m20261126_000009_upload::Migration),
            Box::new(m20261126_000011_document_quality::Migration),
            Box::new(m20261126_000012_desk::Migration),
            Box::new(m20261126_000013_message::Migration),
            Box::new(m20261126_000014_clock::Migration),
            Box::new(m20261126_000015_account_security::Migration),
            Box::new(m20261127_000017_preview::Migration),
            Box::new(m20261127_000018_slots::Migration),
            Box::new(m20261127_000019_rights::Migration),
            Box::new(m20261127_000020_officers::Migration),
            Box::new(m20261127_000021_desk_work::Migration),
            Box::new(m20261127_000023_confirmed::Migration),
            Box::new(m20261127_000024_appointments::Migration),
            Box::new(m20261127_000026_wishes::Migration),
            Box::new(m20261127_000028_help_ticket::Migration),
            Box::new(m20261127_000029_feedback_counted::Migration),
            Box::new(m20261127_000030_district::Migration),
            Box::new(m20261127_000031_seeing::Migration),
            Box::new(m20261127_000032_month_figure::Migration),
            Box::new(m20261127_000033_push::Migration),
            Box::new(m20261127_000034_phone_ways::Migration),
            Box::new(m20261127_000035_objection::Migration),
            Box::new(m20261127_000036_counter::Migration),
            Box::new(m20261127_000037_ended_by_status::Migration),
            Box::new(m20261127_000038_assistance::Migration),
            Box::new(m20261128_000039_in_hand::Migration),
            Box::new(m20261128_000040_passkey::Migration),
            Box::new(m20261128_000041_destruction::Migration),
            Box::new(m20261129_000042_late_files::Migration),
            Box::new(m20261129_000043_pending_password::Migration),
            Box::new(m20261129_000044_first_password::Migration),
        ]
    }
}
