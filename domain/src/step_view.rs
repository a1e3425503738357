//! All that the wizard draws from: one value, sent by the server as JSON in one language.

use crate::answers::Answers;
use crate::catalogue::{Notice, Procedure, Slot, Step};
use crate::flag::Flagged;
use crate::journey::{Journey, Opened, journey, needed_slots, opened};
use crate::language::Language;
use crate::reading::{Context, live_answers};
use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::Serialize;
use uuid::Uuid;

/// A draft, or a returned request, at one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Id of the draft, made on the device.
    pub draft: Uuid,
    /// Counts up with every saving.
    pub revision: i64,
    /// The language of the words.
    pub language: Language,
    /// The procedure in that language.
    pub procedure: Procedure<String>,
    /// The raw answers.
    pub answers: Answers,
    /// What they are read against.
    pub context: Context,
    /// The uploaded documents.
    pub documents: Vec<DocumentView>,
    /// Slots whose original the citizen will bring to the counter: always
    /// [`brought_originals`](crate::journey::brought_originals) of the answers `bring.<slot>` = `yes`.
    pub bring_original: Vec<String>,
    /// What to put right, when the request was returned.
    pub flagged: Option<Flagged>,
    /// The answers as they were sent, when the request was returned.
    pub before: Option<Answers>,
    /// The step to show.
    pub step: String,
}

/// An uploaded file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentView {
    /// Its id.
    pub id: Uuid,
    /// The slot it lies in.
    pub slot: String,
    /// Its place among several photos, from 0.
    pub position: u8,
    /// The name it had on the device.
    pub name: String,
    /// Size as kept.
    pub bytes: u64,
    /// Type by content, as in `Content-Type`.
    pub media_type: String,
    /// The acknowledgement: SHA-256 as 64 hexadecimal digits.
    pub sha256: String,
    /// Pixels, for pictures.
    pub width: Option<u32>,
    /// Pixels, for pictures.
    pub height: Option<u32>,
    /// Quarter turns to the right in which it is shown; the file is kept as it came.
    pub turns: u8,
    /// Pages of a PDF; 0 where nobody counted, which is one.
    pub pages: u32,
}

through_tree!(StepView, DocumentView);

impl FromTree for StepView {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let view = Self {
            draft: record.take("draft"),
            revision: record.take("revision"),
            language: record.take("language"),
            procedure: record.must("procedure")?,
            answers: record.take("answers"),
            context: record.must("context")?,
            documents: record.take("documents"),
            bring_original: record.take("bring_original"),
            flagged: record.take("flagged"),
            before: record.take("before"),
            step: record.take("step"),
        };
        record.finish("a step view").map(|()| view)
    }
}

impl FromTree for DocumentView {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let view = Self {
            id: record.take("id"),
            slot: record.take("slot"),
            position: record.take("position"),
            name: record.take("name"),
            bytes: record.take("bytes"),
            media_type: record.take("media_type"),
            sha256: record.take("sha256"),
            width: record.take("width"),
            height: record.take("height"),
            turns: record.take_or("turns", 0),
            pages: record.take_or("pages", 0),
        };
        record.finish("a document").map(|()| view)
    }
}

impl StepView {
    /// The answers that count.
    pub fn live_answers(&self) -> Answers {
        live_answers(&self.procedure, &self.answers, &self.context)
    }

    /// The way through the steps.
    pub fn journey(&self) -> Journey {
        journey(&self.procedure, &self.answers, &self.context, &self.documents, self.flagged.as_ref())
    }

    /// The step to show, unless it is one of the fixed last ones.
    pub fn current_step(&self) -> Option<&Step<String>> {
        self.procedure.step(&self.step)
    }

    /// The documents asked for.
    pub fn slots(&self) -> Vec<&Slot<String>> {
        needed_slots(&self.procedure, &self.answers, &self.context)
    }

    /// What to tell at this step.
    pub fn notices(&self) -> Vec<&Notice<String>> {
        self.procedure.notices_at(&self.step, &self.live_answers(), &self.context)
    }

    /// What may be changed; `None` for a draft, where everything may.
    pub fn opened(&self) -> Option<Opened<'_>> {
        self.flagged.as_ref().map(|flagged| opened(&self.procedure, flagged))
    }

    /// The files of one slot, in their order.
    pub fn documents_in(&self, slot: &str) -> Vec<&DocumentView> {
        let mut files: Vec<&DocumentView> = Vec::new();
        for document in self.documents.iter().filter(|document| document.slot == slot) {
            let at = files.partition_point(|before| before.position <= document.position);
            files.insert(at, document);
        }
        files
    }
}
