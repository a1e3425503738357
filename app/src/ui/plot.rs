//! Plots drawn on the server as SVG, for the eye; the table behind each says the same in figures. Two series differ by
//! shade and by their place, never by colour alone.
use leptos::prelude::*;

const WIDTH: u32 = 720;
const HEIGHT: u32 = 160;

/// Bars side by side, one group a place; at most two series.
#[component]
pub fn Bars(
    /// What it shows, said.
    #[prop(into)]
    label: String,
    /// The series, all of one length.
    series: Vec<Vec<u64>>,
    /// Without the highest number, which is small on a phone and said beside it.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let most = series.iter().flatten().copied().max().unwrap_or(0).max(1);
    let places = series.first().map_or(0, Vec::len).max(1);
    let group = f64::from(WIDTH) / to_f64(places as u64);
    let width = group * 0.8 / to_f64(series.len().max(1) as u64);
    let bars = series
        .iter()
        .enumerate()
        .flat_map(|(at, values)| {
            values.iter().enumerate().map(move |(place, value)| {
                let height = to_f64(*value) / to_f64(most) * f64::from(HEIGHT - 16);
                let left = to_f64(place as u64) * group + to_f64(at as u64) * width + group * 0.1;
                view! {
                    <rect
                        x=format!("{left:.1}")
                        y=format!("{:.1}", f64::from(HEIGHT) - height)
                        width=format!("{:.1}", width.max(1.0))
                        height=format!("{height:.1}")
                        fill="currentColor"
                        fill-opacity=if at == 0 { "0.85" } else { "0.4" }
                    />
                }
            })
        })
        .collect_view();
    view! {
        <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            {(!bare).then(|| view! { <text x="0" y="11" font-size="12" fill="currentColor">{most.to_string()}</text> })}
            {bars}
            <line x1="0" x2=WIDTH.to_string() y1=HEIGHT.to_string() y2=HEIGHT.to_string() stroke="currentColor" />
        </svg>
    }
}

/// A heat map: rows by columns, darker is more; each field carries its number in the table behind it.
#[component]
pub fn Heat(
    /// What it shows, said.
    #[prop(into)]
    label: String,
    /// The fields, row by row, each with its name.
    rows: Vec<(String, Vec<u64>)>,
) -> impl IntoView {
    let most = rows.iter().flat_map(|(_, values)| values).copied().max().unwrap_or(0).max(1);
    let fields = rows
        .into_iter()
        .enumerate()
        .map(|(row, (name, values))| {
            let top = row * 20;
            let fields = values.into_iter().enumerate().map(move |(column, value)| {
                view! {
                    <rect
                        x=(40 + column * 28).to_string()
                        y=top.to_string()
                        width="26"
                        height="18"
                        fill="currentColor"
                        fill-opacity=format!("{:.2}", 0.05 + 0.9 * to_f64(value) / to_f64(most))
                    />
                }
            });
            view! {
                <text x="0" y=(top + 13).to_string() font-size="12" fill="currentColor">{name}</text>
                {fields.collect_view()}
            }
        })
        .collect_view();
    view! {
        <svg viewBox="0 0 712 140" role="img" aria-label=label>
            {fields}
        </svg>
    }
}

#[expect(clippy::cast_precision_loss, reason = "places on a picture")]
const fn to_f64(number: u64) -> f64 {
    number as f64
}

/// One line of [`BarLines`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarLine {
    /// What it is.
    pub name: String,
    /// How long the bar is.
    pub n: u64,
    /// The number, said.
    pub said: String,
}

/// Bars that lie under their names, with their numbers: readable on the narrowest phone, and without seeing the bars.
#[component]
pub fn BarLines(
    /// The lines, in their order.
    lines: Vec<BarLine>,
) -> impl IntoView {
    let most = lines.iter().map(|line| line.n).max().unwrap_or(0).max(1);
    let lines = lines
        .into_iter()
        .map(|BarLine { name, n, said }| {
            let width = format!("{:.1}", to_f64(n) / to_f64(most) * 100.0);
            view! {
                <li>
                    <span class="row spread"><span>{name}</span><b class="num nowrap">{said}</b></span>
                    <svg viewBox="0 0 100 3" aria-hidden="true">
                        <rect width=width height="1.2" fill="currentColor" fill-opacity="0.7" />
                    </svg>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain">{lines}</ul> }
}
