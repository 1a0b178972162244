//! The files of a new district's folder. Its name, and the day for which an example is to be made,
//! come in; paths and texts go out. Nothing is written here.

mod example;
mod pipeline;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::district::{SETTINGS, bounds};
use crate::domain::key::{Form, Key};
use crate::domain::profile::Library;
use crate::store::{CONFIG, RECORDS};
use crate::write::schema::{self, Known, Subject};

pub use crate::store::PEOPLE;
pub(crate) use example::{
    PAIR as EXAMPLE_PAIR, SCHOOL as EXAMPLE_SCHOOL, SCHOOL_NAME as EXAMPLE_SCHOOL_NAME,
};

pub(crate) use pipeline::{Addition, HOOK, HOOK_CHECK, HOOKS, IfKept, SERVERS};

/// The profile in a new coach.toml.
const PROFILE: &str = "missouri-sbic-2014";
/// First day of the school years in a new coach.toml.
const YEAR_STARTS: &str = "08-01";
/// Last day with school of the school years in a new coach.toml.
const YEAR_ENDS: &str = "05-31";
/// The file that keeps names out of git.
pub(crate) const GITIGNORE: &str = ".gitignore";
/// The file for the people who write records.
pub const README: &str = "README.md";

/// The names of schools, by id.
pub type Schools = BTreeMap<String, String>;

/// The list of names as it begins: how it is written, and nobody in it.
pub(crate) const NEW_PEOPLE: &str = include_str!("people.tmpl.yaml");

/// The files of a new folder for the district `name` with `schools`: path from the folder, with `/`, and contents.
/// With `example`, the day it is made, an example school with one relationship is among them.
///
/// ```
/// # use coach::write::new_district::files;
/// let files = files("Riverbend R-II", &Default::default(), None);
/// let paths: Vec<_> = files.into_iter().map(|(path, _)| path).collect();
/// assert_eq!(paths, [".gitattributes", ".gitignore", "README.md", "coach.toml", "records/.gitkeep"]);
/// ```
pub fn files(name: &str, schools: &Schools, example: Option<NaiveDate>) -> Vec<(String, String)> {
    let (more_schools, readme) = match example {
        Some(_) => (include_str!("example-school.tmpl.toml"), include_str!("example.tmpl.md")),
        None if schools.is_empty() => (include_str!("no-school.tmpl.toml"), ""),
        None => ("", ""),
    };
    let numbers = numbers();
    let numbers = numbers.iter().map(|(name, number)| (name.as_str(), number.as_str()));
    let example_school = [("school", EXAMPLE_SCHOOL), ("name", EXAMPLE_SCHOOL_NAME)];
    let (schema, district) = (schema::settings_line(), toml_string(name));
    let own: String = schools.iter().map(|(id, name)| school_lines(id, name)).collect();
    let schools = own + &fill(more_schools, &example_school);
    let words = [
        ("schema", schema.as_str()),
        ("district", &district),
        ("profile", PROFILE),
        ("year_starts", YEAR_STARTS),
        ("year_ends", YEAR_ENDS),
        ("schools", &schools),
    ];
    let values: Vec<(&str, &str)> = words.into_iter().chain(numbers).collect();
    let config = fill(include_str!("coach.tmpl.toml"), &values);
    let readme = fill(
        include_str!("README.tmpl.md"),
        &[("example", &fill(readme, &[("school", EXAMPLE_SCHOOL)]))],
    );
    let mut files = vec![
        (".gitattributes".to_owned(), include_str!("gitattributes.tmpl.txt").to_owned()),
        (GITIGNORE.to_owned(), include_str!("gitignore.tmpl.txt").to_owned()),
        (README.to_owned(), readme),
        (CONFIG.to_owned(), config),
        (format!("{RECORDS}/.gitkeep"), String::new()),
    ];
    files.extend(example.into_iter().flat_map(example::records));
    files
}

/// The lines of coach.toml for a school.
pub(crate) fn school_lines(id: &str, name: &str) -> String {
    format!("[schools.{id}]\nname = {}\n#educators = 42\n", toml_string(name))
}

/// The numbers that settings may have, by name, for the comments of coach.toml.
fn numbers() -> Vec<(String, String)> {
    let of = |key: &Key| {
        let Form::Integer(bounds) = key.form else { return Vec::new() };
        let numbers =
            [("least", Some(bounds.least)), ("most", Some(bounds.most)), ("usual", key.usual)];
        let named = |(name, number): (&str, Option<u32>)| {
            Some((format!("{}.{name}", key.name), number?.to_string()))
        };
        numbers.into_iter().filter_map(named).collect()
    };
    let holidays = ("holidays.most".to_owned(), bounds::MOST_HOLIDAYS.to_string());
    SETTINGS.all_keys().into_iter().flat_map(of).chain([holidays]).collect()
}

/// The schemas for editors with the words of `known`: path from the district's folder, and contents.
///
/// # Errors
/// None in practice: see [`schema::text`].
pub fn schemas(known: &Known) -> Result<Vec<(String, String)>, serde_json::Error> {
    Subject::all().map(|subject| Ok((subject.path(), schema::text(subject, known)?))).collect()
}

/// The same for a new folder with `schools`, with the example school or without.
///
/// # Errors
/// None in practice: see [`schema::text`].
pub(crate) fn new_schemas(
    schools: &Schools,
    with_example: bool,
) -> Result<Vec<(String, String)>, serde_json::Error> {
    let example = with_example.then(|| (EXAMPLE_SCHOOL.to_owned(), EXAMPLE_SCHOOL_NAME.to_owned()));
    let schools = schools.clone().into_iter().chain(example).collect();
    schemas(&Known::of_district(&Library::built_in(), PROFILE, &schools))
}

/// Whether the text of a `.gitignore` names the file with names in it. Patterns with wildcards are
/// not followed: to name the file once more does no harm.
pub(crate) fn ignores_people(gitignore: &str) -> bool {
    let lines = gitignore.lines().map(str::trim_end);
    let mut about_people = lines.filter_map(|line| {
        let (ignores, path) = match line.strip_prefix('!') {
            Some(path) => (false, path),
            None => (true, line),
        };
        let name = path.strip_prefix("**/").or(path.strip_prefix('/')).unwrap_or(path);
        (name == PEOPLE).then_some(ignores)
    });
    // Of several patterns the last one decides.
    about_people.next_back().unwrap_or(false)
}

/// `template` with each `{{name}}` replaced by its value, in one pass: values are not searched again.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let placeholder = after.split_once("}}").and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, rest))
        });
        match placeholder {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `text` as a TOML string in quotes, on one line.
pub(super) fn toml_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check;
    use crate::domain::district;
    use crate::text::source::Source;

    fn config(name: &str, schools: &Schools, example: Option<NaiveDate>) -> String {
        let files = files(name, schools, example);
        files.into_iter().find(|(path, _)| path == CONFIG).unwrap().1
    }

    #[test]
    fn no_placeholder_is_left_open() {
        for example in [None, NaiveDate::from_ymd_opt(2026, 10, 1)] {
            for (path, text) in files("Riverbend", &Schools::new(), example) {
                assert!(!text.contains("{{"), "{path}:\n{text}");
                assert!(
                    text.is_empty() || text.ends_with('\n') && !text.ends_with("\n\n"),
                    "{path}"
                );
            }
        }
    }

    #[test]
    fn values_are_not_searched_for_placeholders() {
        assert_eq!(fill("{{a}} {{b}} {{c}} {d", &[("a", "{{b}}"), ("b", "2")]), "{{b}} 2 {{c}} {d");
    }

    #[test]
    fn people_are_ignored_by_name_until_a_later_line_takes_it_back() {
        for yes in ["people.yaml", "*.tmp\n/people.yaml \n", "**/people.yaml\r\n# end"] {
            assert!(ignores_people(yes), "{yes}");
        }
        for no in ["", "# people.yaml", "people.yml", "people.yaml\n!people.yaml"] {
            assert!(!ignores_people(no), "{no}");
        }
        let ours = files("Riverbend", &Schools::new(), None)
            .into_iter()
            .find(|(path, _)| path == GITIGNORE);
        assert!(ignores_people(&ours.unwrap().1));
    }

    proptest! {
        #[test]
        fn any_name_reads_back(
            name in any::<String>(),
            school in any::<String>(),
            example in any::<bool>(),
        ) {
            let example = example.then_some(NaiveDate::default());
            let schools = Schools::from([("north".to_owned(), school), ("9".to_owned(), "x".to_owned())]);
            let source = Source::new(CONFIG, config(&name, &schools, example));
            let district = district::read(&source, &check::rules()).expect("valid settings");
            prop_assert_eq!(district.name, name);
            prop_assert!(schools.iter().all(|(id, name)| district.schools.get(id) == Some(name)));
        }
    }
}
