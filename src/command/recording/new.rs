//! A kind of record made anew: from what the options say, to questions, editor or file, to its entry.

use anyhow::bail;

use super::{Desk, Making, Pair, Which, any_number};
use crate::command::exit::Exit;
use crate::command::prompt::Stopped;
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

    /// What the options say; nothing where they say nothing.
    fn draft(&self, desk: &Desk) -> anyhow::Result<Draft>;

    /// Asks for what `draft` lacks.
    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()>;

    /// Makes it, or does what else its options ask for.
    fn run(&self, desk: &Desk) -> anyhow::Result<Exit> {
        self.run_new(desk)
    }

    /// Makes it.
    fn run_new(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let (which, making) = self.given();
        let mut draft = self.draft(desk)?;
        if let Some(file) = &making.from {
            if !draft.is_empty() {
                bail!("--from gives the whole record; leave out the options for its fields");
            }
            return desk.take_from(file, Some(Self::KIND), which, &making.writing);
        }
        let date_key = Self::KIND.date_key();
        let on = draft.text_of(date_key).and_then(|text| text.parse().ok()).unwrap_or(desk.today);
        let names_nobody = which.educator.is_empty() && which.pair.is_none();
        let pairs = match desk.pick(which, on) {
            Err(error) if error.is::<Stopped>() => desk.went_on(Err(error), &draft)?,
            picked => picked?,
        };
        let missing = missing(&draft);
        let asks = making.ask
            || desk.can_ask
                && !making.edit
                && (missing.is_some() || names_nobody && draft.is_empty());
        if asks {
            if !desk.can_ask {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            let records = desk.load(pairs[0]);
            let asking = Asking { desk, pairs: &pairs, records: &records };
            let asked = self.ask(&asking, &mut draft);
            desk.went_on(asked, &draft)?;
        } else if let Some(key) = missing.filter(|_| !making.edit) {
            bail!(lacks(Self::KIND, key));
        }
        if !draft.has(date_key) {
            draft.set_text(date_key, Some(desk.today));
        }
        if pairs.len() > 1 {
            share_meeting(&mut draft);
        }
        desk.bring(making, &pairs, &draft, asks)
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
    pub(super) pairs: &'a [&'a Pair],
    pub(super) records: &'a LoadedPair,
}

/// Gives the record the id that tells that its copies are one meeting.
fn share_meeting(draft: &mut Draft) {
    if draft.kind.table().key("meeting").is_some() && !draft.has("meeting") {
        let id = format!("{:04x}", any_number() & 0xffff);
        draft.set_text("meeting", Some(id));
    }
}
