//! What stands around every page: skip link, banner of a demonstration, header, content, footer.
use leptos::prelude::*;

use super::mark::Mark;

/// One way through the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavLink {
    /// The words of the link.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// True on the page it leads to.
    pub current: bool,
    /// The language of the words when it differs from the page's ("en").
    pub lang: Option<&'static str>,
}

impl NavLink {
    /// A link to another page, in the language of this one.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), current: false, lang: None }
    }

    /// The same link, on the page it leads to or not.
    #[must_use]
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// The same link, its words in another language.
    #[must_use]
    pub fn lang(mut self, lang: &'static str) -> Self {
        self.lang = Some(lang);
        self
    }
}

/// The words and ways of the shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShellWords {
    /// "Langsung ke isi".
    pub skip: String,
    /// The banner of a demonstration; none in earnest.
    pub demo: Option<String>,
    /// The name beside the mark.
    pub name: String,
    /// Where the mark leads.
    pub home: String,
    /// The name of the main navigation, for those who hear it.
    pub tabs_label: String,
    /// The ways of someone who is signed in; a row of their own on a phone.
    pub tabs: Vec<NavLink>,
    /// The name of the second navigation.
    pub nav_label: String,
    /// Help, the other language, signing in.
    pub nav: Vec<NavLink>,
    /// The name of the navigation at the foot.
    pub foot_label: String,
    /// The ways at the foot.
    pub foot: Vec<NavLink>,
    /// Who runs this and when they are there.
    pub foot_text: String,
}

/// A list of ways in a navigation landmark.
#[component]
pub fn Nav(
    /// The class that arranges it: `bar-nav`, `bar-tabs`, or none in the footer.
    #[prop(optional)]
    class: &'static str,
    /// What the landmark is called.
    label: String,
    /// The ways.
    links: Vec<NavLink>,
) -> impl IntoView {
    (!links.is_empty()).then(|| {
        let links = links
            .into_iter()
            .map(|link| {
                let current = link.current.then_some("page");
                view! { <a href=link.href aria-current=current lang=link.lang hreflang=link.lang>{link.label}</a> }
            })
            .collect_view();
        view! { <nav class=class aria-label=label>{links}</nav> }
    })
}

/// Header and footer around a page. The content is the landmark `main` with the id `isi`.
#[component]
pub fn Shell(
    /// Words and ways.
    words: ShellWords,
    /// Without the footer: pages that end in a dock.
    #[prop(optional)]
    bare: bool,
    /// What goes between the header and the content: banner of being offline, warning of expiry.
    #[prop(optional, into)]
    above: ViewFn,
    /// The page.
    children: Children,
) -> impl IntoView {
    let demo = words.demo.map(|text| view! { <p class="demo">{text}</p> });
    let footer = (!bare).then(|| {
        view! {
            <footer class="footer">
                <Nav label=words.foot_label links=words.foot />
                <p>{words.foot_text}</p>
            </footer>
        }
    });
    view! {
        <a class="skip" href="#isi">{words.skip}</a>
        <header>
            {demo}
            <div class="bar">
                <Mark name=words.name href=words.home />
                <Nav class="bar-tabs" label=words.tabs_label links=words.tabs />
                <Nav class="bar-nav" label=words.nav_label links=words.nav />
            </div>
            {above.run()}
        </header>
        <main id="isi" tabindex="-1">{children()}</main>
        {footer}
    }
}
