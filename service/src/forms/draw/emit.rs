//! From marks and tree to the bytes of a PDF/UA file. The clock is not asked: the same paper gives the same bytes.
use super::super::{paper::Paper, sheet::Attachment};
use super::DrawError;
use super::flow::{BOTTOM, Flow, HEIGHT, LEFT, Landmark, Mark, RIGHT, Role, Style, Twig, WIDTH};
use super::font::{Fonts, Weight};
use crate::receipt::CodeSquare;
use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    embed::{AssociationKind, EmbeddedFile, MimeType},
    geom::{Path, PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagKind, TagTree,
    },
};
use std::num::NonZeroU16;

const FOOT: Style = Style { weight: Weight::Regular, size: 8.0, shade: 80, leading: 11.0 };
/// Pale enough to read through.
const WATERMARK: Style = Style { weight: Weight::Bold, size: 118.0, shade: 239, leading: 118.0 };

pub(super) fn emit(paper: &Paper, flow: &Flow<'_>) -> Result<Vec<u8>, DrawError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| DrawError::Refused)?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let title = format!("{} {}", paper.code, paper.title);
    document.set_metadata(
        Metadata::new().title(title).language(paper.language.to_owned()).creator("KK Daring".to_owned()),
    );
    for attachment in &paper.attachments {
        document.embed_file(attached(attachment)).ok_or(DrawError::Refused)?;
    }
    let mut leaves: Vec<Option<Identifier>> = vec![None; flow.leaves];
    for (at, marks) in flow.pages.iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(DrawError::Refused)?;
        let mut page = document.start_page_with(size);
        let mut pen = Pen { surface: page.surface(), fonts: flow.fonts };
        pen.watermark(paper);
        for mark in marks {
            pen.mark(mark, &mut leaves);
        }
        pen.around(paper, at + 1, flow.pages.len());
        pen.surface.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(paper.language.to_owned()));
    for twig in &flow.tree {
        if let Some(node) = node(twig, &mut leaves) {
            tree.push(node);
        }
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(&flow.landmarks));
    // What krilla says may quote the text: only that it failed is passed on.
    document.finish().map_err(|_| DrawError::Refused)
}

fn attached(attachment: &Attachment) -> EmbeddedFile {
    EmbeddedFile {
        path: attachment.name.to_owned(),
        mime_type: MimeType::new(attachment.media_type),
        description: Some(attachment.description.clone()),
        association_kind: AssociationKind::Source,
        data: attachment.bytes.clone().into(),
        modification_date: None,
        // Found by the simplest reader.
        compress: Some(false),
        location: None,
    }
}

fn outline(landmarks: &[Landmark]) -> Outline {
    let mut outline = Outline::new();
    for mark in landmarks {
        let place = XyzDestination::new(mark.page, Point::from_xy(LEFT, mark.y));
        outline.push_child(OutlineNode::new(mark.text.clone(), place));
    }
    outline
}

/// A part of the tree; none where nothing of it was drawn.
fn node(twig: &Twig, leaves: &mut [Option<Identifier>]) -> Option<Node> {
    match twig {
        // Each leaf has one parent: it is taken.
        Twig::Leaf(at) => leaves.get_mut(*at).and_then(Option::take).map(Node::from),
        Twig::Part(role, parts) => {
            let mut group = TagGroup::new(kind(role));
            for part in parts {
                if let Some(node) = node(part, leaves) {
                    group.push(node);
                }
            }
            Some(Node::from(group))
        }
    }
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Title(text) => Tag::Hn(NonZeroU16::MIN, Some(text.clone())).into(),
        Role::Heading(text) => Tag::Hn(NonZeroU16::MIN.saturating_add(1), Some(text.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Figure(spoken) => Tag::Figure(Some(spoken.clone())).into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Content => Tag::LBody.into(),
    }
}

struct Pen<'a, 'b> {
    surface: Surface<'a>,
    fonts: &'b Fonts,
}

impl Pen<'_, '_> {
    fn mark(&mut self, mark: &Mark, leaves: &mut [Option<Identifier>]) {
        match mark {
            Mark::Text { leaf: Some(leaf), x, y, style, text, spoken } => {
                let span = SpanTag::empty().with_actual_text(spoken.as_deref());
                let identifier = self.surface.start_tagged(ContentTag::Span(span));
                if let Some(place) = leaves.get_mut(*leaf) {
                    *place = Some(identifier);
                }
                self.text(*x, *y, *style, text);
                self.surface.end_tagged();
            }
            Mark::Text { leaf: None, x, y, style, text, .. } => {
                self.decoration(ArtifactType::PaginationOther, |pen| pen.text(*x, *y, *style, text));
            }
            Mark::Rule { from, to } => {
                let mut path = PathBuilder::new();
                path.move_to(from.0, from.1);
                path.line_to(to.0, to.1);
                self.path(path.finish());
            }
            Mark::Frame { x, y, width, height } => {
                let mut path = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                    path.push_rect(rect);
                }
                self.path(path.finish());
            }
            Mark::Square { leaf, x, y, side, square } => {
                let identifier = self.surface.start_tagged(ContentTag::Other);
                if let Some(place) = leaves.get_mut(*leaf) {
                    *place = Some(identifier);
                }
                self.square((*x, *y), *side, square);
                self.surface.end_tagged();
            }
        }
    }

    fn square(&mut self, (x, y): (f32, f32), side: f32, square: &CodeSquare) {
        let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(0));
        let dot = side / count(square.side);
        let mut path = PathBuilder::new();
        for (column, row, length) in square.runs() {
            let (left, top) = (x + count(column) * dot, y + count(row) * dot);
            if let Some(rect) = Rect::from_xywh(left, top, count(length) * dot, dot) {
                path.push_rect(rect);
            }
        }
        let Some(path) = path.finish() else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: luma::Color::new(0).into(), ..Fill::default() }));
        self.surface.draw_path(&path);
    }

    fn decoration(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    fn path(&mut self, path: Option<Path>) {
        let Some(path) = path else { return };
        self.decoration(ArtifactType::Layout, |pen| {
            pen.surface.set_fill(None);
            pen.surface.set_stroke(Some(Stroke {
                paint: luma::Color::new(110).into(),
                width: 0.6,
                ..Stroke::default()
            }));
            pen.surface.draw_path(&path);
            pen.surface.set_stroke(None);
        });
    }

    /// Text that stands on the line `y`.
    fn text(&mut self, x: f32, y: f32, style: Style, text: &str) {
        let text = self.fonts.printable(text);
        let glyphs = self.fonts.glyphs(&text, style.weight);
        self.surface.set_fill(Some(Fill { paint: luma::Color::new(style.shade).into(), ..Fill::default() }));
        let font = self.fonts.font(style.weight);
        self.surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &text, style.size, false);
    }

    fn watermark(&mut self, paper: &Paper) {
        let Some(text) = &paper.watermark else { return };
        let (x, y) = (WIDTH / 2.0, HEIGHT / 2.0);
        let width = self.fonts.width(text, WATERMARK.weight, WATERMARK.size);
        self.surface.push_transform(&Transform::from_rotate_at(-52.0, x, y));
        self.decoration(ArtifactType::Watermark, |pen| {
            pen.text(x - width / 2.0, y + WATERMARK.size * 0.36, WATERMARK, text);
        });
        self.surface.pop();
    }

    /// The head of later pages, and the foot of all.
    fn around(&mut self, paper: &Paper, page: usize, pages: usize) {
        if page > 1 {
            let head = format!("{} · {}", paper.code, paper.title);
            let line = self.fonts.lines(&head, FOOT.weight, FOOT.size, RIGHT - LEFT).swap_remove(0);
            self.decoration(ArtifactType::Header, |pen| pen.text(LEFT, 48.0, FOOT, &line));
        }
        let top = BOTTOM + 10.0;
        let mut rule = PathBuilder::new();
        rule.move_to(LEFT, top);
        rule.line_to(RIGHT, top);
        self.path(rule.finish());
        let count = paper.page_of.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string());
        let width = self.fonts.width(&count, FOOT.weight, FOOT.size);
        self.decoration(ArtifactType::Footer, |pen| {
            let mut y = top + 12.0;
            for line in &paper.foot {
                pen.text(LEFT, y, FOOT, line);
                y += FOOT.leading;
            }
            pen.text(RIGHT - width, top + 12.0, FOOT, &count);
        });
    }
}
