//! One item: the document's words, and what the project adds to them.

use super::value::{self, Ids};
use super::{Known, evidence};
use crate::diagnostic::Problems;
use crate::domain::profile::{Item, bounds};
use crate::syntax::tree::{Fields, Node, read as read_value};

/// The item that `node` writes down, of the function with index `function`.
pub(super) fn item(
    node: &Node,
    function: usize,
    known: &Known,
    ids: &mut Ids,
    problems: &mut Problems,
) -> Option<Item> {
    let mut fields = Fields::of(node, "item", problems)?;
    let text = fields.required("text", problems, value::words);
    let added = fields.required("added", problems, |node, problems| {
        let mut added = Fields::of(node, "item's `added` table", problems)?;
        let id = added.required_at("id", problems, value::id);
        let id = id.map(|id| ids.claim(id, problems));
        let label = added.required("label", problems, |node, problems| {
            value::short(node, problems, bounds::LONGEST_LABEL)
        });
        let may_be_na = added.optional("may_be_na", problems, read_value::boolean);
        let mended = added.optional("mended", problems, value::words);
        let evidence = added.required("evidence", problems, |node, problems| {
            evidence::evidence(node, known.methods, problems)
        });
        let grounds = added.optional("grounds", problems, value::words);
        added.finish(problems);
        Some(Item {
            id: id?,
            text: String::new(),
            label: label?,
            mended,
            function,
            may_be_na: may_be_na.unwrap_or(false),
            evidence: evidence?,
            grounds,
        })
    });
    fields.finish(problems);
    Some(Item { text: text?, ..added? })
}
