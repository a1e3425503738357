//! Figures for everybody: what a month was, published so that no small number can be found out.
//!
//! Only whole closed months are published, and what is published of a month depends on that month alone and never
//! changes. Sums over months are sums of what is shown. So there is nothing to subtract from one another, between two
//! periods or between two days: whoever has all of it knows what the lines of the single months say. What one line says
//! is told in [`hide`](publish).
mod hide;
mod month;
mod published;

pub use hide::{LEAST_LEAST, Shown, publish, sum};
pub use month::{Month, MonthCounts};
pub use published::{Cells, Published, PublishedMonth, REST, ReasonCells, Times, within};
