//! What citizens think afterwards: how many gave which score, by service, with what they wrote.
use super::{section as drawn, table};
use crate::{
    text::{Figures as Words, day},
    ui::{disclosure::Disclosure, plot::Bars},
    visitor::service,
};
use domain::Language;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use service::{FeedbackWords, Performance};

/// The section of the page.
pub(super) fn section(figures: &Performance, said: &[FeedbackWords], language: Language) -> AnyView {
    let words = Words::of(language);
    if figures.scores.is_empty() {
        return view! { <h2 class="section">{words.scores}</h2><p class="muted">{words.no_scores}</p> }
            .into_any();
    }
    let mut all = [0; 5];
    for (_, of) in &figures.scores {
        all.iter_mut().zip(of).for_each(|(sum, n)| *sum += n);
    }
    let heads = [words.service, words.answers, words.average, "1", "2", "3", "4", "5"];
    let mut lines: Vec<Vec<String>> =
        figures.scores.iter().map(|(name, of)| line(name, of, language)).collect();
    if lines.len() > 1 {
        lines.push(line(words.scores, &all, language));
    }
    let label = format!("{}: 1, 2, 3, 4, 5", words.scores);
    let csv = format!(
        "data:text/csv;charset=utf-8,{}",
        utf8_percent_encode(&csv(figures, words, language), NON_ALPHANUMERIC)
    );
    let plot = view! {
        <p class="muted">{words.scores_text}</p>
        <Bars label=label series=vec![all.to_vec()] />
    };
    let written = (!said.is_empty()).then(|| {
        let zone = service().settings().zone;
        let lines = said.iter().map(|one| {
            let about = format!(
                "{} {} · {} · {}",
                words.score,
                one.score,
                one.procedure,
                day(one.at, zone, language)
            );
            view! { <li><p>{one.text.clone()}<br /><span class="small muted">{about}</span></p></li> }
        });
        let lines = lines.collect_view();
        view! { <Disclosure summary=words.said><ul class="plain">{lines}</ul></Disclosure> }
    });
    view! {
        {drawn(words.scores, plot.into_any(), words.table, table(&heads, lines))}
        <p><a href=csv download="pendapat.csv">{words.scores_csv}</a></p>
        {written}
    }
    .into_any()
}

/// A service: how many answered, what they gave on average, and how many gave which score.
fn line(name: &str, of: &[u64; 5], language: Language) -> Vec<String> {
    let answers: u64 = of.iter().sum();
    let mut line = vec![name.to_owned(), answers.to_string(), average(of, language)];
    line.extend(of.iter().map(u64::to_string));
    line
}

/// With one figure after the point, which is a comma in Indonesian.
fn average(of: &[u64; 5], language: Language) -> String {
    let answers: u64 = of.iter().sum();
    let sum: u64 = of.iter().zip(1_u64..).map(|(n, score)| n * score).sum();
    let tenths = (sum * 10 + answers / 2).checked_div(answers).unwrap_or(0);
    let point = if language == Language::Id { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

fn csv(figures: &Performance, words: Words, language: Language) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let heads = [words.service, words.answers, words.average, "1", "2", "3", "4", "5"].map(quoted).join(",");
    let lines = figures.scores.iter().map(|(name, of)| {
        line(name, of, language).iter().map(|field| quoted(field)).collect::<Vec<_>>().join(",")
    });
    std::iter::once(heads).chain(lines).collect::<Vec<_>>().join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::{average, csv};
    use crate::text::Figures;
    use domain::Language;
    use service::Performance;

    #[test]
    fn the_average_is_rounded_and_nothing_is_divided_by_nothing() {
        assert_eq!(average(&[0, 0, 0, 1, 1], Language::Id), "4,5");
        assert_eq!(average(&[1, 0, 0, 0, 2], Language::En), "3.7");
        assert_eq!(average(&[0; 5], Language::En), "0.0");
    }

    #[test]
    fn a_spreadsheet_reads_every_service_with_its_five_figures() {
        let figures = Performance {
            scores: vec![("Akta \"baru\", kilat".into(), [1, 0, 0, 0, 2])],
            ..Performance::default()
        };
        let text = csv(&figures, Figures::of(Language::En), Language::En);
        let lines: Vec<_> = text.split("\r\n").collect();
        assert_eq!(lines[1], r#""Akta ""baru"", kilat","3","3.7","1","0","0","0","2""#);
    }
}
