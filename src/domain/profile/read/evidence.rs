//! The evidence rule of an item: which rule of the closed set, with its parameters.

use super::rule::Family;
use crate::diagnostic::{Finding, Problems};
use crate::domain::profile::{EvidenceRule, bounds};
use crate::syntax::tree::{Node, read as read_value, rules as tree_rules};
use crate::text::wording::count;

const EVIDENCE_RULE: Family = Family {
    what: "evidence rule",
    rules: &[
        ("session-item", "evidence rule `session-item`"),
        ("commitment", "evidence rule `commitment`"),
        ("distinct-methods", "evidence rule `distinct-methods`"),
        ("timely-response", "evidence rule `timely-response`"),
        ("feedback-cycle", "evidence rule `feedback-cycle`"),
        ("strengths-and-step", "evidence rule `strengths-and-step`"),
        ("observed-feedback", "evidence rule `observed-feedback`"),
        ("reflective-questions", "evidence rule `reflective-questions`"),
        ("data-to-next-steps", "evidence rule `data-to-next-steps`"),
        ("observation-only", "evidence rule `observation-only`"),
    ],
    parameters: &["first_session_days", "within_days", "next_step", "at_least", "at_least_percent"],
};

/// The rule that `node` writes down, in a profile with so many `methods`.
pub(super) fn evidence(
    node: &Node,
    methods: usize,
    problems: &mut Problems,
) -> Option<EvidenceRule> {
    let (name, mut fields) = EVIDENCE_RULE.open(node, problems)?;
    let rule = match name {
        "session-item" => Some(EvidenceRule::SessionItem {
            first_session_days: fields.optional(
                "first_session_days",
                problems,
                |node, problems| {
                    read_value::integer(node, problems, bounds::FIRST_SESSION_DAYS, "session days")
                },
            ),
            within_days: fields.optional("within_days", problems, |node, problems| {
                read_value::integer(node, problems, bounds::WITHIN_DAYS, "days")
            }),
            next_step: fields.optional("next_step", problems, read_value::boolean).unwrap_or(false),
        }),
        "commitment" => Some(EvidenceRule::Commitment),
        "distinct-methods" => fields
            .required("at_least", problems, |node, problems| at_least(node, methods, problems))
            .map(|at_least| EvidenceRule::DistinctMethods { at_least }),
        "timely-response" => fields
            .required("at_least_percent", problems, |node, problems| {
                read_value::integer(node, problems, bounds::PERCENT, "percent")
            })
            .map(|at_least_percent| EvidenceRule::TimelyResponse { at_least_percent }),
        "feedback-cycle" => Some(EvidenceRule::FeedbackCycle),
        "strengths-and-step" => Some(EvidenceRule::StrengthsAndStep),
        "observed-feedback" => Some(EvidenceRule::ObservedFeedback),
        "reflective-questions" => Some(EvidenceRule::ReflectiveQuestions),
        "data-to-next-steps" => Some(EvidenceRule::DataToNextSteps),
        _ => Some(EvidenceRule::ObservationOnly),
    };
    fields.finish(problems);
    rule
}

/// A number of methods, no more than the profile has.
fn at_least(node: &Node, methods: usize, problems: &mut Problems) -> Option<u32> {
    let at_least = read_value::integer(node, problems, bounds::METHODS, "methods")?;
    // A profile without methods is reported as such.
    if methods == 0 || usize::try_from(at_least).is_ok_and(|at_least| at_least <= methods) {
        return Some(at_least);
    }
    let message = format!("no pair can use {at_least} methods");
    let label = format!("the profile has {}", count(methods, "method"));
    problems.push(Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message).label(label));
    None
}
