//! A report as a folder of pages: the district, each school, each coach and each pair, with links from number to number.
//! Nothing is fetched but the style sheet beside them.

use super::behind::{self, Pairs};
use super::document::{Page, STYLE, Styles, page, style};
use super::links::{BEHIND, Place, file, pair_file};
use super::report::{body, footer, header, plain};
use crate::report::deeper::Deeper;
use crate::report::document::PageFile;
use crate::report::model::{Dimension, Group, Key, Period, ProfileReport, Report};
use crate::report::page::{About, Section, Sections};
use crate::text::html::words;

use maud::{Markup, html};

/// The page of all pairs, from the folder.
const ALL_PAIRS: &str = "pairs/index.html";

/// The pages of `report`, each by its path. Without what is behind it, there is the district's alone.
pub(in crate::report) fn site(report: &Report) -> Vec<PageFile> {
    let mut files = vec![PageFile { path: STYLE.to_owned(), contents: style() }];
    let (Some(deeper), [period]) = (&report.deeper, report.periods.as_slice()) else {
        return files;
    };
    let about = Site { report, period, deeper };
    files.push(about.district());
    files.push(about.all_pairs());
    files.extend(about.rows(&deeper.schools));
    files.extend(about.rows(&deeper.coaches));
    files.extend(about.pairs());
    files
}

struct Site<'r> {
    report: &'r Report,
    period: &'r Period,
    deeper: &'r Deeper,
}

/// How far up the pages of schools and coaches, and those of pairs are.
const UP: &str = "../";
const UP_TWICE: &str = "../../";

impl Site<'_> {
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
        let coaches = self.deeper.coaches.iter().flat_map(|profile| &profile.groups);
        let mut coaches: Vec<&Key> = coaches.flat_map(|group| &group.keys).collect();
        coaches.sort_by(|a, b| a.id.cmp(&b.id));
        coaches.dedup_by(|a, b| a.id == b.id);
        let main = html! {
            (body(self.report, Sections::all(), place))
            section id="coach-pages" {
                h2 { "Coaches" }
                ul.places {
                    @for key in coaches { li { a href=(place.row(std::slice::from_ref(key))) { (words(&key.name)) } } }
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

    /// A page for each row of `profiles`, which may have it under several.
    fn rows(&self, profiles: &[ProfileReport]) -> Vec<PageFile> {
        let mut keys: Vec<&Key> =
            profiles.iter().flat_map(|it| &it.groups).flat_map(|group| &group.keys).collect();
        keys.sort_by(|a, b| a.id.cmp(&b.id));
        keys.dedup_by(|a, b| a.id == b.id);
        let page = |key: &Key| {
            let path = file(key)?;
            let of_row = profiles.iter().filter_map(|profile| self.narrowed(profile, key));
            let report = self.of(of_row.collect(), key);
            let left = [Section::Records, Section::Coaches];
            let sections = Sections::all().iter().filter(|section| !left.contains(section));
            let place = Place::Site { up: UP, pairs: None };
            let main = html! {
                (body(&report, sections.collect(), place))
                section.behind id=(BEHIND) {
                    h2 { "The pairs behind these numbers" }
                    (self.list(&report.periods[0].profiles, place))
                }
            };
            Some(self.page(&path, &key.name, UP, main))
        };
        keys.into_iter().filter_map(page).collect()
    }

    /// `profile` as if its row of `key` were all of it, with a row for each of its pairs.
    fn narrowed(&self, profile: &ProfileReport, key: &Key) -> Option<ProfileReport> {
        let total =
            profile.groups.iter().find(|group| group.keys.iter().any(|it| it.id == key.id))?;
        let of_profile = self.deeper.pairs.iter().find(|pairs| pairs.id == profile.id)?;
        let groups =
            of_profile.groups.iter().filter(|group| behind::is_of(group, key)).cloned().collect();
        let needs = profile.needs.iter().filter(|need| match key.by {
            Dimension::School => need.school == key.id,
            Dimension::Coach => need.coach == key.id,
            Dimension::Relationship => need.relationship == key.id,
            Dimension::Practice | Dimension::Function => false,
        });
        Some(ProfileReport {
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
        })
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
            deeper: None,
        }
    }

    /// A page for each pair: its items, what else is counted of it, and the records behind each number.
    fn pairs(&self) -> Vec<PageFile> {
        let groups = self.deeper.pairs.iter().flat_map(|profile| &profile.groups);
        let mut keys: Vec<&Key> = groups.flat_map(|group| &group.keys).collect();
        keys.sort_by(|a, b| a.id.cmp(&b.id));
        keys.dedup_by(|a, b| a.id == b.id);
        keys.into_iter().map(|key| self.pair(key)).collect()
    }

    fn pair(&self, key: &Key) -> PageFile {
        let of_pair = self.deeper.pairs.iter();
        let profiles: Vec<ProfileReport> =
            of_pair.filter_map(|profile| self.narrowed(profile, key)).collect();
        let report = self.of(profiles, key);
        let sections = [
            Section::Rows,
            Section::Needs,
            Section::Dosage,
            Section::Answers,
            Section::StudentData,
        ];
        let period = &report.periods[0];
        let main = html! {
            @for profile in &period.profiles {
                @if period.profiles.len() > 1 {
                    h2 { (words(&format!("{}, {}", profile.title, profile.edition))) }
                }
                (plain(About { report: &report, period, profile }, &sections))
                h2 { "What is behind each number" }
                (behind::records(&profile.total, self.deeper.behind(&key.id, &profile.id)))
            }
        };
        let pairs = Pairs::of(self.deeper, Place::Alone);
        let known = period.profiles.iter().find_map(|it| it.total.relationship.as_ref());
        let title = known.map_or_else(|| key.name.clone(), |behind| pairs.name(behind));
        self.page(&pair_file(&key.id), &title, UP_TWICE, main)
    }
}
