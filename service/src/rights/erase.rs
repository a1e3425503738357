//! The end of an account (Ps 8, 43, 44). What was sent is a record of the office (Ps 15, UU 43/2009) and stays with its
//! documents; everything else of the account is destroyed with its data key, a week after it was asked for: whoever did
//! not ask for it can have it undone at the office until then.
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, remember},
    assistance::{EndedBy, end_all_of},
    clock::{Millis, millis},
    entity::{
        account::{self, ERASED},
        address_change, card_version, data_request, device, document, draft, family_card, notice,
        notice_wish, one_time_code, outbox, passkey, passkey_ceremony, pending_password, push_subscription,
        recovery_code, request, second_factor, session,
    },
    letter::{Letter, OfficeAct},
    push::end_push,
    requests::open_statuses,
};
use domain::Refusal;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// So long it can be undone.
const GRACE: Millis = 7 * 24 * 60 * 60 * 1000;

impl Service {
    /// How many requests of the one who asks are open: while there are any, the account cannot end.
    pub async fn open_requests(&self, actor: &Actor) -> Result<u64, Error> {
        Ok(request::Entity::find()
            .filter(request::Column::AccountId.eq(actor.citizen()?.account))
            .filter(request::Column::Status.is_in(open_statuses()))
            .count(self.db.read())
            .await?)
    }

    /// Ends the account of the one who asks, at once for its owner; its data go a week later.
    pub async fn close_account(&self, actor: &Actor, password: &str) -> Result<(), Error> {
        let id = actor.citizen()?.account;
        if self.open_requests(actor).await? > 0 {
            return Err(Error::Refused(Refusal::NotAllowed));
        }
        self.prove_owner(actor, password).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let closed = account::Entity::update_many()
            .col_expr(account::Column::ClosedAt, Expr::value(Some(at)))
            .filter(account::Column::Id.eq(id))
            .filter(account::Column::ClosedAt.is_null())
            .exec(&txn)
            .await?;
        if closed.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        session::Entity::delete_many().filter(session::Column::AccountId.eq(id)).exec(&txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(id)).exec(&txn).await?;
        end_push(&txn, id).await?;
        end_all_of(&txn, id, (EndedBy::Closed, Some(id), "owner"), at).await?;
        let line = AccountLine {
            account: id,
            kind: "closing_asked",
            actor: Some(id),
            actor_role: "owner",
            detail: String::new(),
            at,
        };
        remember(&txn, line).await?;
        self.tell(&txn, id, &Letter::ByOffice { act: OfficeAct::Closed }, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Destroys what is left of accounts that ended a week ago. Answers how many.
    pub(crate) async fn erase_closed(&self, now: Millis) -> Result<usize, Error> {
        let due = account::Entity::find()
            .filter(account::Column::ClosedAt.lt(now - GRACE))
            .filter(account::Column::State.ne(ERASED))
            .limit(100)
            .all(self.db.read())
            .await?;
        let count = due.len();
        for row in due {
            self.drop_ticket_files_of(row.id).await?;
            let txn = self.db.begin().await?;
            self.erase(&txn, row.id, now).await?;
            txn.commit().await?;
        }
        Ok(count)
    }

    async fn erase(&self, txn: &DatabaseTransaction, id: Uuid, at: Millis) -> Result<(), Error> {
        let drafts: Vec<Uuid> = draft::Entity::find()
            .select_only()
            .column(draft::Column::Id)
            .filter(draft::Column::AccountId.eq(id))
            .into_tuple()
            .all(txn)
            .await?;
        for draft in &drafts {
            draft::Entity::delete_by_id(*draft).exec(txn).await?;
            if request::Entity::find_by_id(*draft).one(txn).await?.is_none() {
                document::Entity::update_many()
                    .col_expr(document::Column::RemovedAt, Expr::value(at))
                    .filter(document::Column::RequestId.eq(*draft))
                    .exec(txn)
                    .await?;
                self.destroy_sealer(txn, *draft).await?;
            }
        }
        let tickets = self.forget_tickets_of(txn, id, at).await?;
        let mut gone = vec![format!("drafts={}", drafts.len()), format!("tickets={tickets}")];
        macro_rules! destroy {
            ($( $name:literal $entity:ident . $column:ident ),+ $(,)?) => { $(
                let rows = $entity::Entity::delete_many().filter($entity::Column::$column.eq(id)).exec(txn).await?;
                gone.push(format!("{}={}", $name, rows.rows_affected));
            )+ };
        }
        destroy!(
            "cards" family_card.AccountId,
            "earlier_cards" card_version.AccountId,
            "notices" notice.AccountId,
            "letters" outbox.AccountId,
            "wishes" notice_wish.AccountId,
            "codes" one_time_code.Subject,
            "addresses" address_change.AccountId,
            "passwords" pending_password.AccountId,
            "factors" second_factor.AccountId,
            "recovery" recovery_code.AccountId,
            "passkeys" passkey.AccountId,
            "passkey_questions" passkey_ceremony.AccountId,
            "corrections" data_request.AccountId,
            "sessions" session.AccountId,
            "browsers" device.AccountId,
            "notified_browsers" push_subscription.AccountId,
        );
        let nothing = || Expr::value(Option::<Vec<u8>>::None);
        account::Entity::update_many()
            .col_expr(account::Column::State, Expr::value(ERASED))
            .col_expr(account::Column::Link, Expr::value("unlinked"))
            .col_expr(account::Column::Name, Expr::value(Vec::<u8>::new()))
            .col_expr(account::Column::Nik, nothing())
            .col_expr(account::Column::NikIndex, nothing())
            .col_expr(account::Column::NikClaimIndex, nothing())
            .col_expr(account::Column::KkNumber, nothing())
            .col_expr(account::Column::Phone, nothing())
            .col_expr(account::Column::PhoneIndex, nothing())
            .col_expr(account::Column::Email, nothing())
            .col_expr(account::Column::EmailIndex, nothing())
            .col_expr(account::Column::PasswordHash, Expr::value(""))
            .filter(account::Column::Id.eq(id))
            .exec(txn)
            .await?;
        // Whatever was sealed for the account opens to nobody from here on, in no later back-up either.
        self.destroy_sealer(txn, id).await?;
        let detail = gone.join(" ") + " key=destroyed";
        let line = AccountLine { account: id, kind: "erased", actor: None, actor_role: "system", detail, at };
        remember(txn, line).await
    }
}
