//! Changes in records that are there: what is asked for comes in; the files it touches go out, each as it
//! was and as it is to be, with whatever named them mended too. Nothing is written here.

mod assign;
mod effect;
mod later;
mod lineage;
mod not_changed;
mod plan;
mod references;
mod removal;
mod school;
mod successors;
mod year;

use std::fs;
use std::io;
use std::path::Path;

use chrono::NaiveDate;

use crate::diagnostic::Problems;
use crate::domain::record::{Kind, RELATIONSHIP, Relationship};
use crate::store::batch::Part;
use crate::store::{CONFIG, RecordName, Unread, folder_in, is_free, raw_text};
use crate::syntax::tree::{Node, read};
use crate::syntax::yaml;
use crate::text::source::Source;
use crate::text::wording::all_of;
use crate::write::filing::pair_folder;
use crate::write::settings;
use references::Named;

pub(crate) use assign::{AmendError, Assignment, amend};
pub(crate) use effect::{Brought, brought};
pub(crate) use later::{FromFirstDay, from_first_day};
pub(crate) use not_changed::NotChanged;
pub(crate) use plan::plan;
pub(crate) use removal::{Leaving, Staying, leaving, removal};
pub(crate) use school::{add_schools, move_school, name_school};
pub(crate) use successors::{Passing, Taken, TakenOver, take_over};
pub(crate) use year::end_all;

/// A relationship and the folder it lies in.
type Pair = (String, Relationship);

/// Files that change together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mend {
    /// The files, as they were and as they are to be.
    pub parts: Vec<Part>,
    /// Files that get another path: the old one and the new one.
    pub moves: Vec<(String, String)>,
}

/// A record that is there, and the text it is to have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed<'c> {
    /// Its path from the district's folder.
    pub path: &'c str,
    /// What it holds.
    pub before: &'c str,
    /// What it is to hold.
    pub text: &'c str,
    /// The folder that it is to be in: of its pair, or of a coach.
    pub pair: &'c str,
}

/// What the change of one record touches: its own file, which moves where its day, kind or pair changes,
/// and those of `all` that name it. A relationship takes all files of its folder along.
///
/// # Errors
/// A record that would leave its pair is named by others there, or a file beside it cannot be read.
pub(crate) fn change(
    root: &Path,
    all: &[Pair],
    changed: &Changed,
    numbers: impl FnMut() -> u64,
) -> Result<Mend, NotChanged> {
    let (folder, name) = changed.path.rsplit_once('/').unwrap_or(("", changed.path));
    if name == RELATIONSHIP {
        let mut mend = relationship(root, changed, folder)?;
        lineage::follow(&mut mend, root, all)?;
        return Ok(mend);
    }
    let new_name = new_name(root, changed, name, numbers);
    let new_path = format!("{}/{new_name}", changed.pair);
    if new_path == changed.path {
        let part = Part::changed(changed.path, changed.before, changed.text);
        return Ok(Mend { parts: vec![part], moves: Vec::new() });
    }
    let mut parts =
        vec![Part::new(&*new_path, changed.text), Part::removed(changed.path, changed.before)];
    let others: Vec<(String, String)> =
        texts(root, folder)?.into_iter().filter(|(other, _)| other != changed.path).collect();
    if changed.pair == folder {
        parts.extend(references::renamed(&others, Named::File, name, &new_name)?);
    } else {
        let referring = references::referring(&others, &[name]);
        if !referring.is_empty() {
            let verb = if referring.len() == 1 { "names" } else { "name" };
            let why = format!(
                "{} {verb} this record, so it cannot leave the pair; change or remove that first",
                all_of(referring.iter().map(String::as_str))
            );
            return Err(why.into());
        }
    }
    Ok(Mend { parts, moves: vec![(changed.path.to_owned(), new_path)] })
}

/// The name of the file of a dated record with its new text: the same, unless its day or kind is another.
fn new_name(
    root: &Path,
    changed: &Changed,
    name: &str,
    mut numbers: impl FnMut() -> u64,
) -> String {
    let Some(RecordName::Dated(old_day, old_kind)) = RecordName::parse(name) else {
        return name.to_owned();
    };
    let (kind, day) = kind_and_day(changed.text);
    let (kind, day) = (kind.unwrap_or(old_kind), day.unwrap_or(old_day));
    let hex = name.rsplit_once('-').map_or(name, |(_, hex)| hex);
    let wanted = format!("{day}-{}-{hex}", kind.name());
    let is_free = |name: &str| {
        let path = format!("{}/{name}", changed.pair);
        path == changed.path || root.join(path).symlink_metadata().is_err()
    };
    if is_free(&wanted) {
        return wanted;
    }
    let mut others = (0..1000).map(|_| RecordName::file_name(day, kind, numbers()));
    others.find(|name| is_free(name)).unwrap_or(wanted)
}

/// What a text says of its kind and its day.
fn kind_and_day(text: &str) -> (Option<Kind>, Option<NaiveDate>) {
    let source = Source::new("", text.to_owned());
    let Ok(root) = yaml::parse(&source, &mut Problems::default()) else { return (None, None) };
    let kind = root.get("kind").and_then(Node::text).and_then(Kind::from_name);
    let kind = kind.filter(|&kind| kind != Kind::Relationship);
    let day = |kind: Kind| read::parse_date(root.get(kind.date_key())?.text()?).ok();
    (kind, kind.and_then(day))
}

/// The change of a relationship: where its coach, educator or school is another, its folder moves.
fn relationship(root: &Path, changed: &Changed, folder: &str) -> Result<Mend, NotChanged> {
    let who = |text: &str| {
        let source = Source::new("", text.to_owned());
        let found = yaml::parse(&source, &mut Problems::default()).ok()?;
        let said = |key: &str| Some(found.get(key)?.text()?.to_owned());
        Some((["school", "coach", "educator"].map(said), said("started")))
    };
    let alone = Mend {
        parts: vec![Part::changed(changed.path, changed.before, changed.text)],
        moves: Vec::new(),
    };
    let (Some((before, _)), Some((after, started))) = (who(changed.before), who(changed.text))
    else {
        return Ok(alone);
    };
    let [Some(school), Some(coach), Some(educator)] = after.clone() else { return Ok(alone) };
    let is_id = |id: &String| read::id_fault(id).is_none();
    if before == after || ![&school, &coach, &educator].into_iter().all(is_id) {
        return Ok(alone);
    }
    let started = started.unwrap_or_default();
    let is_free = |path: &str| is_free(&root.join(path));
    let to = pair_folder(&school, &format!("{coach}-{educator}"), &started, is_free);
    let mut mend = Mend::default();
    mend.move_folder(root, folder, &to, |_| Ok(changed.text.to_owned()))?;
    Ok(mend)
}

impl Mend {
    /// Moves the records of the pair's folder `from` to the folder `to`; the text of the relationship goes
    /// through `edit`.
    ///
    /// # Errors
    /// A record cannot be read, or those of `edit`, in words.
    fn move_folder(
        &mut self,
        root: &Path,
        from: &str,
        to: &str,
        edit: impl Fn(&str) -> Result<String, String>,
    ) -> Result<(), NotChanged> {
        for (path, text) in texts(root, from)? {
            let new_path = format!("{to}{}", &path[from.len()..]);
            let is_relationship = path.ends_with(RELATIONSHIP);
            let new = if is_relationship { edit(&text)? } else { text.clone() };
            self.parts.push(Part::new(&*new_path, new));
            self.parts.push(Part::removed(&*path, text));
            self.moves.push((path, new_path));
        }
        Ok(())
    }
}

/// The change of the file at `path` from the text `before` to `text`.
fn rewritten(path: &str, before: &str, text: String) -> Mend {
    Mend { parts: vec![Part::changed(path, before, text)], moves: Vec::new() }
}

/// Another usual profile in the text `settings` of coach.toml.
///
/// # Errors
/// In words: the text is no TOML, or names no usual profile.
pub(crate) fn usual_profile(settings: &str, id: &str) -> Result<Mend, String> {
    Ok(rewritten(CONFIG, settings, settings::use_profile(settings, id)?))
}

/// The records in `folder`, a path from the district's folder, in the order of their names: path and text.
///
/// # Errors
/// One, or the folder itself, cannot be read.
pub(crate) fn texts(root: &Path, folder: &str) -> Result<Vec<(String, String)>, Unread> {
    let unread = |why: String| Unread { path: folder.to_owned(), why };
    let place = folder_in(root, folder).map_err(|error| unread(error.to_string()))?;
    let cannot = |error: io::Error| Unread::of(folder, &error);
    let entries = fs::read_dir(&place).map_err(cannot)?;
    let mut texts = Vec::new();
    for entry in entries {
        let entry = entry.map_err(cannot)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || RecordName::parse(&name).is_none() {
            continue;
        }
        let path = format!("{folder}/{name}");
        let text = raw_text(root, &path)?;
        texts.push((path, text));
    }
    texts.sort_unstable();
    Ok(texts)
}
