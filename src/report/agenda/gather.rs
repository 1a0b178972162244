//! From a district's folder to the agendas of the relationships asked for. For all others only
//! `relationship.yaml` is opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Wanted;
use crate::count::agenda::{self, Agenda, Due};
use crate::count::{Evaluation, Moment, Records, by_instrument, evaluate};
use crate::domain::calendar::{AsOf, Window};
use crate::domain::profile::Profile;
use crate::domain::record::{Relationship, Words};
use crate::report::NoSuch;
use crate::store::{self, DistrictFolder, LoadedPair, Person, Progress, Scope};
use crate::survey::lineage::{Family, lineages};

/// What is asked of a district's folder.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The day as of which everything is judged.
    pub as_of: AsOf,
    /// Whose agendas.
    pub wanted: &'q Wanted,
    /// Whether the confidential words of steps and requests are wanted too.
    pub with_words: bool,
    /// Kept up to date meanwhile.
    pub progress: &'q Progress,
}

/// One relationship that is wanted.
#[derive(Clone, Debug)]
pub struct PairAgenda {
    /// `records/<school>/<pair>`.
    pub path: String,
    /// The relationship.
    pub relationship: Relationship,
    /// What to do now; `None` where it is not under way on the as-of day.
    pub agenda: Option<Agenda>,
    /// What is counted by each instrument that the pair uses beside its profile.
    pub beside: Vec<(Arc<Profile>, Evaluation)>,
    /// What had a due day and was closed of late.
    pub closed: Vec<Due>,
    /// What each thing that is due says, by its place in the agenda; only where that was asked for.
    pub words: BTreeMap<usize, String>,
}

/// Everything that a list of what to do is built from.
#[derive(Debug)]
pub struct Gathered {
    /// The relationships that are wanted, in the order of folder names.
    pub pairs: Vec<PairAgenda>,
    /// Whose they are.
    pub wanted: Wanted,
    /// The coach whose relationships alone are wanted, though nobody was named.
    pub only: Option<String>,
    /// Relationships that there are and could be read.
    pub found: usize,
    /// Records that could not be used: of these relationships, and in folders whose relationship cannot be read and
    /// that are named for those wanted; where nobody is named, in any, for they may be anyone's.
    pub left_out: usize,
    /// Folders that could not be read.
    pub unread_folders: usize,
    /// The school year to date, in which items are judged.
    pub window: Window,
    /// The as-of day.
    pub as_of: NaiveDate,
}

/// Reads what `question` asks for in `folder`.
///
/// # Errors
/// Someone or something is wanted that is not there.
pub fn gather(folder: &DistrictFolder, question: &Question) -> Result<Gathered, NoSuch> {
    let as_of = question.as_of;
    let window = folder.district.year_to_date(as_of.day);
    let overview = store::overview(folder);
    let Meant { relationships, looked_at } = Meant::of(folder, question.wanted, &overview.pairs)
        .unwrap_or_else(|| Meant {
            relationships: store::relationships(folder),
            looked_at: overview.pairs.iter().map(String::as_str).collect(),
        });
    let read: BTreeSet<&str> = relationships.iter().map(|(path, _)| path.as_str()).collect();
    let without: Vec<&str> = looked_at.into_iter().filter(|path| !read.contains(path)).collect();
    let faults = |loaded: &LoadedPair| (loaded.unused.len(), loaded.unread_folders);
    let unread = store::each_of(folder, &without, question.progress, |loaded| faults(&loaded));
    let (wanted, only) = question.wanted.settled(&relationships);
    let mut gathered = Gathered {
        pairs: Vec::new(),
        wanted,
        only,
        found: relationships.len(),
        left_out: overview.strays,
        unread_folders: overview.unread_folders,
        window,
        as_of: as_of.day,
    };
    gathered.count(&unread);
    if !relationships.is_empty() {
        let schools = folder.district.schools.keys().map(String::as_str);
        let is_whole = gathered.left_out == 0 && gathered.unread_folders == 0;
        gathered.wanted.check(&relationships, schools, is_whole)?;
    }
    let wanted: Vec<&str> = relationships
        .iter()
        .filter(|(path, relationship)| gathered.wanted.holds(path, relationship))
        .map(|(path, _)| path.as_str())
        .collect();
    let moment = Moment::of(&folder.district, &gathered.window, as_of);
    let lineages = lineages(&relationships);
    let is_asked = |pair: &LoadedPair| wanted.contains(&pair.path.as_str());
    let looked = store::each_of(folder, &wanted, question.progress, |loaded| {
        let lineage = lineages.get(&loaded.path);
        let family = lineage.map(|lineage| Family::read(folder, lineage)).unwrap_or_default();
        // An earlier pair that is asked for itself is counted there.
        let earlier = family.before.iter().take_while(|pair| !is_asked(pair));
        let unread: Vec<_> = std::iter::once(&loaded).chain(earlier).map(faults).collect();
        (unread, look(&family, &loaded, &moment, question.with_words))
    });
    let (unread, pairs): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    gathered.count(&unread.concat());
    gathered.pairs = pairs.into_iter().flatten().collect();
    Ok(gathered)
}

/// The relationships whose folders are named for those wanted.
struct Meant<'o> {
    relationships: Vec<(String, Relationship)>,
    /// The folders that were looked into.
    looked_at: Vec<&'o str>,
}

impl<'o> Meant<'o> {
    /// Those of `all` folders that are called after an educator who is wanted, or are wanted themselves, and all others
    /// of these educators; `None` where not everyone wanted is told by names, so that all are to be read.
    fn of(folder: &DistrictFolder, wanted: &Wanted, all: &'o [String]) -> Option<Self> {
        let Wanted { educators, folders, coaches, schools, mine } = wanted;
        let is_named = coaches.is_empty() && schools.is_empty() && mine.is_none();
        let is_one = matches!(folders, Scope::Only(_)) || !educators.is_empty();
        if !(is_named && is_one) {
            return None;
        }
        let of_people = |people: &[String]| -> Vec<&'o str> {
            let people: Vec<Person> =
                people.iter().map(|id| Person::Educator(id.to_lowercase())).collect();
            let is_theirs = |path: &&String| people.iter().any(|person| person.may_be_in(path));
            all.iter().filter(is_theirs).map(String::as_str).collect()
        };
        let is_in = |path: &&str| matches!(folders, Scope::Only(_)) && folders.holds(path);
        let mut looked_at = of_people(educators);
        looked_at.extend(all.iter().map(String::as_str).filter(is_in));
        let read = |paths: &mut Vec<&'o str>| {
            paths.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
            paths.dedup();
            store::relationships_in(folder, paths)
        };
        let named = read(&mut looked_at);
        let holds = |wanted: &Wanted| named.iter().any(|(path, found)| wanted.holds(path, found));
        let each =
            educators.iter().map(|id| Wanted { educators: vec![id.clone()], ..Wanted::default() });
        let each_folder = match folders {
            Scope::Only(named) => named.iter().cloned().collect(),
            Scope::Everything | Scope::Changed(_) => Vec::new(),
        };
        let each_folder = each_folder
            .into_iter()
            .map(|path| Wanted { folders: Scope::Only([path].into()), ..Wanted::default() });
        if !each.chain(each_folder).all(|one| holds(&one)) {
            return None;
        }
        // What is taken over was the same educator's.
        let people: Vec<String> =
            named.iter().map(|(_, found)| found.educator.value.clone()).collect();
        looked_at.extend(of_people(&people));
        Some(Self { relationships: read(&mut looked_at), looked_at })
    }
}

/// Reads what waits in the pair's folder `path`, with the words of it and what passed on to it in its `family`.
pub(crate) fn gather_pair(
    folder: &DistrictFolder,
    family: &Family,
    path: &str,
    as_of: AsOf,
) -> Gathered {
    let window = folder.district.year_to_date(as_of.day);
    let moment = Moment::of(&folder.district, &window, as_of);
    let loaded = store::load_pair(folder, path);
    let (left_out, unread_folders) = (loaded.unused.len(), loaded.unread_folders);
    Gathered {
        pairs: look(family, &loaded, &moment, true).into_iter().collect(),
        wanted: Wanted::default(),
        only: None,
        found: 1,
        left_out,
        unread_folders,
        window,
        as_of: as_of.day,
    }
}

impl Gathered {
    fn count(&mut self, faults: &[(usize, usize)]) {
        for (records, folders) in faults {
            self.left_out += records;
            self.unread_folders += folders;
        }
    }

    /// Whether everything that may concern those wanted was read.
    pub fn is_whole(&self) -> bool {
        self.left_out == 0 && self.unread_folders == 0
    }
}

fn look(
    family: &Family,
    loaded: &LoadedPair,
    moment: &Moment,
    with_words: bool,
) -> Option<PairAgenda> {
    let path = loaded.path.clone();
    let of = |relationship: &Relationship, records: &Records| {
        let seen = by_instrument(relationship, records, |relationship, records| {
            (Arc::clone(&relationship.profile), evaluate(relationship, records, moment))
        });
        let mut seen = seen.into_iter();
        let evaluation = seen.next().map(|(_, evaluation)| evaluation)?;
        let agenda = agenda::of(relationship, records, &evaluation, moment);
        let closed = agenda::closed(relationship, records, moment);
        let relationship = relationship.clone();
        let (beside, words) = (seen.collect(), BTreeMap::new());
        Some(PairAgenda { path, relationship, agenda, beside, closed, words })
    };
    let mut of = family.look(loaded, of).flatten()?;
    if with_words {
        let due = of.agenda.iter().flat_map(|agenda| &agenda.due).enumerate();
        of.words =
            due.filter_map(|(place, due)| Some((place, said(due, family, loaded)?))).collect();
    }
    Some(of)
}

/// What the record of `due` says of it, if anything.
fn said(due: &Due, family: &Family, loaded: &LoadedPair) -> Option<String> {
    let file = due.file.as_deref()?;
    let pair = match due.folder.as_deref() {
        Some(folder) => family.before.iter().find(|earlier| earlier.path == folder)?,
        None => loaded,
    };
    let record = pair.records.iter().find(|loaded| loaded.file.name == file)?;
    due.said(|| Words::of(&record.file.source)).filter(|said| !said.is_empty())
}
