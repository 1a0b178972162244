//! A new relationship on its way into a folder of its own, and what it takes over. Its text comes in; the
//! files that are written together, and what passes on, go out. Nothing is judged or written here.

use chrono::NaiveDate;

use super::draft::Draft;
use super::filing::{NewRecord, date_in, pair_folder};
use super::schema::with_modeline;
use crate::count::Moment;
use crate::count::agenda::{Due, promised};
use crate::diagnostic::Problems;
use crate::domain::calendar::AsOf;
use crate::domain::profile::Profile;
use crate::domain::record::{Kind, Lineage, Relationship, folder_named, name_of};
use crate::store::batch::Part;
use crate::store::{DistrictFolder, RECORDS, RELATIONSHIP, Unread, is_free, load_pair, raw_text};
use crate::survey::lineage::{Family, lineages};
use crate::syntax::tree::Node;
use crate::syntax::tree::read::id_fault;
use crate::syntax::yaml::{Refused, Written, inline, insert, parse};
use crate::text::source::{At, Source};
use crate::text::wording::{all_of, count};

/// A relationship and the folder it lies in.
type Pair = (String, Relationship);

/// Files that are written together, the old relationship before the new one.
#[derive(Clone, Debug)]
pub(crate) struct HandOver<'p> {
    /// The relationship that is taken over, if there is one.
    pub old: Option<&'p Pair>,
    /// The last day that it is given; `None` where it has ended before.
    pub end: Option<NaiveDate>,
    /// The files.
    pub parts: Vec<Part>,
}

/// Why the old relationship cannot be ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoHandOver {
    /// Its file cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Its end cannot be put in safely.
    #[error("{path}: {refused}")]
    Refused {
        /// The path from the district's folder.
        path: String,
        /// Why, and what to write by hand.
        refused: Box<Refused>,
    },
}

/// What stays of what was agreed in a relationship that is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing: the two agree anew.
    Nothing,
    /// All but the day of the commitment, which was that of others.
    ButTheDay,
    /// All: it is the same two.
    All,
}

/// Gives `draft` what it does not say and the relationship `old`, which it goes on from, does. Agreed methods that
/// its profile does not have stay in the old agreement; they are returned.
///
/// # Errors
/// The file of `old` cannot be read any more.
pub(crate) fn complete(
    folder: &DistrictFolder,
    draft: &mut Draft,
    old: &Pair,
    kept: Kept,
) -> Result<Vec<String>, Unread> {
    let (path, old) = old;
    let practice = old.practice.as_ref().map(|practice| &practice.value);
    let known = [
        ("profile", Some(&old.profile.id)),
        ("coach", Some(&old.coach.value)),
        ("educator", Some(&old.educator.value)),
        ("school", Some(&old.school.value)),
        ("practice", practice),
    ];
    for (key, value) in known {
        if !draft.has(key) {
            draft.set_text(key, value);
        }
    }
    let file = format!("{path}/{RELATIONSHIP}");
    let written = Draft::of_text(Kind::Relationship, &raw_text(&folder.root, &file)?);
    for key in ["instruments", "groups", "coached"] {
        let before = written.as_ref().and_then(|written| written.get(key)).cloned();
        if let Some(before) = before.filter(|_| !draft.has(key)) {
            draft.set(key, without_own(before, draft.text_of("profile")));
        }
    }
    let school = draft.text_of("school").unwrap_or_default();
    let continues = name_of(&format!("{RECORDS}/{school}/"), path).to_owned();
    draft.set_text("continues", Some(continues));
    let kept = written.as_ref().and_then(|written| agreement(written, kept));
    let Some(kept) = kept else { return Ok(Vec::new()) };
    let mut agreed = match draft.get("agreement") {
        Some(Written::Map(agreed)) => agreed.clone(),
        _ => Vec::new(),
    };
    let is_new = |(key, _): &(String, Written)| agreed.iter().all(|(known, _)| known != key);
    let mut kept: Vec<_> = kept.into_iter().filter(is_new).collect();
    let left = match draft.text_of("profile").and_then(|id| folder.profiles.get(id)) {
        Some(profile) => leave_methods(&mut kept, profile),
        None => Vec::new(),
    };
    agreed.extend(kept);
    draft.set("agreement", Written::Map(agreed));
    Ok(left)
}

/// Takes methods that `profile` does not have out of what was `agreed`, and returns them.
fn leave_methods(agreed: &mut [(String, Written)], profile: &Profile) -> Vec<String> {
    let is_known = |word: &str| profile.methods.iter().any(|method| method.id == word);
    let mut left = Vec::new();
    for (_, value) in agreed.iter_mut().filter(|(key, _)| key == "methods") {
        let Written::List(words) = value else { continue };
        words.retain(|word| match word {
            Written::Text(word) if !is_known(word) => {
                left.push(word.clone());
                false
            }
            _ => true,
        });
    }
    left
}

/// That so many new agreements leave out `methods`, in a sentence.
pub(crate) fn leaves_out<'m>(
    agreements: usize,
    methods: impl IntoIterator<Item = &'m str>,
) -> String {
    let verb = if agreements == 1 { "leaves" } else { "leave" };
    let agreements = count(agreements, "new agreement");
    let methods = all_of(methods);
    format!("{agreements} {verb} out methods that the new profile does not have: {methods}")
}

/// What is `kept` of the agreement in the relationship `written`.
fn agreement(written: &Draft, kept: Kept) -> Option<Vec<(String, Written)>> {
    let keeps_day = match kept {
        Kept::Nothing => return None,
        Kept::ButTheDay => false,
        Kept::All => true,
    };
    match written.get("agreement")? {
        Written::Map(agreed) => {
            let kept = agreed.iter().filter(|(key, _)| keeps_day || key != "committed_on");
            Some(kept.cloned().collect())
        }
        _ => None,
    }
}

/// `value` without the id `own`, where it is a list: what was an instrument beside may be the profile now.
fn without_own(value: Written, own: Option<&str>) -> Written {
    let Written::List(mut words) = value else { return value };
    words.retain(|word| match word {
        Written::Text(word) | Written::Plain(word) => Some(word.as_str()) != own,
        _ => true,
    });
    Written::List(words)
}

/// The relationship with this text, in a folder of its own that neither is there nor `is_taken`. Where
/// coach and educator, or their school, are no ids, the folder has a name that judging it finds fault with.
pub(crate) fn new_relationship(
    folder: &DistrictFolder,
    text: String,
    draft: &Draft,
    today: NaiveDate,
    is_taken: impl Fn(&str) -> bool,
) -> NewRecord {
    let source = Source::new("", text.clone());
    let root = parse(&source, &mut Problems::default()).ok();
    let said = |key: &str| {
        let read = root.as_ref().and_then(|root| root.get(key)).and_then(Node::text);
        let word = read.or(draft.text_of(key)).unwrap_or("unknown");
        // What is no id is refused before anything is written; it must not be a path until then.
        if id_fault(word).is_none() { word } else { "unknown" }.to_owned()
    };
    let pair = format!("{}-{}", said("coach"), said("educator"));
    let pair = pair_folder(&said("school"), &pair, &said("started"), |path| {
        !is_taken(path) && is_free(&folder.root.join(path))
    });
    let date = date_in(&text, Kind::Relationship).unwrap_or(today);
    let text = with_modeline(&folder.root, Kind::Relationship, text);
    NewRecord { pair, kind: Kind::Relationship, date, text }
}

/// The files for the new relationship `next`: its own, and before it that of the relationship among `all` that
/// it says it continues, ended on the day before unless it has ended, for `reason`.
///
/// # Errors
/// The old one's file cannot be read, or its end cannot be put in safely.
pub(crate) fn parts<'p>(
    folder: &DistrictFolder,
    all: &'p [Pair],
    next: &NewRecord,
    reason: Option<&str>,
) -> Result<HandOver<'p>, NoHandOver> {
    let new = Part::new(next.path(0), &next.text);
    let Some(old) = continued(all, next) else {
        return Ok(HandOver { old: None, end: None, parts: vec![new] });
    };
    let from = date_in(&next.text, Kind::Relationship);
    let end = from.and_then(|from| from.pred_opt()).filter(|_| old.1.ended.is_none());
    let Some(end) = end else {
        return Ok(HandOver { old: Some(old), end, parts: vec![new] });
    };
    let path = format!("{}/{RELATIONSHIP}", old.0);
    let before = raw_text(&folder.root, &path)?;
    let text = insert(&before, &[], &ending(end, reason))
        .map_err(|refused| NoHandOver::Refused { path: path.clone(), refused })?;
    let ended = Part::changed(path, before, text);
    Ok(HandOver { old: Some(old), end: Some(end), parts: vec![ended, new] })
}

/// What says that a relationship ended on `end`, and why.
pub(crate) fn ending(end: NaiveDate, reason: Option<&str>) -> Vec<(&'static str, String)> {
    let reason = reason.map(|reason| ("end_reason", inline(reason)));
    std::iter::once(("ended", end.to_string())).chain(reason).collect()
}

/// The relationship among `all` that the new one says it continues.
fn continued<'p>(all: &'p [Pair], next: &NewRecord) -> Option<&'p Pair> {
    let source = Source::new("", next.text.clone());
    let root = parse(&source, &mut Problems::default()).ok()?;
    let named = folder_named(&next.pair, root.get("continues")?.text()?);
    all.iter().find(|pair| pair.0 == named)
}

/// What is open on `as_of` in the relationship `old` of `all`, and in those that it goes on from, most urgent
/// first: it passes on to whoever continues it. `end` is the last day that `old` is to have, unless it has
/// ended; a record after it counts nowhere, and nothing in it passes on.
pub(crate) fn passing_on(
    folder: &DistrictFolder,
    all: &[Pair],
    old: &Pair,
    end: Option<NaiveDate>,
    as_of: AsOf,
) -> Vec<Due> {
    open_in(folder, lineages(all).remove(&old.0), old, end, as_of)
}

/// The same of the relationship `old` with this `lineage`.
pub(crate) fn open_in(
    folder: &DistrictFolder,
    lineage: Option<Lineage>,
    old: &Pair,
    end: Option<NaiveDate>,
    as_of: AsOf,
) -> Vec<Due> {
    let window = folder.district.year_to_date(as_of.day);
    let moment = Moment::of(&folder.district, &window, as_of);
    let family = lineage.map(|lineage| Family::read(folder, &lineage)).unwrap_or_default();
    let end = end.map(|value| At { value, span: old.1.started.span });
    let ended = Relationship { ended: old.1.ended.or(end), ..old.1.clone() };
    let open =
        family.look(&load_pair(folder, &old.0), |_, records| promised(&ended, records, &moment));
    open.unwrap_or_default()
}
