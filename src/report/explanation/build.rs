//! From an address to an explanation: which relationships are in the number, and the entries of each.

mod coaches;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::{ExplainedContribution, ExplainedRelationship, Explanation};
use crate::count::contribution::Contribution;
use crate::count::{
    Moment, Narrow, NarrowKey, Records, Share, Statistic, Value, by_instrument, explain, total,
};
use crate::domain::district::District;
use crate::domain::profile::{Library, Profile};
use crate::domain::record::{CalledOffBy, Relationship, Role, Work};
use crate::formats::Format;
use crate::report::address::value as in_address;
use crate::report::model::{AUDIENCE, Commit, Tool};
use crate::report::select::below_records;
use crate::report::{Address, Counted, Counts, Gathered, NoSuch, Selection};
use crate::store::{self, DistrictFolder, Progress};
use crate::survey::lineage::Family;
use crate::text::nearest;
use crate::text::wording::{all_of, one_of, quote};

/// Explains the number at `address`; `gathered` is the folder, counted in the address's time.
///
/// # Errors
/// The address names something that is not there, or what it asks for is not one number.
pub fn build(
    folder: &DistrictFolder,
    gathered: &Gathered,
    address: &Address,
    commit: Option<Commit>,
    progress: &Progress,
) -> Result<Explanation, NoSuch> {
    let (district, survey) = (&folder.district, &gathered.survey);
    let found = match address.measure.of_coach() {
        Some(of) => coaches::behind(folder, gathered, address, of, progress)?,
        None => in_pairs(folder, gathered, address, progress)?,
    };
    let Behind { explained, profile, new_apart } = found;
    let mut value = total(address.measure, explained.iter().flat_map(|one| &one.entries));
    if address.measure == Statistic::Reach {
        value = reach(district, address, &value)?;
    }
    let relationships = explained.into_iter().map(|Explained { path, profile, entries }| {
        let value = total(address.measure, &entries);
        let entry = |entry| ExplainedContribution::of(&path, entry, profile.as_deref());
        let entries = entries.into_iter().map(entry).collect();
        ExplainedRelationship { value, entries, path }
    });
    Ok(Explanation {
        format: Format::Explain,
        audience: AUDIENCE,
        tool: Tool::THIS,
        district: district.name.clone(),
        address: address.clone(),
        as_of: gathered.as_of.day,
        window: gathered.windows[0].clone(),
        commit,
        profile,
        left_out: survey.left_out,
        new_apart,
        new_pair_days: district.thresholds.new_pair_days,
        meaning: address.measure.meaning(),
        formula: address.measure.formula(),
        sample_interval: match &value {
            Value::Share(share) if address.measure.is_of_a_sample() => share.interval(),
            _ => None,
        },
        value,
        relationships: relationships.collect(),
        withheld_from: None,
    })
}

/// What is behind a number.
struct Behind {
    /// In each folder.
    explained: Vec<Explained>,
    /// Id of the profile of all its relationships, where they are judged by one.
    profile: Option<String>,
    /// New relationships that the number leaves out.
    new_apart: usize,
}

/// What is behind the number at `address` in the relationships that it selects.
fn in_pairs(
    folder: &DistrictFolder,
    gathered: &Gathered,
    address: &Address,
    progress: &Progress,
) -> Result<Behind, NoSuch> {
    let (district, survey) = (&folder.district, &gathered.survey);
    let schools = district.schools.keys().map(String::as_str);
    address.selection.check(&survey.pairs, schools, survey.is_whole())?;
    let (members, new_apart) = members(address, &survey.pairs);
    let profile = one_profile(&members)?;
    let known = profile.or_else(|| folder.profiles.get(&district.profile).map(|known| &**known));
    if let Some(known) = known {
        check_narrow(&address.narrow, address.measure, known)?;
    }
    let mut narrow = Narrow::clone(&address.narrow);
    if let (Some(other), Some(known)) = (&narrow.shared_with, known) {
        narrow.shared = shared(&folder.profiles, known, other)?;
    }
    if address.measure.is_of_student_data() {
        check_data(address, &members)?;
    }
    let paths: Vec<&str> = members.iter().map(|counted| counted.path.as_str()).collect();
    let asked = (address.measure, &narrow, profile.map(|profile| profile.id.as_str()));
    let explained = entries(folder, gathered, asked, &paths, progress);
    Ok(Behind { explained, profile: profile.map(|profile| profile.id.clone()), new_apart })
}

/// The relationships of `all` that are in the number at `address`, and how many it leaves out as new.
fn members<'c>(address: &Address, all: &'c [Counted]) -> (Vec<&'c Counted>, usize) {
    let mut members = address.selection.of(all);
    members.retain(|counted| counted.counts.first().is_some_and(|first| first.is_active));
    // Unless it is named, an instrument that some pairs use beside their profile is not meant.
    members.retain(|counted| !(counted.is_beside && address.selection.profiles.is_empty()));
    let under_way = members.len();
    members.retain(|counted| {
        let is_new = counted.counts.first().is_some_and(|first| first.is_new);
        !address.selection.sets_apart(address.measure, is_new)
    });
    let new_apart = under_way - members.len();
    (members, new_apart)
}

/// The profile of all `members`; `None` where there are none.
fn one_profile<'c>(members: &[&'c Counted]) -> Result<Option<&'c Profile>, NoSuch> {
    let ids: BTreeSet<&str> = members.iter().map(|counted| &*counted.profile.id).collect();
    if ids.len() > 1 {
        let narrower: Vec<String> = ids.iter().map(|id| format!("profile={id}")).collect();
        return Err(NoSuch::because(format!(
            "the relationships here use {} profiles, which are never added up to one number\nadd \
             {}",
            ids.len(),
            one_of(narrower.iter().map(String::as_str))
        )));
    }
    Ok(members.first().map(|counted| &*counted.profile))
}

/// What is behind the number in one folder.
struct Explained {
    path: String,
    /// The profile of the relationship whose folder it is.
    profile: Option<Arc<Profile>>,
    entries: Vec<Contribution>,
}

/// The entries of each relationship that is in the number, read once more.
fn entries(
    folder: &DistrictFolder,
    gathered: &Gathered,
    (measure, narrow, profile): (Statistic, &Narrow, Option<&str>),
    paths: &[&str],
    progress: &Progress,
) -> Vec<Explained> {
    let moment = Moment::of(&folder.district, &gathered.windows[0], gathered.as_of);
    let lineages = &gathered.survey.lineages;
    let read = store::each_of(folder, paths, progress, |loaded| {
        let lineage = lineages.get(&loaded.path);
        let family = lineage.map(|lineage| Family::read(folder, lineage)).unwrap_or_default();
        let of = |relationship: &Relationship, records: &Records| {
            let of_each = by_instrument(relationship, records, |relationship, records| {
                if profile.is_some_and(|profile| relationship.profile.id != profile) {
                    return None;
                }
                let entries = explain(relationship, records, &moment, measure, narrow)?;
                let profile = Some(Arc::clone(&relationship.profile));
                Some(Explained { path: loaded.path.clone(), profile, entries })
            });
            of_each.into_iter().flatten().next()
        };
        family.look(&loaded, of).flatten()
    });
    read.into_iter().flatten().collect()
}

/// Checks that `narrow` fits the measure and that `profile` has what it names.
fn check_narrow(narrow: &Narrow, measure: Statistic, profile: &Profile) -> Result<(), NoSuch> {
    let allowed = measure.row().narrowed_by;
    for &key in NarrowKey::ALL {
        let Some(value) = narrow.value(key) else { continue };
        if !allowed.contains(&key) {
            let by = match allowed {
                [] => "it counts whole relationships".to_owned(),
                keys => format!("allowed: {}", one_of(keys.iter().map(|key| key.name()))),
            };
            return Err(NoSuch::because(format!(
                "{} cannot be narrowed by {}; {by}",
                quote(measure.name()),
                quote(&format!("{}=", key.name()))
            )));
        }
        let ids: Vec<&str> = match key {
            NarrowKey::Function => profile.functions.iter().map(|it| it.id.as_str()).collect(),
            NarrowKey::Part => profile.wider_parts().map(|part| profile.part_id(part)).collect(),
            NarrowKey::Item => profile.items.iter().map(|it| it.id.as_str()).collect(),
            NarrowKey::Level => profile.levels.iter().map(|it| it.id.as_str()).collect(),
            NarrowKey::Method => profile.methods.iter().map(|it| it.id.as_str()).collect(),
            NarrowKey::Phase => profile.phases.iter().map(|it| it.id.as_str()).collect(),
            NarrowKey::What => Work::ALL.map(Work::name).to_vec(),
            NarrowKey::By => CalledOffBy::ALL.map(CalledOffBy::name).to_vec(),
            NarrowKey::Role => Role::ALL.map(Role::name).to_vec(),
            // Any id may be a rater's; data and profiles are looked up elsewhere.
            NarrowKey::Rater | NarrowKey::Data | NarrowKey::SharedWith => continue,
        };
        if !ids.contains(&value) {
            let near = nearest(value, ids.iter().copied());
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(NoSuch::because(format!(
                "{} has no {} {}{near}\nthere is {}",
                profile.id,
                key.name(),
                quote(value),
                all_of(ids)
            )));
        }
    }
    Ok(())
}

/// Ids of the items of `profile` that `other`, its successor or predecessor, has too.
fn shared(profiles: &Library, profile: &Profile, other: &str) -> Result<Vec<String>, NoSuch> {
    let id = |items: Vec<usize>| items.into_iter().map(|item| profile.items[item].id.clone());
    let supersedes = |newer: &Profile, older: &Profile| {
        let known = newer.supersedes.as_ref().filter(|it| it.profile.value == older.id)?;
        Some(known.pairs(older))
    };
    let joined = profiles.get(other).and_then(|other| {
        let newer =
            supersedes(profile, other).map(|pairs| pairs.iter().map(|pair| pair.1).collect());
        newer.or_else(|| {
            supersedes(other, profile).map(|pairs| pairs.iter().map(|pair| pair.0).collect())
        })
    });
    joined.map(|items| id(items).collect()).ok_or_else(|| {
        NoSuch::because(format!(
            "`shared-with=` takes a profile that {} supersedes, or one that supersedes it; {} is \
             neither",
            profile.id,
            quote(other)
        ))
    })
}

/// Checks that `address` names one measure of student data of one relationship.
fn check_data(address: &Address, members: &[&Counted]) -> Result<(), NoSuch> {
    let measure = quote(address.measure.name());
    let counted = match members {
        // No relationship is under way: nothing is counted, whatever is asked for.
        [] => return Ok(()),
        [one] => one,
        several => {
            return Err(NoSuch::because(format!(
                "{measure} is about one relationship, but here are {}: pairs measure different \
                 things\nadd `relationship=` and its folder, such as {}",
                several.len(),
                quote(&format!("relationship={}", below_records(&several[0].path)))
            )));
        }
    };
    let alone = counted.counts.first().and_then(Counts::alone);
    let series = alone.iter().flat_map(|alone| &alone.students);
    let ids: Vec<&str> = series.map(|data| data.id.as_str()).collect();
    let there_is = match ids.as_slice() {
        [] => "its reviews have no student data".to_owned(),
        ids => {
            let named: Vec<String> =
                ids.iter().map(|id| quote(&format!("data={}", in_address(id)))).collect();
            format!("there is {}", all_of(named.iter().map(String::as_str)))
        }
    };
    match address.narrow.data.as_deref() {
        None => Err(NoSuch::because(format!(
            "{measure} is about one measure of student data: add which one\n{there_is}"
        ))),
        Some(data) if !ids.contains(&data) => {
            let near = nearest(data, ids.iter().copied());
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(NoSuch::because(format!(
                "{} has no student data {}{near}\n{there_is}",
                below_records(&counted.path),
                quote(data)
            )))
        }
        Some(_) => Ok(()),
    }
}

/// The educators coached of the educators of the one school that `address` selects whole.
fn reach(district: &District, address: &Address, coached: &Value) -> Result<Value, NoSuch> {
    let [school] = address.selection.schools.as_slice() else {
        return Err(NoSuch::because(
            "`reach` is counted for one school: add `school=` and its id".to_owned(),
        ));
    };
    // A district with several profiles names one in every address.
    let selection = Selection { profiles: Vec::new(), ..Selection::clone(&address.selection) };
    if !selection.keeps_schools_whole() {
        let message = "`reach` is counted for a whole school: leave out everything but `school=`";
        return Err(NoSuch::because(message.to_owned()));
    }
    let Value::Count { count } = coached else { return Ok(coached.clone()) };
    let k = u32::try_from(*count).unwrap_or(u32::MAX);
    match district.educators.get(school) {
        None => Err(NoSuch::because(format!(
            "coach.toml does not say how many educators {} has, so there is no reach",
            quote(school)
        ))),
        Some(n) if *n < k => Err(NoSuch::because(format!(
            "coach.toml says that {} has {n} educators, but {k} are coached: there is no reach \
             until the number is right",
            quote(school)
        ))),
        Some(&n) => Ok(Share { k, n }.into()),
    }
}
