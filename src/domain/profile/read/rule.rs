//! The form that level rules and evidence rules share: an inline table `{ rule = "name", … }` whose
//! further keys are the parameters of that rule and of no other.

use crate::diagnostic::Problems;
use crate::syntax::tree::{Fields, Node, read as read_value, rules as tree_rules};
use crate::text::wording::article;

/// A closed set of rules.
pub(super) struct Family<'f> {
    /// One of them, in words: "evidence rule".
    pub(super) what: &'static str,
    /// Each rule's name, and the rule in words: "evidence rule `commitment`".
    pub(super) rules: &'f [(&'static str, &'static str)],
    /// The parameters of all rules.
    pub(super) parameters: &'f [&'static str],
}

impl Family<'_> {
    /// The name of the rule that `node` writes down, and its fields with the parameters still to be
    /// asked for.
    pub(super) fn open<'t, 's>(
        &self,
        node: &'t Node<'s>,
        problems: &mut Problems,
    ) -> Option<(&'static str, Fields<'t, 's>)> {
        let written = node.get("rule").and_then(Node::text);
        let known = self.rules.iter().find(|(name, _)| Some(*name) == written);
        let mut fields = Fields::of(node, known.map_or(self.what, |&(_, what)| what), problems)?;
        let name = fields.required("rule", problems, |node, problems| {
            let names = self.rules.iter().map(|&(name, _)| name);
            let what = format!("{} {}", article(self.what), self.what);
            let rule = &tree_rules::UNKNOWN_WORD;
            read_value::choice(node, problems, rule, &what, names).map(|i| self.rules[i].0)
        });
        if name.is_none() {
            // Which parameters belong to the rule is not known; which keys belong to none is.
            for parameter in self.parameters {
                fields.entry(parameter);
            }
            fields.finish(problems);
            return None;
        }
        Some((name?, fields))
    }
}
