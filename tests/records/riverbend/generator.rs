//! Riverbend R-II, the example district: nothing comes in, every file of `examples/riverbend` goes
//! out. Seeded and pure: it reads no clock, no environment and no disk. It knows what the records
//! look like, not what `coach` makes of them.
//!
//! Generated pairs follow their plan in `roster.rs`; files under `hand/` lie over them, and a folder
//! there that has a `relationship.yaml` is a pair made by hand.
//!
//! | odd case | where |
//! |---|---|
//! | stopped in October, with a reason (by hand, in a person's own YAML style) | `lincoln-elementary/c-01-t-105` |
//! | ended; a late contact lies after the end (warning) | `riverbend-high/c-06-t-503` |
//! | hand-over: one coach ends, another starts | `saint-genevieve-middle/c-03-t-207`, `saint-genevieve-middle/c-02-t-207` |
//! | one educator, two coaches, two practices | `lincoln-elementary/c-01-t-102`, `lincoln-elementary/c-02-t-102` |
//! | started in the school year before | `lincoln-elementary/c-01-t-106` |
//! | started in April, few records | `penasco-elementary/c-04-t-305` |
//! | started in May, no record yet (by hand) | `prairie-view-k8/c-05-t-402` |
//! | not met for more than 30 days | `lincoln-elementary/c-02-t-107`, `riverbend-high/c-06-t-505` |
//! | observer lower than the pair and its documents | `saint-genevieve-middle/c-03-t-204` |
//! | two observers on one visit | `lincoln-elementary/c-01-t-101`, `saint-genevieve-middle/c-03-t-205`, `penasco-elementary/c-04-t-304`, `prairie-view-k8/c-05-t-401`, `riverbend-high/c-06-t-504` |
//! | an observer who is the coach (warning) | `penasco-elementary/c-04-t-303` |
//! | a checklist that replaces one | `saint-genevieve-middle/c-02-t-202` |
//! | items of the beginning only in the fourth session | `penasco-elementary/c-04-t-303` |
//! | late answers | `saint-genevieve-middle/c-03-t-206`, `riverbend-high/c-06-t-502` |
//! | four of five answers in time, just 80 % | `lincoln-elementary/c-01-t-103` |
//! | open request, overdue | `saint-genevieve-middle/c-02-t-202`, `penasco-elementary/c-04-t-304`, `riverbend-high/c-06-t-502` |
//! | agreement without days for an answer | `penasco-elementary/c-04-t-302`, `riverbend-high/c-06-t-504` |
//! | no agreement at all | `prairie-view-k8/c-07-t-403` |
//! | answers due in working days | `saint-genevieve-middle/c-02-t-201`, `penasco-elementary/c-05-t-306` |
//! | feedback asked for, never given | `saint-genevieve-middle/c-03-t-206` |
//! | feedback given, no response | `saint-genevieve-middle/c-02-t-202` |
//! | a review whose data leads to nothing | `penasco-elementary/c-04-t-301` |
//! | a value for fewer than ten students (warning) | `penasco-elementary/c-05-t-307`, `prairie-view-k8/c-05-t-401` |
//! | no review | `lincoln-elementary/c-01-t-104`, `riverbend-high/c-06-t-502` |
//! | a coach who only e-mails | `prairie-view-k8/c-07-t-403`, `riverbend-high/c-07-t-506`, `riverbend-high/c-07-t-507` |
//! | a team meeting, `5f0c` on 2025-11-12 | `saint-genevieve-middle/c-03-t-203`, `saint-genevieve-middle/c-03-t-204`, `saint-genevieve-middle/c-03-t-205`, `saint-genevieve-middle/c-03-t-206` |
//! | one message to three educators, `b7e2` on 2026-01-14 | `lincoln-elementary/c-01-t-101`, `lincoln-elementary/c-01-t-103`, `lincoln-elementary/c-01-t-104` |
//! | notes in Spanish | `penasco-elementary/c-05-t-306`, `penasco-elementary/c-05-t-307` |
//!
//! All over the district: visits a day or two before the session, steps done, dropped, open and
//! overdue, not-observed ratings, a few not-applicable ones, sessions without minutes or a start.

mod calendar;
mod checklists;
pub(crate) mod hand;
mod items;
mod pair;
mod prose;
mod replies;
mod reviews;
mod rng;
mod roster;
mod sessions;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use calendar::{Diary, day};
use pair::Files;
use roster::{Plan, TEAM_MEETING};

/// The content of every file, by its path below `examples/riverbend`, with `/`.
pub(crate) fn district() -> BTreeMap<String, String> {
    let mut diary = diary();
    let mut texts = BTreeSet::new();
    let mut files = BTreeMap::new();
    for plan in roster::plans() {
        let pair = write_unlike(&plan, &texts, &mut diary);
        texts.extend(pair.values().cloned());
        files.extend(pair);
    }
    files.extend(hand::FILES.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())));
    files
}

/// A pair's files, none of which says just what a record among `texts` says.
fn write_unlike(plan: &Plan, texts: &BTreeSet<String>, diary: &mut Diary) -> Files {
    let mut attempts = (0..).map(|attempt| {
        let mut with_pair = diary.clone();
        (pair::write(plan, attempt, &mut with_pair), with_pair)
    });
    let is_new = |(files, _): &(Files, Diary)| !files.values().any(|text| texts.contains(text));
    let (files, with_pair) = attempts.find(is_new).expect("one of endless attempts");
    *diary = with_pair;
    files
}

/// The meetings that stand before any other is planned.
fn diary() -> Diary {
    let mut diary = Diary::default();
    for (coach, date) in hand::session_days() {
        diary.close(coach, date);
    }
    if let Some(starts) = TEAM_MEETING.starts {
        diary.take(TEAM_MEETING.coach, day(TEAM_MEETING.date), starts, TEAM_MEETING.minutes);
    }
    diary
}
