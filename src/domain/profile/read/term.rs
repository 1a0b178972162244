//! The vocabulary: methods, phases, kinds of evidence. A term is the document's where its text
//! stands outside `added`, and the encoder's own where it stands inside.

use super::value::{self, Ids};
use crate::diagnostic::{Finding, Problems};
use crate::domain::profile::Term;
use crate::syntax::tree::{Fields, Node, rules as tree_rules};

/// A kind of term, in the words that findings use.
pub(super) struct Kind {
    key: &'static str,
    what: &'static str,
    added: &'static str,
}

/// A way to meet or write.
pub(super) const METHOD: Kind =
    Kind { key: "methods", what: "method", added: "method's `added` table" };
/// A phase of a session.
pub(super) const PHASE: Kind =
    Kind { key: "phases", what: "phase", added: "phase's `added` table" };
/// A kind of evidence that the document names.
pub(super) const EVIDENCE: Kind =
    Kind { key: "evidence", what: "kind of evidence", added: "evidence term's `added` table" };

impl Kind {
    /// Every term of the list that has no fault.
    pub(super) fn read(&self, node: &Node, problems: &mut Problems) -> Option<Vec<Term>> {
        let mut ids = Ids::of(match self.key {
            "evidence" => "kinds of evidence",
            key => key,
        });
        let tables = value::tables(node, self.key, problems)?;
        Some(tables.iter().filter_map(|table| self.term(table, &mut ids, problems)).collect())
    }

    fn term(&self, node: &Node, ids: &mut Ids, problems: &mut Problems) -> Option<Term> {
        let mut fields = Fields::of(node, self.what, problems)?;
        let of_document = fields.optional("text", problems, value::words);
        let added = fields.required("added", problems, |node, problems| {
            let mut added = Fields::of(node, self.added, problems)?;
            let id = added.required_at("id", problems, value::id);
            let id = id.map(|id| ids.claim(id, problems));
            let own = added.optional("text", problems, value::words);
            added.finish(problems);
            Some((id, own))
        });
        let outside = node.get("text").map(|text| text.span);
        let inside = node.get("added").and_then(|added| added.get("text")).map(|text| text.span);
        match (outside, inside) {
            (None, None) if added.is_some() => fields.missing("text", problems),
            (Some(outside), Some(inside)) => problems.push(
                Finding::new(&tree_rules::UNKNOWN_KEY, inside, "this term has a text already")
                    .label("a text of your own stands here only if the document has no word for it")
                    .related(outside, "the document's word"),
            ),
            _ => {}
        }
        fields.finish(problems);
        let (id, own) = added?;
        let in_document = of_document.is_some();
        Some(Term { id: id?, text: of_document.or(own)?, in_document })
    }
}
