//! The vocabulary: methods, phases, kinds of evidence. A term is the document's where its text
//! stands outside `added`, and the encoder's own where it stands inside.

use super::value::{self, Ids};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Case, Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::Term;
use crate::syntax::tree::{Node, rules as tree_rules};

/// A kind of term.
pub(super) struct Kind {
    /// Its list in a profile.
    key: &'static str,
    /// The line of the table of what is added to one.
    header: &'static str,
    pub(super) table: Table,
    added: Table,
}

/// A kind of term whose list is `$key`: what one is called, and one of them as an example.
macro_rules! kind {
    ($kind:ident, $key:literal, $what:literal, $of:literal, $id:literal, $text:literal) => {
        pub(super) static $kind: Kind = Kind {
            key: $key,
            header: concat!($key, ".added"),
            table: Table {
                what: $what,
                example: "",
                keys: &[
                    optional("text", Form::OfProfile(ProfileForm::Words)).about(concat!(
                        "The document's words, for example \"",
                        $text,
                        "\"."
                    )),
                    needed("added", Form::Group(&$kind.added))
                        .about("What the encoder adds, for example its id."),
                ],
                cases: &[Case::HereOrIn { key: "text", group: "added" }],
            },
            added: Table {
                what: concat!($of, "'s `added` table"),
                example: "",
                keys: &[
                    needed("id", Form::Id).about(concat!(
                        "The id used in records, for example \"",
                        $id,
                        "\"."
                    )),
                    optional("text", Form::OfProfile(ProfileForm::Words)).about(concat!(
                        "The encoder's words, where the document has none, for example \"",
                        $text,
                        "\"."
                    )),
                ],
                cases: &[],
            },
        };
    };
}

kind!(METHOD, "methods", "method", "method", "in-person", "in person");
kind!(PHASE, "phases", "phase", "phase", "debrief", "debrief");
kind!(EVIDENCE, "evidence", "kind of evidence", "evidence term", "lesson-plan", "lesson plan");

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
        let mut fields = value::open(&self.table, &self.added, self.header, node, problems)?;
        let of_document = fields.optional("text", problems, value::words);
        let added = fields.required("added", problems, |added, problems| {
            let mut added = value::open_added(&self.table, &self.added, node, added, problems)?;
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
                    .label("write your own text here only if the document has no word for it")
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
