//! What is behind a number of one coach: the meetings at which the coach was, whoever's relationship they are
//! of, and the entries of the coach's own folder.

use super::{Behind, Explained, check_narrow, entries};
use crate::count::coaches::OfCoach;
use crate::count::{Moment, Narrow, explain_time};
use crate::report::select::same;
use crate::report::{Address, Counted, Counts, Gathered, NoSuch};
use crate::store::{self, DistrictFolder, Progress};
use crate::survey::dated;
use crate::text::wording::quote;

/// What is behind the number at `address`, which is `of` one coach.
pub(super) fn behind(
    folder: &DistrictFolder,
    gathered: &Gathered,
    address: &Address,
    of: OfCoach,
    progress: &Progress,
) -> Result<Behind, NoSuch> {
    let (district, selection) = (&folder.district, &address.selection);
    let measure = quote(address.measure.name());
    let [wanted] = selection.coaches.as_slice() else {
        let message = format!("{measure} is counted for one coach: add `coach=` and an id");
        return Err(NoSuch::because(message));
    };
    if !selection.keeps_coaches_whole() {
        return Err(NoSuch::because(format!(
            "{measure} is of all that a coach does: leave out everything but `coach=` and `school=`"
        )));
    }
    let pairs = &gathered.survey.pairs;
    let (of_schools, is_whole) = (selection.of_any_coach(), gathered.survey.is_whole());
    of_schools.check(pairs, district.schools.keys().map(String::as_str), is_whole)?;
    if let Some(profile) = folder.profiles.get(&district.profile) {
        check_narrow(&address.narrow, address.measure, profile)?;
    }
    let known = known(gathered);
    let Some(coach) = known.iter().find(|coach| same(wanted, coach)) else {
        return Err(NoSuch::new("coach", wanted, &known, is_whole));
    };
    let narrow = Narrow { coach: Some((*coach).to_owned()), ..Narrow::clone(&address.narrow) };
    let was_there = |counted: &&Counted| {
        if counted.is_beside {
            return false;
        }
        let counts = counted.counts.first().filter(|first| first.is_active);
        let sums = counts.and_then(Counts::sums);
        let further = sums.is_some_and(|sums| sums.dosage.second.contains_key(*coach));
        counts.is_some() && counted.coach == *coach || further
    };
    let members = of_schools.of(pairs).into_iter().filter(was_there);
    let paths: Vec<&str> = members.map(|counted| counted.path.as_str()).collect();
    let mut explained =
        entries(folder, gathered, (address.measure, &narrow, None), &paths, progress);
    let own = store::load_coach(folder, coach);
    let moment = Moment::of(district, &gathered.windows[0], gathered.as_of);
    let time = explain_time(&dated(&own.records), &moment, of, &narrow, |school| {
        selection.keeps_time_for(school)
    });
    if !time.is_empty() {
        explained.push(Explained { path: own.path, profile: None, entries: time });
    }
    Ok(Behind { explained, profile: None, new_apart: 0 })
}

/// Ids of the coaches of whom anything is known, in order.
fn known(gathered: &Gathered) -> Vec<&str> {
    let survey = &gathered.survey;
    let own = survey.coaches.iter().map(|own| own.coach.as_str());
    let counts = survey.pairs.iter().flat_map(|pair| &pair.counts);
    let sums = counts.filter_map(Counts::sums);
    let further = sums.flat_map(|sums| sums.dosage.second.keys());
    let of_pairs = survey.pairs.iter().map(|pair| pair.coach.as_str());
    let mut known: Vec<&str> = of_pairs.chain(own).chain(further.map(String::as_str)).collect();
    known.sort_unstable();
    known.dedup();
    known
}
