//! Where the head and the foot of a page lead, by who looks.
use super::idle_end;
use crate::{
    routes,
    text::{
        AppointmentRulesPage, Assist, Audit, Calendar, CataloguePage, Common, CounterDay, Figures, Officers,
        Rights, Security, State, Statistics, Templates, Ticket,
    },
    ui::shell::{NavLink, ShellWords},
    visitor::{Visitor, service},
};
use domain::Language;
use service::Actor;

/// The same page in the other language.
pub fn other_language(visitor: &Visitor) -> NavLink {
    let (code, name) = match visitor.language {
        Language::Id => ("en", "English"),
        Language::En => ("id", "Bahasa Indonesia"),
    };
    NavLink::new(name, format!("{}?lang={code}", visitor.path)).lang(code)
}

/// The pages of administrators.
pub(crate) fn office_tabs(language: Language) -> [(&'static str, &'static str); 6] {
    [
        (Officers::of(language).link, routes::OFFICERS),
        (Audit::of(language).link, routes::AUDIT),
        (CataloguePage::of(language).link, routes::CATALOGUE),
        (Templates::of(language).link, routes::TEMPLATES),
        (Calendar::of(language).link, routes::CALENDAR),
        (AppointmentRulesPage::of(language).link, routes::APPOINTMENT_RULES),
    ]
}

pub(super) fn shell_words(visitor: &Visitor, common: Common) -> ShellWords {
    let here = |link: &str| visitor.path == link || visitor.path.starts_with(&format!("{link}/"));
    let to = |label: &str, href: &str| NavLink::new(label, href).current(here(href));
    let language = other_language(visitor);
    let (tabs, nav) = match &visitor.actor {
        Actor::Stranger => (Vec::new(), vec![to(common.sign_in, routes::SIGN_IN), language]),
        Actor::Citizen(_) => (
            vec![
                to(common.my_requests, routes::REQUESTS),
                to(common.my_card_short, routes::CARD),
                to(common.inbox, routes::INBOX),
            ],
            vec![to(common.account, routes::ACCOUNT), language],
        ),
        Actor::Assisted(_) => (vec![to(Assist::of(visitor.language).link, routes::ASSIST)], vec![language]),
        Actor::Officer(officer) => {
            let mut tabs = vec![to(common.queue, routes::QUEUE), to(common.inbox, routes::INBOX)];
            if officer.role != domain::Role::Administrator {
                tabs.push(to(Ticket::of(visitor.language).desk_link, routes::DESK_HELP));
                tabs.push(to(CounterDay::of(visitor.language).link, routes::COUNTER_DAY));
                tabs.push(to(Assist::of(visitor.language).link, routes::ASSIST));
            }
            if officer.role == domain::Role::Administrator {
                tabs.extend(office_tabs(visitor.language).map(|(label, href)| to(label, href)));
            }
            if officer.role == domain::Role::Supervisor {
                tabs.push(to(Figures::of(visitor.language).link, routes::PERFORMANCE));
                tabs.push(to(Rights::of(visitor.language).desk_title, routes::CORRECTIONS));
            }
            (tabs, vec![to(common.account, routes::ACCOUNT), language])
        }
    };
    let service = service();
    let settings = service.settings();
    let mut foot = vec![
        NavLink::new(common.requirements, routes::REQUIREMENTS),
        NavLink::new(common.help, routes::HELP),
        NavLink::new(common.privacy, routes::PRIVACY),
    ];
    if visitor.actor.officer().is_ok_and(|officer| officer.role == domain::Role::Administrator) {
        foot.push(NavLink::new(State::of(visitor.language).link, routes::STATE));
    }
    if visitor.actor.officer().is_err() {
        foot.push(NavLink::new(Statistics::of(visitor.language).link, routes::STATISTICS));
    }
    if settings.demonstration {
        foot.push(NavLink::new(common.demo_mailbox, routes::MAILBOX));
    }
    ShellWords {
        skip: common.skip.to_owned(),
        demo: settings.demonstration.then(|| common.demo.to_owned()),
        name: common.product.to_owned(),
        home: routes::HOME.to_owned(),
        tabs_label: common.nav.to_owned(),
        tabs,
        nav_label: common.account.to_owned(),
        nav,
        foot_label: common.foot.to_owned(),
        foot,
        foot_text: match idle_end(&visitor.actor, visitor.at, settings) {
            Some(at) => {
                let words = Security::of(visitor.language);
                format!("{} · {} · {} {at}", settings.office_name, common.free, words.idle)
            }
            None => format!("{} · {}", settings.office_name, common.free),
        },
    }
}
