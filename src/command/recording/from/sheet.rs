//! A document as it was handed over: the records in it, each with its kind and what it says of whose it is.
//! One document comes in; records that can be looked up, and what is wrong with the others, go out.

use crate::diagnostic::{Diagnostic, Finding, Masking, Problems};
use crate::domain::record::{self, Kind, Origin, SOURCE, rules};
use crate::syntax::tree::{Node, Value, rules as tree_rules};
use crate::syntax::yaml;
use crate::text::source::{At, Span};
use crate::text::wording::{article, quote};
use crate::write::draft::{Address, Document, Draft, add_kind, take_address};
use crate::write::handed::begin;
use crate::write::several::{Several, Unclear};

/// One document.
pub(super) struct Sheet<'d> {
    pub document: &'d Document,
    pub problems: Problems,
    /// Whether it is one record, in which nothing was refused: then its own text can be kept.
    is_one: bool,
    pub records: Vec<Handed<'d>>,
}

/// One record in it.
pub(super) struct Handed<'d> {
    pub node: Node<'d>,
    pub address: Address,
    /// Where the address stood.
    spans: Vec<Span>,
    /// Whether it says itself of what kind it is.
    is_named: bool,
    pub origin: Option<Origin>,
}

impl Handed<'_> {
    /// Its kind, as far as it is known.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.node.get("kind").and_then(Node::text).and_then(Kind::from_name)
    }

    /// The digest of what it says, and of whom.
    pub(super) fn said(&self) -> u32 {
        self.address.said(self.node.digest_without(SOURCE))
    }
}

impl<'d> Sheet<'d> {
    /// The records in `document`, each with its kind; `kind` is what they are, where that is known.
    ///
    /// # Errors
    /// It is no YAML.
    pub(super) fn open(
        document: &'d Document,
        kind: Option<Kind>,
    ) -> Result<Self, Box<Diagnostic>> {
        let source = &document.source;
        let mut problems = Problems::default();
        let root = yaml::parse(source, &mut problems).map_err(|fault| {
            Box::new(fault.finish(source, &Masking::AllBut(record::open_keys())))
        })?;
        let is_one = problems.is_empty() && !matches!(root.value, Value::List(_));
        let nodes = Document::records(root, &mut problems).into_iter();
        let records = nodes.filter_map(|node| Handed::of(node, kind, &mut problems)).collect();
        Ok(Self { document, problems, is_one, records })
    }

    /// The line in which `handed` begins.
    pub(super) fn line(&self, handed: &Handed) -> u32 {
        self.document.source.position(handed.node.span.start).line
    }

    /// The text of the record `handed`, which says what `draft` does: its own, where that can be kept.
    pub(super) fn text(&self, handed: &Handed, draft: &Draft) -> String {
        let is_own = self.is_one && handed.is_named;
        let own = is_own.then(|| self.document.own_text(&handed.node, &handed.spans)).flatten();
        own.unwrap_or_else(|| draft.text())
    }
}

impl<'d> Handed<'d> {
    fn of(mut node: Node<'d>, kind: Option<Kind>, problems: &mut Problems) -> Option<Self> {
        let is_named = node.get("kind").is_some();
        if let Some(kind) = kind {
            if let Some(other) = other_kind(&node, kind) {
                problems.push(taken_elsewhere(&node, other, kind));
                return None;
            }
            add_kind(&mut node, kind);
        }
        let (address, spans) = take_address(&mut node, problems);
        let origin = Origin::of(&node);
        Some(Self { node, address, spans, is_named, origin })
    }
}

/// How the educators of `handed` were together; what is not clear about that is a problem.
pub(super) fn several(
    handed: &Handed,
    draft: &Draft,
    educators: usize,
    problems: &mut Problems,
) -> Option<Several> {
    let address = &handed.address;
    let is_said = |said: &Option<At<bool>>| said.is_some_and(|at| at.value);
    let (together, each) = (is_said(&address.together), is_said(&address.each));
    let together = together || educators > 1 && draft.has_meeting();
    let unclear = match Several::of(draft.kind, educators, together, each) {
        Ok(several) => return Some(several),
        Err(unclear) => unclear,
    };
    let span = match unclear {
        Unclear::Neither => address.educators.first().map(|id| id.span),
        Unclear::Both => address.each.map(|each| each.span),
        Unclear::NoMeeting => address.together.map(|together| together.span),
    };
    let span = span.unwrap_or(begin(&handed.node));
    let kind = draft.kind.name();
    let article = article(kind);
    problems.push(match unclear {
        Unclear::Neither => {
            let message = format!(
                "{article} {kind} with several educators needs `together: true` or `each: true`"
            );
            Finding::new(&tree_rules::MISSING_KEY, span, message)
                .label("were they in one meeting?")
                .help(
                    "`together: true` is one meeting, whose minutes count once for the coach; \
                     `each: true` is a meeting with each of them",
                )
        }
        Unclear::Both => {
            let message = "one meeting, or one with each educator: both is said";
            Finding::new(&tree_rules::OUT_OF_RANGE, span, message).label(
                "write `together` and no `each`, or `each` and neither `together` nor `meeting`",
            )
        }
        Unclear::NoMeeting => {
            let message = format!("{article} {kind} is no meeting");
            Finding::new(&tree_rules::OUT_OF_RANGE, span, message)
                .label("leave this out: each educator has a record")
        }
    });
    None
}

/// The finding for a record of the kind `other`, handed to the command for `kind`.
fn taken_elsewhere(record: &Node, other: Kind, kind: Kind) -> Finding {
    let span = record.get("kind").map_or(record.span, |node| node.span);
    let message = format!("this is a record of kind {}", quote(other.name()));
    Finding::new(&rules::UNKNOWN_KIND, span, message)
        .label(format!("`{}` takes no other kind than its own", kind.command()))
        .help("`coach log --from FILE` takes records of every kind")
}

fn other_kind(record: &Node, kind: Kind) -> Option<Kind> {
    let named = record.get("kind").and_then(Node::text).and_then(Kind::from_name);
    named.filter(|&named| named != kind)
}
