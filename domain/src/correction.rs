//! Which answers of a returned request may change: what was flagged, and whatever that brings along.

use crate::answers::{Answers, question_keys};
use crate::catalogue::Procedure;
use crate::flag::Flagged;
use crate::reading::{Context, live_answers, parse_answer, visible_questions};

/// Whether a correction may change the answer to a question. Flagged ones may; so may one that was not asked
/// when the request was sent, one that a corrected answer has made wrong, and one changed for such a reason,
/// else a correction could lead to a question that nobody may answer. `before` is what was sent.
pub fn may_correct<T>(
    procedure: &Procedure<T>,
    flagged: &Flagged,
    before: &Answers,
    now: &Answers,
    context: &Context,
    code: &str,
) -> bool {
    if flagged.opens_question(code) || question_keys(code).iter().any(|key| before.text(key) != now.text(key))
    {
        return true;
    }
    let (Some(step), Some(question)) = (procedure.step_of(code), procedure.question(code)) else {
        return false;
    };
    let live_before = live_answers(procedure, before, context);
    let asked = visible_questions(step, &live_before, context);
    let live = live_answers(procedure, now, context);
    asked.iter().all(|known| known.code != code) || parse_answer(question, &live, context).is_err()
}
