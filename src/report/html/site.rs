//! A report as a folder of pages: the district, each school, each coach and each pair, with links from number to number.
//! Nothing is fetched but the style sheet beside them.

use super::behind::{self, Pairs};
use super::document::{Page, STYLE, Styles, page, style};
use super::links::{BEHIND, Place, coach, file, pair_file};
use super::report::{body, footer, header, plain};
use crate::report::deeper::{Deeper, PairBehind};
use crate::report::document::{PageFile, Pages};
use crate::report::model::{Dimension, Group, Key, Period, ProfileReport, Report};
use crate::report::page::{About, Section, Sections, Shown};
use crate::text::html::words;

use maud::{Markup, html};

/// The page of all pairs, from the folder.
const ALL_PAIRS: &str = "pairs/index.html";

/// The pages of `report`, each by its path. Without what is behind it, there are none but the style sheet.
pub(in crate::report) fn site<'r>(report: &'r Report, shown: Shown<'r>) -> Pages<'r> {
    let style = std::iter::once(PageFile { path: STYLE.to_owned(), contents: style() });
    let (Some(deeper), [period]) = (shown.deeper, report.periods.as_slice()) else {
        return Box::new(style);
    };
    let about = Site { report, period, deeper };
    let first = [about.district(), about.all_pairs()];
    let rows = about.schools().chain(about.coaches());
    let pairs = deeper.each_pair(move |pair| about.pair(&pair));
    Box::new(style.chain(first).chain(rows).chain(pairs))
}

#[derive(Clone, Copy)]
struct Site<'r> {
    report: &'r Report,
    period: &'r Period,
    deeper: &'r Deeper<'r>,
}

/// How far up the pages of schools and coaches, and those of pairs are.
const UP: &str = "../";
const UP_TWICE: &str = "../../";

impl<'r> Site<'r> {
    fn page(&self, path: &str, title: &str, up: &'static str, main: Markup) -> PageFile {
        let is_first = up.is_empty();
        let header = html! {
            @if !is_first {
                p.up { a href=(format!("{up}index.html")) { (words(&self.report.district)) } }
            }
            @if is_first { (header(self.report)) } @else {
                h1 { (words(title)) }
                p.audience { (words(self.report.audience)) }
            }
        };
        let contents = page(&Page {
            title,
            header,
            main,
            footer: footer(self.report),
            is_of_times: false,
            styles: Styles::Beside { up },
            // Whoever reads about one pair has nothing to sort.
            has_script: up != UP_TWICE,
        });
        PageFile { path: path.to_owned(), contents }
    }

    fn district(&self) -> PageFile {
        let place = Place::Site { up: "", pairs: Some(ALL_PAIRS) };
        let coaches = keys_of(&self.deeper.coaches, coaches_with_time(self.period));
        let main = html! {
            (body(self.report, Sections::all(), Some(place)))
            section id="coach-pages" {
                h2 { "Coaches" }
                ul.places {
                    @for key in coaches {
                        li { a href=(place.row(std::slice::from_ref(&key))) { (words(&key.name)) } }
                    }
                }
            }
        };
        self.page("index.html", &format!("{}: coaching report", self.report.district), "", main)
    }

    fn all_pairs(&self) -> PageFile {
        let place = Place::Site { up: UP, pairs: None };
        self.page(ALL_PAIRS, "All pairs", UP, self.list(&self.deeper.pairs, place))
    }

    /// The pairs of `profiles`, whose rows are pairs.
    fn list(&self, profiles: &[ProfileReport], place: Place) -> Markup {
        let pairs = Pairs::of(self.deeper, place);
        html! {
            @for profile in profiles {
                @let groups: Vec<&Group> = profile.groups.iter().collect();
                @let name = format!("{}, {}", profile.title, profile.edition);
                (pairs.list(&name, &groups, Some(&profile.total)))
            }
        }
    }

    /// A page for each school.
    fn schools(self) -> impl Iterator<Item = PageFile> + 'r {
        let profiles = &self.deeper.schools;
        let keys = keys_of(profiles, Vec::new()).into_iter();
        keys.filter_map(move |key| self.row(profiles, &key))
    }

    /// A page for each coach.
    fn coaches(self) -> impl Iterator<Item = PageFile> + 'r {
        let profiles = &self.deeper.coaches;
        let keys = keys_of(profiles, coaches_with_time(self.period)).into_iter();
        keys.filter_map(move |key| self.row(profiles, &key))
    }

    /// The page of the row of `key`, which `profiles` may have under several.
    fn row(&self, profiles: &[ProfileReport], key: &Key) -> Option<PageFile> {
        let path = file(key)?;
        let of_row = profiles.iter().filter_map(|profile| self.narrowed(profile, key));
        let report = self.of(of_row.collect(), key);
        let left = [Section::Records, Section::Coaches];
        let sections = Sections::all().iter().filter(|section| !left.contains(section));
        let place = Place::Site { up: UP, pairs: None };
        let main = html! {
            (body(&report, sections.collect(), Some(place)))
            (behind::time(self.deeper, self.period, key))
            section.behind id=(BEHIND) {
                h2 { "The pairs behind these numbers" }
                (self.list(&report.periods[0].profiles, place))
            }
        };
        Some(self.page(&path, &key.name, UP, main))
    }

    /// `profile` as if its row of `key` were all of it, with a row for each of its pairs.
    fn narrowed(&self, profile: &ProfileReport, key: &Key) -> Option<ProfileReport> {
        let total =
            profile.groups.iter().find(|group| group.keys.iter().any(|it| it.id == key.id))?;
        let of_profile = self.deeper.pairs.iter().find(|pairs| pairs.id == profile.id)?;
        let groups =
            of_profile.groups.iter().filter(|group| behind::is_of(group, key)).cloned().collect();
        Some(Self::of_row(profile, key, total, groups))
    }

    /// `profile` as if `total`, its row of `key`, were all of it, with the rows `groups`.
    fn of_row(
        profile: &ProfileReport,
        key: &Key,
        total: &Group,
        groups: Vec<Group>,
    ) -> ProfileReport {
        let needs = profile.needs.iter().filter(|need| match key.by {
            Dimension::School => need.school == key.id,
            Dimension::Coach => need.coach == key.id,
            Dimension::Relationship => need.relationship == key.id,
            Dimension::Practice | Dimension::Function => false,
        });
        ProfileReport {
            id: profile.id.clone(),
            title: profile.title.clone(),
            edition: profile.edition.clone(),
            hash: profile.hash.clone(),
            levels: profile.levels.clone(),
            from_outside: profile.from_outside,
            has_documents: profile.has_documents,
            items_per_relationship: profile.items_per_relationship,
            not_met_days: profile.not_met_days,
            total: total.clone(),
            year_before: None,
            needs: needs.cloned().collect(),
            supersedes: None,
            groups,
        }
    }

    /// The report on `profiles` alone.
    fn of(&self, profiles: Vec<ProfileReport>, key: &Key) -> Report {
        let period = Period {
            window: self.period.window.clone(),
            school_year: self.period.school_year.clone(),
            months_without_school: self.period.months_without_school.clone(),
            records: self.period.records,
            coaches: Vec::new(),
            profiles,
            figures: Vec::new(),
        };
        let report = self.report;
        Report {
            format: report.format,
            audience: report.audience,
            tool: report.tool.clone(),
            district: key.name.clone(),
            as_of: report.as_of,
            as_of_from: report.as_of_from,
            commit: report.commit.clone(),
            records_sha256: report.records_sha256.clone(),
            selection: report.selection.clone(),
            not_met_days: report.not_met_days,
            new_pair_days: report.new_pair_days,
            expires_after: report.expires_after,
            by: vec![Dimension::Relationship],
            sort: report.sort,
            periods: vec![period],
        }
    }

    /// The page of a pair: its items, what else is counted of it, and the records behind each number.
    fn pair(&self, pair: &PairBehind) -> PageFile {
        let name = pair.id.to_owned();
        let key = Key { by: Dimension::Relationship, id: name.clone(), name };
        let of_profile = |(profile, group, _): &(&ProfileReport, &Group, _)| {
            Self::of_row(profile, &key, group, vec![Group::clone(group)])
        };
        let report = self.of(pair.rows.iter().map(of_profile).collect(), &key);
        let sections = [
            Section::Rows,
            Section::Needs,
            Section::Dosage,
            Section::Answers,
            Section::StudentData,
        ];
        let period = &report.periods[0];
        let main = html! {
            @for (profile, (_, _, numbers)) in period.profiles.iter().zip(&pair.rows) {
                @if period.profiles.len() > 1 {
                    h2 { (words(&format!("{}, {}", profile.title, profile.edition))) }
                }
                (plain(About { report: &report, period, profile }, &sections))
                h2 { "What is behind each number" }
                (behind::records(numbers))
            }
        };
        let pairs = Pairs::of(self.deeper, Place::Alone);
        let known = period.profiles.iter().find_map(|it| it.total.relationship.as_ref());
        let title = known.map_or_else(|| key.name.clone(), |behind| pairs.name(behind));
        self.page(&pair_file(&key.id), &title, UP_TWICE, main)
    }
}

/// The rows of `profiles` and the `further` ones, each once and in order.
fn keys_of(profiles: &[ProfileReport], further: Vec<Key>) -> Vec<Key> {
    let of_profiles = profiles.iter().flat_map(|it| &it.groups).flat_map(|group| &group.keys);
    let mut keys: Vec<Key> = of_profiles.cloned().chain(further).collect();
    keys.sort_by(|a, b| a.id.cmp(&b.id));
    keys.dedup_by(|a, b| a.id == b.id);
    keys
}

/// The coaches of whom anything is known in `period`, also without an educator.
fn coaches_with_time(period: &Period) -> Vec<Key> {
    period.coaches.iter().map(|row| coach(&row.coach)).collect()
}
