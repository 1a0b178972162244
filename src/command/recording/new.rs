//! A kind of record made anew: from what the options say, to questions, editor or file, to its entry.

use anyhow::bail;

use super::{Desk, Made, Making, Offer, OneOrEach, Pair, Which};
use crate::command::exit::Exit;
use crate::domain::key::{Key, Needed};
use crate::domain::record::Kind;
use crate::store::LoadedPair;
use crate::write::draft::Draft;

/// A kind of record that is made anew from options, questions, an editor or a file. The options for the
/// keys that it cannot do without are called as the keys are.
pub(in crate::command) trait New {
    /// Its kind.
    const KIND: Kind;

    /// Whose it is, and how it is made.
    fn given(&self) -> (&Which, &Making);

    /// What the options say of several educators, if several may be together in it.
    fn several(&self) -> Option<&OneOrEach> {
        None
    }

    /// What the options say; nothing where they say nothing.
    fn draft(&self, desk: &Desk) -> anyhow::Result<Draft>;

    /// Asks for what `draft` lacks.
    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()>;

    /// Makes it, or does what else its options ask for.
    fn run(&self, desk: &Desk) -> anyhow::Result<Exit> {
        self.run_new(desk)
    }

    /// Makes it.
    fn run_new<'d>(&self, desk: &'d Desk) -> anyhow::Result<Exit> {
        let (which, making) = self.given();
        let draft = self.draft(desk)?;
        if let Some(file) = &making.from {
            if !draft.is_empty() {
                bail!("--from gives the whole record; leave out the options for its fields");
            }
            return desk.take_from(file, Some(Self::KIND), which, &making.writing);
        }
        let date_key = Self::KIND.date_key();
        let on = draft.text_of(date_key).and_then(|text| text.parse().ok()).unwrap_or(desk.today);
        let names_nobody = which.educator.is_empty() && which.pair.is_none();
        let missing = missing(&draft);
        let asks = making.ask
            || desk.person.can_ask()
                && !making.edit
                && (missing.is_some() || names_nobody && draft.is_empty());
        let several = self.several().is_some();
        let offer = Offer { several, waiting: None };
        let ask = |made: &mut Made<'d>| {
            made.pairs = desk.pick(which, on, offer)?;
            if asks && !desk.person.can_ask() {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            desk.share(&mut made.draft, made.pairs.len(), self.several(), asks)?;
            if asks {
                let records = desk.load(made.pairs[0]);
                let asking = Asking { desk, pairs: &made.pairs, records: &records };
                self.ask(&asking, &mut made.draft)?;
            } else if let Some(key) = missing.filter(|_| !making.edit) {
                bail!(lacks(Self::KIND, key));
            }
            if !made.draft.has(date_key) {
                made.draft.set_text(date_key, Some(desk.today));
            }
            Ok(())
        };
        let made = desk.make(&draft, &ask)?;
        desk.bring(making, made, asks.then_some((&draft, &ask)))
    }
}

/// The first key that `draft` needs and lacks. Where nothing is said of the day, it is today.
pub(in crate::command) fn missing(draft: &Draft) -> Option<&'static Key> {
    let date_key = draft.kind.date_key();
    let is_missing =
        |key: &&Key| key.needed == Needed::Always && key.name != date_key && !draft.has(key.name);
    draft.kind.table().keys.iter().find(is_missing)
}

/// Says that a record of `kind` needs `key`.
pub(in crate::command) fn lacks(kind: Kind, key: &Key) -> String {
    let (noun, name) = (kind.noun(), key.name);
    format!("a {noun} needs `{name}`: add --{name} {}", name.to_uppercase())
}

/// Whose record is being asked for, and what is known of them.
pub(in crate::command) struct Asking<'a> {
    pub desk: &'a Desk<'a>,
    pub pairs: &'a [&'a Pair],
    pub records: &'a LoadedPair,
}
