//! Where everything stands: marks on pages, and the tree of what they mean, for who hears a form instead of
//! seeing it.
use super::font::{Fonts, Weight};
use crate::receipt::CodeSquare;

/// A4 in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 52.0;
pub(super) const RIGHT: f32 = WIDTH - LEFT;
const TOP: f32 = 48.0;
/// Below this is the foot.
pub(super) const BOTTOM: f32 = HEIGHT - 66.0;
/// Where a page after the first begins: below its running head.
const TOP_AGAIN: f32 = TOP + 16.0;

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) weight: Weight,
    pub(super) size: f32,
    /// 0 is black.
    pub(super) shade: u8,
    /// From line to line.
    pub(super) leading: f32,
}

/// What is printed.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    Text {
        /// Its place in the tree; none for what only decorates or repeats.
        leaf: Option<usize>,
        x: f32,
        /// Of the line on which the letters stand.
        y: f32,
        style: Style,
        text: String,
        /// What is heard instead.
        spoken: Option<String>,
    },
    Rule {
        from: (f32, f32),
        to: (f32, f32),
    },
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    Square {
        leaf: usize,
        x: f32,
        y: f32,
        /// Length of a side.
        side: f32,
        square: CodeSquare,
    },
}

/// What a part of the form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title(String),
    Heading(String),
    Paragraph,
    /// With what is heard instead.
    Figure(String),
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    List,
    Item,
    Label,
    Content,
}

/// The tree of the parts.
#[derive(Clone, Debug)]
pub(super) enum Twig {
    Part(Role, Vec<Twig>),
    Leaf(usize),
}

/// A place to which a reader can jump.
pub(super) struct Landmark {
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// The pages as they fill up.
pub(super) struct Flow<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) y: f32,
    pub(super) leaves: usize,
    pub(super) tree: Vec<Twig>,
    pub(super) landmarks: Vec<Landmark>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, pages: vec![Vec::new()], y: TOP, leaves: 0, tree: Vec::new(), landmarks: Vec::new() }
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP_AGAIN;
    }

    /// Begins a page if so much does not fit on this one, unless it fits on none.
    pub(super) fn keep(&mut self, height: f32) {
        if self.y + height > BOTTOM && height <= BOTTOM - TOP_AGAIN {
            self.new_page();
        }
    }

    /// What a whole page holds.
    pub(super) const fn page_height() -> f32 {
        BOTTOM - TOP_AGAIN
    }

    /// A line of text whose upper edge is at `y`; answers its leaf.
    pub(super) fn line(&mut self, x: f32, y: f32, style: Style, text: &str, spoken: Option<&str>) -> Twig {
        let leaf = self.leaves;
        self.leaves += 1;
        self.put(Some(leaf), x, y, style, text, spoken);
        Twig::Leaf(leaf)
    }

    /// The same without meaning: decoration, or a repetition.
    pub(super) fn decoration(&mut self, x: f32, y: f32, style: Style, text: &str) {
        self.put(None, x, y, style, text, None);
    }

    fn put(&mut self, leaf: Option<usize>, x: f32, y: f32, style: Style, text: &str, spoken: Option<&str>) {
        let y = y + f32::midpoint(style.leading, style.size * 0.72);
        let spoken = spoken.map(str::to_owned);
        self.mark(Mark::Text { leaf, x, y, style, text: text.to_owned(), spoken });
    }

    /// A paragraph over the whole width.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, role: Role) {
        let mut leaves = Vec::new();
        for line in self.fonts.lines(text, style.weight, style.size, RIGHT - LEFT) {
            self.keep(style.leading);
            leaves.push(self.line(LEFT, self.y, style, &line, None));
            self.y += style.leading;
        }
        self.tree.push(Twig::Part(role, leaves));
    }

    /// A square code whose upper left corner is at `x` and `y`; answers its leaf.
    pub(super) fn square(&mut self, x: f32, y: f32, side: f32, square: &CodeSquare) -> Twig {
        let leaf = self.leaves;
        self.leaves += 1;
        self.mark(Mark::Square { leaf, x, y, side, square: square.clone() });
        Twig::Leaf(leaf)
    }

    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.mark(Mark::Rule { from, to });
    }
}
