//! Numbers and ids: what is a number, what is none, and that an id is what was written.

use coach::domain::record::{Record, Value};

use super::desk::{CHECKLIST, CONTACT, Desk, RELATIONSHIP, REVIEW, with};

/// What is written, the rule it breaks (none: it is fine), and essential words of the message.
type Written = (&'static str, &'static str, &'static [&'static str]);

fn try_all(desk: &Desk, record: &str, key: &str, table: &[Written]) {
    for (written, rule, words) in table {
        let text = with(record, key, written);
        if rule.is_empty() {
            desk.expect(&text, &[]);
            continue;
        }
        desk.expect(&text, &[(rule, written)]);
        let message = desk.words(&text);
        assert!(words.iter().all(|word| message.contains(word)), "{key}: {written}: {message}");
    }
}

#[rustfmt::skip]
const MINUTES: &[Written] = &[
    ("1", "", &[]),
    ("1440", "", &[]),
    ("~", "", &[]),
    ("0", "out-of-range", &["`0` is not a whole number of minutes from 1 to 1440"]),
    ("1441", "out-of-range", &["`1441`", "1440"]),
    ("-5", "out-of-range", &["`-5`", "from 1"]),
    ("99999999999999999999999", "out-of-range", &["1440"]),
    // Other notations of numbers are text: nobody has to know that 010 is 8 somewhere.
    ("045", "wrong-type", &["`045` (text)", "write 45"]),
    ("0x1f", "wrong-type", &["`0x1f` (text)"]),
    ("0o17", "wrong-type", &["`0o17` (text)"]),
    ("1e3", "wrong-type", &["`1e3` (text)"]),
    ("+5", "wrong-type", &["`+5` (text)"]),
    ("1_000", "wrong-type", &["`1_000` (text)"]),
    ("45.0", "wrong-type", &["a whole number", "`45.0` (a number)"]),
    ("4.5", "wrong-type", &["a whole number", "`4.5` (a number)"]),
    ("45 min", "wrong-type", &["write 45"]),
    ("45min", "wrong-type", &["write 45"]),
    ("45 - 50", "wrong-type", &["`45 - 50` (text)"]),
    ("0:45", "wrong-type", &["`0:45` (text)"]),
    (".inf", "wrong-type", &["`.inf` (text)"]),
    ("yes", "wrong-type", &["`yes` (text)"]),
    ("True", "wrong-type", &["`True` (text)"]),
    ("true", "wrong-type", &["`true` (a boolean"]),
    ("Null", "wrong-type", &["`Null` (text)"]),
    ("\"45\"", "wrong-type", &["a number in quotes, which is text", "write 45 without quotes"]),
    ("'45'", "wrong-type", &["write 45 without quotes"]),
    ("٤٥", "wrong-type", &["text"]),
];

#[test]
fn whole_numbers_are_written_one_way() {
    let desk = Desk::new();
    try_all(&desk, CONTACT, "minutes", MINUTES);
    let days = "agreement.respond_within_days";
    try_all(&desk, RELATIONSHIP, days, &[("0", "", &[]), ("90", "", &[])]);
    try_all(&desk, RELATIONSHIP, days, &[("91", "out-of-range", &["days from 0 to 90"])]);
    let every = "agreement.meet_every_days";
    try_all(&desk, RELATIONSHIP, every, &[("0", "out-of-range", &["days from 1 to 365"])]);
    try_all(
        &desk,
        REVIEW,
        "data.values.n",
        &[("0", "", &[]), ("-1", "out-of-range", &["students"])],
    );
}

#[rustfmt::skip]
const VALUES: &[Written] = &[
    ("0", "", &[]), ("68", "", &[]), ("68.5", "", &[]), ("-3.25", "", &[]), ("0.5", "", &[]),
    ("68.50", "", &[]),
    (".5", "wrong-type", &["a number"]),
    ("5.", "wrong-type", &["a number"]),
    ("1e3", "wrong-type", &["a number", "`1e3` (text)"]),
    ("068", "wrong-type", &["a number"]),
    ("68%", "wrong-type", &["write 68 without the percent sign"]),
    ("68.5 %", "wrong-type", &["write 68.5 without the percent sign"]),
    ("\"68.5\"", "wrong-type", &["write 68.5 without quotes"]),
    (".nan", "wrong-type", &["a number"]),
    ("NaN", "wrong-type", &["a number"]),
    ("-.inf", "wrong-type", &["a number"]),
    ("17 of 24", "wrong-type", &["a number"]),
];

#[test]
fn decimal_numbers_are_written_one_way() {
    let desk = Desk::new();
    try_all(&desk, REVIEW, "data.values.value", VALUES);
    // Larger than any number a computer can hold: still a finding, not a record lost in silence.
    let huge = "1".repeat(400);
    let text = with(REVIEW, "data.values.value", &huge);
    desk.expect(&text, &[("out-of-range", huge.as_str())]);

    let Some(Record::Review(review)) = desk.read(REVIEW).record else { panic!("a review") };
    let coach::domain::record::DataSource::StudentData { values, .. } = &review.data[1].source
    else {
        panic!("student data")
    };
    let [Value { value: first, students, .. }, Value { value: second, .. }] = values.as_slice()
    else {
        panic!("two values")
    };
    assert_eq!((first.to_string(), second.to_string()), ("52".to_owned(), "68.5".to_owned()));
    assert_eq!(students.map(|n| n.value), Some(24));
}

#[rustfmt::skip]
const IDS: &[Written] = &[
    ("5f0c", "", &[]), ("a", "", &[]), ("a-b", "", &[]),
    ("abcdefghijklmnopqrstuvwxyz-01234", "", &[]),
    ("abcdefghijklmnopqrstuvwxyz-012345", "bad-id", &["33 characters", "at most 32"]),
    ("5F0C", "bad-id", &["`F` cannot be in an id: use only a-z, 0-9 and -", "for example `5f0c`"]),
    ("staff room", "bad-id", &["` ` cannot be in an id", "for example `staff-room`"]),
    ("a_b", "bad-id", &["`_`", "for example `a-b`"]),
    ("a.b", "bad-id", &["`.`", "for example `a-b`"]),
    ("süd", "bad-id", &["`ü`"]),
    ("\"\"", "bad-id", &["at least one character"]),
    ("\"  \"", "bad-id", &["cannot be in an id"]),
    ("../x", "bad-id", &["`.`"]),
];

#[test]
fn ids_are_made_of_small_letters_digits_and_hyphens() {
    try_all(&Desk::new(), CONTACT, "meeting", IDS);
}

#[test]
fn ids_are_what_was_written_whatever_they_look_like() {
    let desk = Desk::new();
    let meeting = |written: &str| {
        let Some(Record::Contact(contact)) = desk.read(with(CONTACT, "meeting", written)).record
        else {
            panic!("{written} is an id")
        };
        contact.meeting
    };
    for written in
        ["0104", "007", "0x1f", "0o17", "1e3", "5e10", "12345678901234567890", "2026-09-14", "true"]
    {
        assert_eq!(meeting(written).map(|id| id.value).as_deref(), Some(written));
        assert_eq!(meeting(&format!("\"{written}\"")).map(|id| id.value).as_deref(), Some(written));
        assert_eq!(meeting(&format!("'{written}'")).map(|id| id.value).as_deref(), Some(written));
    }
    // Only these are nothing, and only without quotes.
    for nothing in ["", "~", "null"] {
        assert_eq!(meeting(nothing), None);
    }
    assert_eq!(meeting("\"null\"").map(|id| id.value).as_deref(), Some("null"));

    let rater = |written: &str| {
        let Some(Record::Checklist(checklist)) =
            desk.read(with(CHECKLIST, "rater.id", written)).record
        else {
            panic!("{written} is a person's id")
        };
        checklist.rater.id
    };
    for written in ["0104", "007", "0x1f", "5e10", "o-2"] {
        assert_eq!(rater(written).map(|id| id.value).as_deref(), Some(written));
    }
}

#[rustfmt::skip]
const PEOPLE: &[Written] = &[
    ("x-09", "", &[]), ("0104", "", &[]), ("7", "", &[]),
    ("maria", "bad-id", &["may be a name", "c-03 or t-104", "never name people"]),
    ("m-lopez", "bad-id", &["may be a name", "people.yaml"]),
    ("Maria Lopez", "bad-id", &["may be a name", "c-03 or t-104"]),
    ("Maria Lopez 2", "bad-id", &["may be a name"]),
    ("T-104", "bad-id", &["`T`", "for example `t-104`"]),
    ("t_104", "bad-id", &["`_`", "for example `t-104`"]),
    ("\"\"", "bad-id", &["at least one character"]),
    ("t104@school.org", "bad-id", &["a name or an address"]),
];

#[test]
fn people_go_by_ids_with_a_digit() {
    let desk = Desk::new();
    for key in ["coach", "educator"] {
        try_all(&desk, RELATIONSHIP, key, PEOPLE);
    }
    try_all(&desk, CHECKLIST, "rater.id", PEOPLE);
    // What may be a name is not quoted, and no suggestion is made from it.
    let words = desk.words(&with(RELATIONSHIP, "educator", "Maria Lopez 2")).to_lowercase();
    assert!(!words.contains("maria") && !words.contains("lopez"), "{words}");
    let alone = with(RELATIONSHIP, "educator", "c-03");
    desk.expect(&alone, &[("out-of-range", "c-03")]);
    assert!(desk.words(&alone).contains("the same id"), "nobody coaches themselves");
    // An empty id of a relationship's people is missing, not an id.
    desk.expect(&with(RELATIONSHIP, "coach", ""), &[("missing-key", "coach")]);
}
