//! The officers' digest: on the morning of each working day how much waits, by e-mail, for whoever has not said no.
//! Numbers only: who reads along learns nothing of anybody.
use super::query::{QueueFilter, QueueQuery, TimeLeft};
use crate::{
    Actor, Error, Service,
    accounts::ACTIVE,
    channel::ChannelKind,
    clock::millis,
    entity::{account, notice_wish},
    letter::Letter,
};
use domain::{Date, Role, WorkingWeek};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};

/// Hours of the day in which it is written: before the counters open, and no later than noon where nobody was there to
/// write it.
const MORNING: std::ops::Range<u8> = 7..12;

impl Service {
    /// Writes the digests of today, each once. Answers how many.
    pub(crate) async fn write_digests(&self) -> Result<usize, Error> {
        let local = self.clock.now().to_offset(self.settings.zone.offset());
        if !MORNING.contains(&local.hour()) || !self.works_on(local.date()).await? {
            return Ok(0);
        }
        let (day, today) = (domain::iso(local.date()), local.date());
        let roles = [Role::FrontDesk, Role::Verifier, Role::Supervisor].map(Role::as_str);
        let officers = account::Entity::find()
            .filter(account::Column::Role.is_in(roles))
            .filter(account::Column::State.eq(ACTIVE))
            .filter(account::Column::SuspendedAt.is_null())
            .filter(account::Column::ClosedAt.is_null())
            .order_by_asc(account::Column::Id)
            .all(self.db.read())
            .await?;
        let mut written = 0;
        for row in officers {
            let wish = notice_wish::Entity::find_by_id(row.id).one(self.db.read()).await?;
            if wish.is_some_and(|wish| wish.digest == 0 || wish.digest_day.as_deref() == Some(&day)) {
                continue;
            }
            let letter = self.digest_of(&self.actor(row.id).await?, today).await?;
            written += usize::from(self.write_digest(&row, &day, letter).await?);
        }
        if written > 0 {
            self.wake();
        }
        Ok(written)
    }

    async fn works_on(&self, day: Date) -> Result<bool, Error> {
        let calendar = self.office_calendar(self.db.read()).await?;
        let place = usize::from(day.weekday().number_days_from_monday());
        let open = WorkingWeek::default().0.get(place).is_some_and(Option::is_some);
        Ok(open && !calendar.of(self).holidays.contains(&day))
    }

    /// Nothing when nothing waits.
    async fn digest_of(&self, actor: &Actor, day: Date) -> Result<Option<Letter>, Error> {
        let open = QueueQuery::part(QueueFilter::Open);
        let count = async |query: &QueueQuery| self.narrowed(actor, query).count(self.db.read()).await;
        let late = count(&QueueQuery { time_left: Some(TimeLeft::Late), ..open.clone() }).await?;
        let today = count(&QueueQuery { time_left: Some(TimeLeft::Today), ..open.clone() }).await?;
        let waiting = count(&open).await?;
        let mine = count(&QueueQuery::part(QueueFilter::Mine)).await?;
        let letter = Letter::Digest { day, waiting, running_out: today.saturating_sub(late), late, mine };
        Ok((waiting + mine > 0).then_some(letter))
    }

    /// Whoever of several servers notes the day first writes it.
    async fn write_digest(
        &self,
        row: &account::Model,
        day: &str,
        letter: Option<Letter>,
    ) -> Result<bool, Error> {
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let usual = notice_wish::ActiveModel {
            account_id: Set(row.id),
            email: Set(1),
            phone: Set(1),
            whatsapp: Set(None),
            sms: Set(None),
            push: Set(1),
            first_way: Set("email".to_owned()),
            language: Set(None),
            digest: Set(1),
            digest_day: Set(None),
            updated_at: Set(at),
        };
        let keep = OnConflict::column(notice_wish::Column::AccountId).do_nothing().to_owned();
        notice_wish::Entity::insert(usual).on_conflict(keep).exec_without_returning(&txn).await?;
        let noted = notice_wish::Entity::update_many()
            .col_expr(notice_wish::Column::DigestDay, Expr::value(day))
            .filter(notice_wish::Column::AccountId.eq(row.id))
            .filter(notice_wish::Column::Digest.eq(1))
            .filter(
                Condition::any()
                    .add(notice_wish::Column::DigestDay.is_null())
                    .add(notice_wish::Column::DigestDay.ne(day)),
            )
            .exec(&txn)
            .await?;
        if noted.rows_affected == 1
            && let Some(letter) = &letter
        {
            let sealer = self.sealer_in(&txn, row.id).await?;
            self.tell_address(&txn, &sealer, row, ChannelKind::Email, letter, at).await?;
        }
        txn.commit().await?;
        Ok(noted.rows_affected == 1 && letter.is_some())
    }
}
