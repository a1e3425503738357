//! Acts on many requests at once: a plain form of ticks; the report waits in the session for its page.
use crate::{
    api::{Posted, refuse},
    routes,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{BatchAct, BatchReport, Chosen, Error, MOST_AT_ONCE};
use std::collections::BTreeMap;

/// The flash of the form.
pub(crate) const BATCH_FORM: &str = "serentak";
/// The flash of the last report.
pub(crate) const BATCH_REPORT: &str = "serentak-hasil";
/// The value that says that the letter was read before it is sent to many.
pub(crate) const SURE: &str = "_yakin";
/// Before the number in a key of `ticks`: the form's reader takes a key that begins with a digit for a place in a list,
/// and numbers may begin with one.
const NUMBER: &str = "no:";

/// The name of the field that ticks a request.
pub(crate) fn tick_name(number: &str) -> String {
    format!("pilih[{NUMBER}{number}]")
}

/// What was ticked, from the values of a form.
pub(crate) fn ticked(values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let number =
        |key: &str| Some(key.strip_prefix("pilih[")?.strip_prefix(NUMBER)?.strip_suffix(']')?.to_owned());
    values.iter().filter_map(|(key, version)| Some((number(key)?, version.clone()))).collect()
}

fn chosen(ticks: &BTreeMap<String, String>) -> Vec<Chosen> {
    let one = |(number, version): (&String, &String)| Chosen {
        number: number.clone(),
        // What is no number was seen by nobody: no request has this version.
        version: version.parse().unwrap_or(-1),
    };
    ticks.iter().map(one).collect()
}

/// Keeps what became of each for the page of the report: `tidak[number]` is why not.
async fn keep_report(visitor: &Visitor, report: BatchReport) {
    let mut values = BTreeMap::from([("jadi".to_owned(), report.done.join(" "))]);
    for (number, error) in report.not_done {
        let error = serde_json::to_string(&refuse(error)).unwrap_or_default();
        values.insert(format!("tidak[{number}]"), error);
    }
    visitor.keep_values(BATCH_REPORT, values).await;
}

/// Does one act with all that is ticked.
#[server(name = PostBatch, prefix = "/api/petugas", endpoint = "serentak")]
pub async fn post_batch(
    #[server(default)] part: String,
    #[server(default)] act: String,
    #[server(default)] to: String,
    #[server(default)] handover_note: String,
    #[server(default)] place: String,
    #[server(default)] reason: String,
    #[server(default)] note: String,
    #[server(default)]
    #[server(rename = "yakin")]
    sure: String,
    #[server(default)]
    #[server(rename = "pilih")]
    ticks: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let ticks: BTreeMap<String, String> = ticks
        .into_iter()
        .filter_map(|(key, version)| Some((key.strip_prefix(NUMBER)?.to_owned(), version)))
        .collect();
    let back = routes::batch(&super::filter_of(&part), false);
    let wanted = match act.as_str() {
        "claim" => Some(BatchAct::Claim),
        "release" => Some(BatchAct::Release),
        "hand_over" => Some(BatchAct::HandOver { to: to.parse().ok(), note: handover_note.clone() }),
        "await_signature" => Some(BatchAct::AwaitSignature),
        "complete" => Some(BatchAct::Complete { note: place.clone() }),
        "return" => Some(BatchAct::Return { reason: reason.clone(), note: note.clone() }),
        _ => None,
    };
    let mut values = crate::api::values([
        ("act", act.as_str()),
        ("to", to.as_str()),
        ("handover_note", handover_note.as_str()),
        ("place", place.as_str()),
        ("reason", reason.as_str()),
        ("note", note.as_str()),
    ]);
    let kept =
        ticks.iter().take(MOST_AT_ONCE).filter(|(number, version)| number.len() < 20 && version.len() < 20);
    values.extend(kept.map(|(number, version)| (tick_name(number), version.clone())));
    let result = match wanted {
        None => Err(Error::NotFound),
        // Nobody sends a letter to many without having read it.
        Some(act @ BatchAct::Return { .. }) if sure.is_empty() => {
            match service().check_batch(&visitor.actor, &chosen(&ticks), &act) {
                Ok(()) => {
                    values.insert(SURE.to_owned(), "1".to_owned());
                    visitor.keep_values(BATCH_FORM, values).await;
                    leptos_axum::redirect(&back);
                    return Ok(());
                }
                Err(error) => Err(error),
            }
        }
        Some(act) => service().batch(&visitor.actor, &chosen(&ticks), &act).await,
    };
    let result = match result {
        Ok(report) => {
            keep_report(&visitor, report).await;
            Ok(())
        }
        Err(error) => Err(error),
    };
    Posted {
        form: BATCH_FORM,
        values,
        back: format!("{back}#{}", crate::ui::error_summary::ERROR_SUMMARY_ID),
    }
    .settle(&visitor, result, |()| format!("{back}#hasil"))
    .await
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_number_that_begins_with_a_digit_is_ticked_like_any_other() {
        let numbers = ["BTE2-GMER-6", "4YHG-TU5E-Q", "2222-2222-2"];
        let fields = numbers.map(|number| format!("{}=3", tick_name(number)));
        let body = fields.join("&").replace('[', "%5B").replace(']', "%5D").replace(':', "%3A");
        let read: PostBatch = serde_qs::Config::new(5, false).deserialize_str(&body).unwrap();
        assert_eq!(read.ticks.len(), 3);
        for number in numbers {
            assert_eq!(read.ticks[&format!("{NUMBER}{number}")], "3");
            assert_eq!(ticked(&BTreeMap::from([(tick_name(number), "3".to_owned())]))[number], "3");
        }
    }
}
