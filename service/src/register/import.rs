//! `kk-daring import-families`: a file is looked at whole, written beside what counts, and then counts instead.
use super::{
    BadValue, ImportError,
    check::{Checked, check},
    row::RowReader,
    write::{Turn, fill},
};
use crate::{Error, Service, clock::millis};
use domain::Date;
use std::io::{self, Read};
use time::Time;
use tokio::{sync::mpsc, task};

/// How to import.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions {
    /// Look only.
    pub dry_run: bool,
    /// Leave out the cards that have a bad row, and import the others.
    pub skip_bad: bool,
    /// The day the office's data are of; today if it is not said.
    pub as_of: Option<Date>,
}

/// What became of a file.
pub struct ImportReport {
    checked: Checked,
    /// The families of the file are those that count now.
    pub counts: bool,
}

impl std::fmt::Debug for ImportReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportReport")
            .field("rows", &self.rows())
            .field("faults", &self.faults())
            .field("counts", &self.counts)
            .finish_non_exhaustive()
    }
}

impl ImportReport {
    /// Rows of the file.
    pub fn rows(&self) -> u64 {
        self.checked.rows
    }

    /// Cards that are whole.
    pub fn cards(&self) -> u64 {
        self.checked.cards
    }

    /// Members of those cards.
    pub fn members(&self) -> u64 {
        self.checked.members
    }

    /// Cards with a bad row.
    pub fn left_out(&self) -> u64 {
        self.checked.left_out
    }

    /// How many values are bad.
    pub fn faults(&self) -> u64 {
        self.checked.faults.count
    }

    /// Gives everything that is bad, in the order of the file.
    pub fn each_fault(&mut self, give: impl FnMut(BadValue) -> io::Result<()>) -> io::Result<()> {
        self.checked.faults.each(give)
    }
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    let broken = |_| ImportError::Service(Error::Internal("import".into()));
    task::spawn_blocking(work).await.map_err(broken)?
}

impl Service {
    /// Imports a file of families. A file with a bad row changes nothing, unless the bad may be left out; nor does one
    /// without a whole card. `written` hears how many rows each batch had. Broken off at any moment, what counted
    /// before counts still, and the next import removes what was left lying.
    ///
    /// # Errors
    /// See [`ImportError`]. Bad rows are no error: the report has them.
    pub async fn import_families(
        &self,
        file: Box<dyn Read + Send>,
        options: ImportOptions,
        written: &mut (dyn FnMut(u64) + Send),
    ) -> Result<ImportReport, ImportError> {
        if !options.dry_run && self.is_loading().await? {
            return Err(ImportError::Running);
        }
        let reader = RowReader { areas: self.areas.clone(), today: self.today() };
        let index = self.keys.register_index();
        let checked = aside(move || check(file, &reader, index)).await?;
        let refused = checked.faults.count > 0 && !options.skip_bad;
        if options.dry_run || refused || checked.cards == 0 {
            return Ok(ImportReport { checked, counts: false });
        }
        let as_of = options.as_of.map_or_else(
            || self.clock.now(),
            |day| day.with_time(Time::MIDNIGHT).assume_offset(self.settings.zone.offset()),
        );
        let turn = self.take_turn(millis(as_of)).await?;
        let generation = turn.generation;
        let loaded = self.load(checked, turn, written).await;
        if !matches!(loaded, Err(ImportError::Overtaken)) {
            self.give_up(generation).await?;
        }
        let checked = loaded?;
        // The old families may stay a while; that they are not gone is no failure of this import.
        if let Err(error) = self.clear().await {
            tracing::warn!(%error, "former families are removed with the next import");
        }
        Ok(ImportReport { checked, counts: true })
    }

    /// Writes everything into the generation of this turn and lets it count.
    async fn load(
        &self,
        mut checked: Checked,
        turn: Turn,
        written: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Checked, ImportError> {
        self.clear().await?;
        let Turn { generation, sealer } = turn;
        let (to, mut batches) = mpsc::channel(2);
        let filling = task::spawn_blocking(move || fill(&mut checked, &sealer, &to).map(|()| checked));
        while let Some(batch) = batches.recv().await {
            let begun = millis(self.clock.now());
            let rows = self.write_batch(generation, batch).await?;
            written(rows);
            self.breathe(begun).await;
        }
        let checked = filling.await.map_err(|_| Error::Internal("import".into()))??;
        self.switch(generation, checked.cards, checked.members).await?;
        Ok(checked)
    }
}
