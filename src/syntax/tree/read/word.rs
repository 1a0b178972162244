//! Words out of a list: which one it is, or a finding with the nearest one and the list.

use super::{guarded, wrong_type};
use crate::diagnostic::{Finding, Problems, Rule};
use crate::syntax::tree::{Node, Value};
use crate::text::nearest;
use crate::text::wording::{one_of, quote};

/// The index of a word among `allowed`; any other word is reported under `rule` as "not a `what`",
/// with the nearest one and the list.
pub(crate) fn choice<'w, W>(
    node: &Node,
    problems: &mut Problems,
    rule: &'static Rule,
    what: &str,
    allowed: W,
) -> Option<usize>
where
    W: IntoIterator<Item = &'w str> + Clone,
{
    let Some(text) = node.text() else {
        if !matches!(node.value, Value::Refused) {
            let finding = wrong_type(node, problems, &format!("the name of {what}"))
                .help(format!("allowed: {}", one_of(allowed)));
            problems.push(finding);
        }
        return None;
    };
    let found = allowed.clone().into_iter().position(|word| word == text);
    if found.is_none() && problems.is_full() {
        problems.count_further();
    } else if found.is_none() {
        let finding = not_among(node, problems, rule, what, allowed);
        problems.push(finding);
    }
    found
}

/// The finding that the scalar `node` is no `what`, with the nearest of `allowed` and the list of
/// them.
pub(crate) fn not_among<'w, W>(
    node: &Node,
    problems: &mut Problems,
    rule: &'static Rule,
    what: &str,
    allowed: W,
) -> Finding
where
    W: IntoIterator<Item = &'w str> + Clone,
{
    let text = node.text().unwrap_or_default();
    let finding = Finding::new(rule, node.span, format!("{} is not {what}", quote(text)));
    let mut finding = guarded(node, problems, finding, format!("this is not {what}"));
    if let Some(near) = nearest(text, allowed.clone()) {
        finding = finding.label(format!("did you mean `{near}`?"));
    }
    finding.help(format!("allowed: {}", one_of(allowed)))
}
