//! A question asked of each member of the card: once in the file, once a member for the family at hand. The rest
//! of the portal sees ordinary questions, `moves.<uuid>`.

use super::condition::Condition;
use super::procedure::{Procedure, Step};
use super::question::Question;
use crate::family::MemberView;
use crate::language::Words;
use crate::tree::{FromTree, Record, Tree, Trouble};
use serde::Serialize;
use uuid::Uuid;

/// What stands in the label for the name of the member.
pub(super) const NAME: &str = "{name}";
/// Characters of a code that leave room for the member.
pub(super) const MOST_CODE: usize = 40;

/// Of whom it is asked. In a file: `each = { among = { question = "moves", value = "no" } }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Each {
    /// Only members with one of these relation codes; empty means any.
    pub relation: Vec<String>,
    /// Not of the members chosen in these questions; in a file one name or a list.
    pub except: Vec<String>,
    /// Only of members for whom another question of this kind has this answer.
    pub among: Option<Among>,
    /// Not of members for whom another question of this kind has this answer.
    pub without: Option<Among>,
}

/// An answer given for a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Among {
    /// Code of a question that is asked of each member.
    pub question: String,
    /// Its raw value.
    pub value: String,
}

impl FromTree for Each {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let each = Self {
            relation: record.take_or("relation", Vec::new()),
            except: record.take_or("except", OneOrMore(Vec::new())).0,
            among: record.take("among"),
            without: record.take("without"),
        };
        record.finish("`each`").map(|()| each)
    }
}

/// One name, or a list of names.
#[derive(Default)]
struct OneOrMore(Vec<String>);

impl FromTree for OneOrMore {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        match tree {
            Tree::Text(one) => Ok(Self(vec![one])),
            tree => Vec::from_tree(tree).map(Self),
        }
    }
}

impl FromTree for Among {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let among = Self { question: record.take("question"), value: record.take("value") };
        record.finish("`among`").map(|()| among)
    }
}

/// The code of such a question for one member: `moves.<uuid>`.
pub fn code_for(code: &str, member: Uuid) -> String {
    format!("{code}.{member}")
}

/// The code as it stands in the file, for that of one member.
pub fn code_in_file(code: &str) -> &str {
    code.split_once('.').map_or(code, |(code, _)| code)
}

/// The member in the code of such a question, as written.
pub(crate) fn member_of(code: &str) -> Option<&str> {
    code.split_once('.').map(|(_, member)| member)
}

impl Procedure<Words> {
    /// The procedure for one family: questions about each member are asked of each.
    #[must_use]
    pub fn for_family(&self, members: &[MemberView]) -> Self {
        let mut procedure = self.clone();
        for step in &mut procedure.steps {
            step.ask_each(members);
        }
        procedure
    }
}

impl Step<Words> {
    fn ask_each(&mut self, members: &[MemberView]) {
        let questions = core::mem::take(&mut self.questions);
        for question in questions {
            match &question.each {
                None => self.questions.push(question),
                Some(each) => {
                    let asked = members.iter().filter(|member| member.fits(&each.relation, None));
                    self.questions.extend(asked.map(|member| question.of(member, each)));
                }
            }
        }
    }
}

impl Question<Words> {
    fn of(&self, member: &MemberView, each: &Each) -> Self {
        let is = |question: String, value: String| Condition::Is { question, value };
        let mut of = vec![self.when.clone()];
        of.extend(
            each.except
                .iter()
                .map(|question| Condition::Not { of: Box::new(is(question.clone(), member.id.to_string())) }),
        );
        of.extend(
            each.among.as_ref().map(|among| is(code_for(&among.question, member.id), among.value.clone())),
        );
        of.extend(each.without.as_ref().map(|without| {
            let left_out = is(code_for(&without.question, member.id), without.value.clone());
            Condition::Not { of: Box::new(left_out) }
        }));
        of.retain(|test| !test.is_always());
        let when = match of.len() {
            0 => Condition::Always,
            1 => of.remove(0),
            _ => Condition::All { of },
        };
        let named = |words: &Words| {
            Words::new(words.id.replace(NAME, &member.name), words.en.replace(NAME, &member.name))
        };
        Self {
            code: code_for(&self.code, member.id),
            label: named(&self.label),
            hint: self.hint.as_ref().map(named),
            when,
            each: None,
            ..self.clone()
        }
    }
}
