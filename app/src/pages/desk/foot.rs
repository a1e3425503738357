//! The foot: taking, deciding, laying back. Only what this officer may do now stands there.
use super::{
    case::{CaseView, DECISION_FORM},
    checklist,
};
use crate::{
    islands::desk::places,
    routes,
    text::{Results, command as name_of, held_by, held_for},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        field::Width,
        foot::Foot,
        text_area::TextArea,
        text_field::{InputKind, TextField},
    },
};
use domain::{Command, Status};
use leptos::prelude::*;

/// The form of a command that takes words but no flags.
const NOTE_FORM: &str = "catatan";

/// The foot.
pub(super) fn bar(view: &CaseView) -> AnyView {
    let lease = lease(view);
    if view.letter.is_some() {
        let acts = send(view);
        return view! { <Foot lease=lease>{acts}</Foot> }.into_any();
    }
    let acts = acts(view);
    match note(view) {
        Some(note) => {
            let note = std::sync::Mutex::new(Some(note));
            let open = ViewFn::from(move || note.lock().ok().and_then(|mut note| note.take()));
            view! { <Foot lease=lease open=Some(open)>{acts}</Foot> }.into_any()
        }
        None => view! { <Foot lease=lease>{acts}</Foot> }.into_any(),
    }
}

/// Who holds the request, how long, and its version.
fn lease(view: &CaseView) -> ViewFn {
    let (words, language) = (view.words(), view.language);
    let version = format!("{} {}", words.version, view.detail.request.version);
    match &view.detail.lease {
        Some(lease) if lease.mine => {
            let seconds = u32::try_from((lease.until - view.now).whole_seconds()).unwrap_or(0);
            let number = view.detail.request.number.clone();
            let held = held_for(u64::from(seconds / 60), language);
            ViewFn::from(move || {
                let (number, held) = (number.clone(), held.clone());
                view! {
                    <span id=places::HOLD data-number=number data-seconds=seconds.to_string()>{held}</span>
                    " · "
                    {version.clone()}
                }
            })
        }
        Some(lease) => line(format!("{} · {version}", held_by(&lease.by, language))),
        None if view.commands.is_empty() => line(version),
        None => line(format!("{} · {version}", words.free)),
    }
}

fn line(words: String) -> ViewFn {
    ViewFn::from(move || words.clone())
}

/// Sends what was read once more, or goes back to the flags.
fn send(view: &CaseView) -> AnyView {
    let words = view.words();
    let danger = view.typed.command == Command::Reject.as_str();
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Button label=words.send_decision kind=kind attr:form=DECISION_FORM />
        <LinkButton label=words.edit href=view.place.case() kind=ButtonKind::Ghost />
    }
    .into_any()
}

fn acts(view: &CaseView) -> AnyView {
    let words = view.words();
    match &view.detail.lease {
        _ if view.commands.is_empty() => {
            view! { <p class="muted last">{words.nothing_to_do}</p>{results(view)} }.into_any()
        }
        Some(lease) if lease.mine => mine(view),
        Some(_) if view.commands.contains(&Command::Claim) => takeover(view),
        None if view.commands.contains(&Command::Claim) => claim(view),
        _ => decisions(view),
    }
}

fn claim(view: &CaseView) -> AnyView {
    view! {
        <form method="post" action="/api/petugas/ambil">
            {view.identity()}
            <Button label=name_of(Command::Claim, view.language) key="A".to_owned() />
        </form>
    }
    .into_any()
}

fn takeover(view: &CaseView) -> AnyView {
    let words = view.words();
    view! {
        <form class="foot-takeover" method="post" action="/api/petugas/ambil">
            {view.identity()}
            <TextField
                name="takeover"
                label=words.takeover_reason
                hint=words.takeover_hint.to_owned()
                value=view.takeover.clone()
                error=Signal::stored(view.errors.field("takeover"))
                max=Some(300)
            />
            <Button label=words.takeover kind=ButtonKind::Ghost />
        </form>
    }
    .into_any()
}

fn mine(view: &CaseView) -> AnyView {
    view! {
        {decisions(view)}
        <form method="post" action="/api/petugas/lepas">
            {view.identity()}
            <Button label=view.words().release kind=ButtonKind::Quiet />
        </form>
    }
    .into_any()
}

/// How loud a command is, and its key.
fn look(command: Command) -> (ButtonKind, Option<&'static str>) {
    match command {
        Command::Approve | Command::Verify => (ButtonKind::Primary, Some("S")),
        Command::EnterSiak | Command::AwaitSignature | Command::Complete => (ButtonKind::Primary, None),
        Command::Return | Command::SiakReturn => (ButtonKind::Ghost, Some("P")),
        Command::Reject => (ButtonKind::Danger, Some("T")),
        _ => (ButtonKind::Ghost, None),
    }
}

/// A button for every command but taking; those that need words sent by the form of the words.
fn decisions(view: &CaseView) -> AnyView {
    let mut commands: Vec<Command> =
        view.commands.iter().copied().filter(|command| *command != Command::Claim).collect();
    commands.sort_by_key(|command| match look(*command).0 {
        ButtonKind::Primary => 0,
        ButtonKind::Danger => 2,
        _ => 1,
    });
    commands.into_iter().map(|command| decision(view, command)).collect_view().into_any()
}

fn decision(view: &CaseView, command: Command) -> AnyView {
    let (kind, key) = look(command);
    let label = name_of(command, view.language);
    let send = ("command", command.as_str().to_owned());
    let key = key.map(str::to_owned);
    match command {
        Command::Return | Command::Reject | Command::SiakReturn => view! {
            <Button label=label kind=kind key=key send=send attr:form=DECISION_FORM attr:formaction="/api/petugas/tinjau" />
        }
        .into_any(),
        // The ticks of the checklist go along.
        Command::Approve | Command::Verify if checklist::is_open(view) => {
            view! { <Button label=label kind=kind key=key send=send attr:form=DECISION_FORM /> }.into_any()
        }
        Command::Complete | Command::Reopen => {
            view! { <Button label=label kind=kind key=key send=send attr:form=NOTE_FORM /> }.into_any()
        }
        _ => {
            let version = view.detail.request.version.to_string();
            view! {
                <form method="post" action="/api/petugas/putusan">
                    {view.identity()}
                    <input type="hidden" name="version" value=version />
                    <Button label=label kind=kind key=key send=send />
                </form>
            }
            .into_any()
        }
    }
}

/// The words that completing and reopening need.
fn note(view: &CaseView) -> Option<AnyView> {
    let words = view.words();
    let complete = view.mine() && view.commands.contains(&Command::Complete);
    let reopen = view.commands.contains(&Command::Reopen);
    let (label, hint) = match (complete, reopen) {
        (true, _) => (words.result_note, Some(words.result_hint.to_owned())),
        (false, true) => (words.reopen_note, None),
        (false, false) => return None,
    };
    let version = view.detail.request.version.to_string();
    let numbers = complete.then(|| numbers(view));
    Some(
        view! {
            <form id=NOTE_FORM method="post" action="/api/petugas/putusan">
                {view.identity()}
                <input type="hidden" name="version" value=version />
                <TextArea
                    name="note"
                    label=label
                    hint=hint
                    value=view.typed.note.clone()
                    error=Signal::stored(view.errors.field("note"))
                    lines=2
                    max=Some(600)
                />
                {numbers}
            </form>
            {results(view)}
        }
        .into_any(),
    )
}

/// Where the result is attached, while that can be done.
fn results(view: &CaseView) -> Option<AnyView> {
    let complete = view.mine() && view.commands.contains(&Command::Complete);
    (complete || view.detail.request.status == Status::Done).then(|| {
        let href = routes::desk_results(&view.detail.request.number);
        view! { <p class="small last"><a href=href>{Results::of(view.language).attach_title}</a></p> }
            .into_any()
    })
}

/// The numbers that the register has given, where this request makes it give some.
fn numbers(view: &CaseView) -> AnyView {
    let words = view.words();
    let field = |name: &'static str, label: &'static str, hint: &'static str, typed: &str| {
        view! {
            <TextField
                name=name
                label=label
                hint=hint.to_owned()
                value=typed.to_owned()
                error=Signal::stored(view.errors.field(name))
                kind=InputKind::Digits
                width=Width::W16
                max=Some(24)
            />
        }
    };
    let number = view
        .detail
        .gives
        .number
        .then(|| field("kk_number", words.new_number, words.new_number_hint, &view.typed.kk_number));
    let nik = view.detail.gives.nik.then(|| field("nik", words.new_nik, words.new_nik_hint, &view.typed.nik));
    view! { {number}{nik} }.into_any()
}
