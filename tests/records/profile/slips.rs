//! Slips of whoever writes a profile for the first time: each is one finding, at its place, that says what
//! to type.

use super::broken::{edited, text_at};
use super::{ROUNDS, read};

/// Rule, underlined text, message and label of every finding in `text`.
fn said(text: &str) -> Vec<[String; 4]> {
    let faults = read(text).expect_err("the profile is broken");
    let said = faults.iter().map(|fault| {
        let region = fault.place.region.as_ref().expect("findings in a profile have a place");
        let there = text_at(text, region);
        [fault.rule.id.to_owned(), there, fault.message.clone(), fault.label.clone()]
    });
    said.collect()
}

/// What is changed in the valid profile, to what, and all that is said: rule, underlined text, message, label.
type Slip = (&'static str, &'static str, &'static [[&'static str; 4]]);

#[rustfmt::skip]
const SLIPS: &[Slip] = &[
    // Everywhere, since a table is written the same way each time.
    ("[[functions]]", "[functions]", &[["wrong-type", "[functions]",
        "`functions` is a list of tables, and this is a single one",
        "write [[functions]] with two brackets, once for each"]]),
    ("[[functions]]", "[[function]]", &[["unknown-key", "[[function]]",
        "`function` is not a table of a profile", "write [[functions]]"]]),
    ("[[functions.items]]", "[[functions.item]]", &[["unknown-key", "[[functions.item]]",
        "`functions.item` is not a table of a profile", "write [[functions.items]]"]]),
    ("[[functions.items]]", "[[item]]", &[["unknown-key", "[[item]]",
        "`item` is not a table of a profile", "write [[functions.items]]"]]),
    ("functions.items", "functions.item", &[
        ["unknown-key", "[[functions.item]]", "`functions.item` is not a table of a profile",
            "write [[functions.items]]"],
        ["unknown-key", "[functions.item.added]", "`functions.item.added` is not a table of a profile",
            "write [functions.items.added]"],
    ]),
    ("[[levels]]", "[[level]]", &[["unknown-key", "[[level]]",
        "`level` is not a table of a profile", "write [[levels]]"]]),
    ("[[methods]]", "[[ method ]] # ways to meet", &[["unknown-key", "[[ method ]]",
        "`method` is not a table of a profile", "write [[methods]]"]]),
    ("[functions.added]", "[[functions.added]]", &[["wrong-type", "[[functions.added]]",
        "`functions.added` is a single table, and this is a list of them",
        "write [functions.added] with one bracket"]]),
];

#[rustfmt::skip]
const SLIPS_IN_ONE_PLACE: &[Slip] = &[
    ("[functions.items.added]\nid = \"answers\"", "id = \"answers\"", &[["unknown-key", "id",
        "`id` is not a key of an item", "write [functions.items.added] on a line above this one"]]),
    ("[functions.items.added]\nid = \"answers\"", "id = \"answers\"\n[functions.items.added]", &[["unknown-key", "id",
        "`id` is not a key of an item", "write it below the line [functions.items.added]"]]),
    ("[added]\nid = \"rounds-district\"", "id = \"rounds-district\"", &[["unknown-key", "id",
        "`id` is not a key of a profile", "write [added] on a line above this one"]]),
    ("[functions.added]\nid = \"visits\"", "id = \"visits\"", &[["unknown-key", "id",
        "`id` is not a key of a function", "write [functions.added] on a line above this one"]]),
    ("[levels.added]\nid = \"growing\"", "id = \"growing\"", &[["unknown-key", "id",
        "`id` is not a key of a level", "write [levels.added] on a line above this one"]]),
    ("added = { id = \"circle\", text = \"talk in a circle afterwards\" }", "id = \"circle\"\ntext = \"talk\"",
        &[["unknown-key", "id", "`id` is not a key of a phase", "write it below a line [phases.added]"]]),
    ("Describes before it judges.", "Says \"I saw\" first", &[["toml-syntax", "\"I saw\"",
        "a quote inside a text ends the text", "write it as \\\"I saw\\\""]]),
    ("Describes before it judges.", "Says \"I saw\"", &[["toml-syntax", "\"I saw\"",
        "a quote inside a text ends the text", "write it as \\\"I saw\\\""]]),
    ("Describes before it judges.", "\"I saw\" comes before \"I think\"", &[["toml-syntax", "\"I saw\"",
        "a quote inside a text ends the text", "write it as \\\"I saw\\\""]]),
    ("Describes before it judges.", "Describes \\ judges", &[["toml-syntax", "\\",
        "a backslash has a meaning of its own in a text", "write \\\\ for a backslash"]]),
    ("\"Describes before it judges.\"", "\"\"\"Describes\nbefore it judges.", &[["toml-syntax", "\"\"\"",
        "three quotes open a text here, and it is never closed", "write \"\"\" again where the text ends"]]),
    // The text ends where the next one in three quotes begins.
    ("lead_in = \"Before the first round, the team\"", "lead_in = \"\"\"\nBefore the first round", &[["toml-syntax",
        "\"\"\"", "three quotes open a text here, and it is never closed", "write \"\"\" again where the text ends"]]),
    ("\"Describes before it judges.\"", "\"Describes\nbefore it\njudges.\"", &[["toml-syntax", "\"Describes",
        "a quote is opened and never closed",
        "close the quote on the same line, or write \"\"\" at both ends of the text"]]),
    ("\"Describes before it judges.\"", "\"Describes before it judges.", &[["toml-syntax",
        "\"Describes before it judges.", "a quote is opened and never closed",
        "close the quote on the same line, or write \"\"\" at both ends of the text"]]),
    ("[functions.added]\nid = \"visits\"", "a note of mine\n[functions.added]\nid = \"visits\"", &[["toml-syntax",
        "a note of mine", "a key and its value are on one line, with `=` between them",
        "write key = value, or # before a note of your own"]]),
    ("id = \"visits\"", "id = \"visits\"\nid = \"visit\"", &[["duplicate-key", "id", "`id` is there twice",
        "the second: keep one of the two"]]),
    ("id = \"visits\"", "id = \"visits\"\n[functions.added]\nid = \"visit\"", &[["duplicate-key", "[functions.added]",
        "`[functions.added]` is there twice", "the second: keep one of the two"]]),
    ("id = \"visits\"", "id = \"planificación\"", &[["bad-id", "\"planificación\"", "`planificación` is not an id",
        "`ó` cannot be in an id: use only a-z, 0-9 and -"]]),
    ("format = 1", "format = \"1\"", &[["out-of-range", "\"1\"", "this program reads profiles of format 1",
        "write format = 1, without quotes"]]),
    ("at_least_percent = 95", "at_least_percent = \"95\"", &[["wrong-type", "\"95\"",
        "a whole number of percent from 1 to 100 belongs here, not a number in quotes, which is text",
        "write 95 without quotes"]]),
    ("may_be_na = true", "may_be_na = \"true\"", &[["wrong-type", "\"true\"",
        "`true` or `false` belongs here, not text", "write true without quotes"]]),
];

#[test]
fn each_slip_is_said_once_with_what_to_type() {
    for (from, to, expected) in SLIPS_IN_ONE_PLACE {
        assert_eq!(&said(&edited(ROUNDS, from, to)), expected, "{from} → {to}");
    }
    for (from, to, expected) in SLIPS {
        assert!(ROUNDS.contains(from), "{from}");
        assert_eq!(&said(&ROUNDS.replace(from, to)), expected, "{from} → {to}");
    }
}

#[test]
fn a_table_that_is_misnamed_again_is_told_by_its_line() {
    let text = ROUNDS.replace("[[levels]]", "[[level]]");
    let faults = read(&text).expect_err("broken");
    // The three levels begin on lines 10, 16 and 23.
    assert_eq!(faults[0].help, ["lines 16 and 23 are the same"]);
    let text = ROUNDS.replacen("[[levels]]", "[[level]]", 2);
    assert_eq!(read(&text).expect_err("broken")[0].help, ["line 16 is the same"]);
}

#[test]
fn what_is_wrong_beside_a_misnamed_table_is_told_too() {
    let text =
        ROUNDS.replace("[[methods]]", "[[method]]").replace("id = \"visits\"", "id = \"Visits\"");
    let rules: Vec<_> = said(&text).into_iter().map(|[rule, ..]| rule).collect();
    assert_eq!(rules, ["bad-id", "unknown-key"]);
}

#[test]
fn an_id_with_accents_has_one_without() {
    let text = edited(ROUNDS, "id = \"visits\"", "id = \"planificación\"");
    assert_eq!(read(&text).expect_err("broken")[0].help, ["for example `planificacion`"]);
}

#[test]
fn the_first_of_two_keys_is_shown() {
    let text = edited(ROUNDS, "id = \"visits\"", "id = \"visits\"\nid = \"visit\"");
    let faults = read(&text).expect_err("broken");
    let [first] = &faults[0].related[..] else { panic!("{faults:#?}") };
    let line = |region: &Option<coach::diagnostic::Region>| region.as_ref().map(|it| it.start.line);
    assert_eq!(line(&first.place.region).map(|line| line + 1), line(&faults[0].place.region));
}

/// A text in three quotes may hold what looks like a table.
#[test]
fn a_text_that_quotes_a_table_is_a_text() {
    let text =
        edited(ROUNDS, "\"Describes before it judges.\"", "\"\"\"Describes\n[functions]\n\"\"\"");
    assert!(read(&text).is_ok());
}
