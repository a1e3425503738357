//! Earlier versions of family cards: what a request changed is a new version, never an edit.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, pk_uuid, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("card_version")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(binary("body"))
            .col(big_integer("until"))
            .col(uuid("request_id"))
            .to_owned();
        manager.create_table(table).await?;
        let by_account = Index::create()
            .name("card_version_by_account")
            .table("card_version")
            .col("account_id")
            .col("until")
            .to_owned();
        manager.create_index(by_account).await?;
        // A request makes one version, however often it is completed.
        let once = Index::create()
            .name("card_version_by_request")
            .table("card_version")
            .col("request_id")
            .unique()
            .to_owned();
        manager.create_index(once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("card_version").to_owned()).await
    }
}
