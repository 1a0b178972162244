//! One item: the document's words, and what the project adds to them.

use super::value::{self, Ids};
use super::{Known, evidence};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::{EvidenceRule, Item, bounds, first_words};
use crate::syntax::tree::{Node, read as read_value};

pub(super) static ITEM: Table = Table {
    what: "item",
    example: "",
    keys: &[
        needed("text", Form::OfProfile(ProfileForm::Words))
            .about("The document's words, for example \"Giving rationale for …\"."),
        needed("added", Form::Group(&ADDED)).about("What the encoder adds, for example its id."),
    ],
    cases: &[],
};

static ADDED: Table = Table {
    what: "item's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about("The id used in records, for example \"rationale\"."),
        optional("label", Form::OfProfile(ProfileForm::Label)).about(
            "A few words for tables, for example \"gives a rationale\"; otherwise the first of the text.",
        ),
        optional("may_be_na", Form::Boolean)
            .about("Whether an observer may call it not applicable, for example true."),
        value::MENDED,
        optional("evidence", Form::OfProfile(ProfileForm::EvidenceRule)).about(
            "What in the records documents it, for example { rule = \"commitment\" }; otherwise only an \
             observer's rating counts.",
        ),
        optional("grounds", Form::OfProfile(ProfileForm::Words))
            .about("Why that documents it, for example with the document's own words."),
    ],
    cases: &[],
};

/// The item that `node` writes down, of the function with index `function`.
pub(super) fn item(
    node: &Node,
    function: usize,
    known: &Known,
    ids: &mut Ids,
    problems: &mut Problems,
) -> Option<Item> {
    let header = "functions.items.added";
    let mut fields = value::open(&ITEM, &ADDED, header, node, problems)?;
    let text = fields.required("text", problems, value::words);
    let added = fields.required("added", problems, |added, problems| {
        let mut added = value::open_added(&ITEM, &ADDED, node, added, problems)?;
        let id = added.required_at("id", problems, value::id);
        let id = id.map(|id| ids.claim(id, problems));
        let label = added.optional("label", problems, |node, problems| {
            value::short(node, problems, bounds::LONGEST_LABEL)
        });
        let may_be_na = added.optional("may_be_na", problems, read_value::boolean);
        let mended = added.optional("mended", problems, value::words);
        let evidence = added.optional("evidence", problems, |node, problems| {
            evidence::evidence(node, known.methods, problems)
        });
        let grounds = added.optional("grounds", problems, value::words);
        added.finish(problems);
        Some(Item {
            id: id?,
            text: String::new(),
            label: label.unwrap_or_default(),
            mended,
            function,
            may_be_na: may_be_na.unwrap_or(false),
            evidence: evidence.unwrap_or(EvidenceRule::ObservationOnly),
            grounds,
        })
    });
    fields.finish(problems);
    let (text, added) = (text?, added?);
    // A label that was written has at least one word.
    let label = if added.label.is_empty() { first_words(&text) } else { added.label };
    Some(Item { text, label, ..added })
}
