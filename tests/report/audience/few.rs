//! Numbers that would be of few educators, or that would tell such numbers by what is left of a whole: no view and no
//! explanation for the district has them. Five educators are the least here.

use serde_json::{Value, json};

use crate::harness::District;

/// Two functions; one item is only for pairs in the group `special`. Observers alone say what is in place.
const PROFILE: &str = r#"
format = 1
title = "Planning"
edition = "1"
source = "none"
added = { id = "planning-profile" }
[[levels]]
name = "In use"
added = { id = "in-use", reached = { rule = "all" } }
[[functions]]
heading = "Planning"
added = { id = "planning" }
[[functions.items]]
text = "Asks."
added = { id = "asks", label = "asks", evidence = { rule = "observation-only" } }
[[functions.items]]
text = "Plans."
added = { id = "plans", label = "plans", evidence = { rule = "observation-only" } }
[[functions]]
heading = "Secondary"
added = { id = "secondary" }
[[functions.items]]
text = "Credits."
added = { id = "credits", label = "credits", only_for = ["special"], evidence = { rule = "observation-only" } }
[[methods]]
text = "meeting"
added = { id = "meeting" }
"#;

/// The same, and records tell too whether plans are in place.
fn plans_are_documented() -> String {
    let documented = PROFILE.replacen(
        "label = \"plans\", evidence = { rule = \"observation-only\" }",
        "label = \"plans\", evidence = { rule = \"session-item\" }",
        1,
    );
    assert_ne!(documented, PROFILE);
    documented
}

/// Oak and Elm, with `more` behind the settings.
pub(super) fn district(more: &str) -> District {
    let settings = format!(
        "version = 1\ndistrict = \"Two Schools\"\nprofile = \"planning-profile\"\nyear_starts = \"08-01\"\n\
         as_of = \"2026-05-29\"\n[schools.oak]\nname = \"Oak\"\n[schools.elm]\nname = \"Elm\"\n\
         [profiles]\nplanning-profile = \"planning.toml\"\n[thresholds]\nmin_educators = 5\n{more}\n"
    );
    District::new().file("coach.toml", settings).file("planning.toml", PROFILE)
}

/// A pair with what an observer rated, if anyone came, and one session in October.
pub(super) fn pair(
    district: District,
    school: &str,
    who: (&str, &str),
    more: &str,
    ratings: Option<&str>,
) -> District {
    let (coach, educator) = who;
    let folder = format!("records/{school}/{coach}-{educator}");
    let relationship = format!(
        "kind: relationship\nprofile: planning-profile\ncoach: {coach}\neducator: {educator}\nschool: {school}\n\
         started: 2025-09-01\n{more}"
    );
    let session = "kind: session\ndate: 2025-10-02\nmethod: meeting\nminutes: 45\n";
    let district = district
        .file(&format!("{folder}/relationship.yaml"), relationship)
        .file(&format!("{folder}/2025-10-02-session-0001.yaml"), session);
    let Some(ratings) = ratings else { return district };
    let checklist = format!(
        "kind: checklist\ndate: 2026-02-10\nrater: {{role: observer, id: o-1}}\nratings: {{{ratings}}}\n"
    );
    district.file(&format!("{folder}/2026-02-10-checklist-0002.yaml"), checklist)
}

const BOTH: Option<&str> = Some("asks: in-place, plans: in-place");

/// Six educators at a school, of whom the first `observed` were looked at.
fn six(district: District, school: &str, first: u32, observed: u32) -> District {
    (0..6).fold(district, |district, at| {
        let educator = format!("t-{}", first + at);
        pair(district, school, ("c-01", &educator), "", BOTH.filter(|_| at < observed))
    })
}

/// What the view for the district says under the only profile.
fn under(district: &District) -> Value {
    let run = district.coach(&["report", "--audience", "district", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.json()["periods"][0]["profiles"][0].clone()
}

pub(super) fn table(district: &District, title: &str) -> Value {
    let tables = under(district)["tables"].as_array().unwrap().clone();
    tables.into_iter().find(|table| table["title"] == title).unwrap_or(Value::Null)
}

/// The cells under the column `id`, each with the first of its row.
fn column(table: &Value, id: &str) -> Vec<(String, Value)> {
    let rows = table["rows"].as_array().unwrap().iter();
    rows.map(|row| row[0].as_str().unwrap().to_owned()).zip(column_of(table, id)).collect()
}

/// The same alone.
fn column_of(table: &Value, id: &str) -> Vec<Value> {
    let at =
        table["columns"].as_array().unwrap().iter().position(|column| column["id"] == id).unwrap();
    table["rows"].as_array().unwrap().iter().map(|row| row[at].clone()).collect()
}

fn refused(district: &District, address: &str) {
    let words: Vec<&str> = address.split(' ').collect();
    let run = district.coach(&[&["explain"][..], &words, &["--audience", "district"]].concat());
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{address}");
    assert!(run.err.contains("fewer than 5 educators"), "{address}: {}", run.err);
}

fn of(name: &str, k: u32, n: u32) -> (String, Value) {
    (name.to_owned(), json!({"k": k, "n": n}))
}

fn none(name: &str) -> (String, Value) {
    (name.to_owned(), Value::Null)
}

/// The k and n of shares alone.
fn shares(cells: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let share = |cell: Value| match cell {
        Value::Object(share) => json!({"k": share["k"], "n": share["n"]}),
        other => other,
    };
    cells.into_iter().map(|(name, cell)| (name, share(cell))).collect()
}

/// Credits apply to one educator. The other function goes with them, as all items less its own would be theirs.
#[test]
fn a_function_of_one_educator_is_hidden_with_the_one_that_would_tell_it() {
    let with_special = pair(
        six(six(district(""), "oak", 100, 6), "elm", 200, 6),
        "oak",
        ("c-01", "t-300"),
        "groups: [special]\n",
        Some("asks: in-place, plans: in-place, credits: not-in-place"),
    );
    let functions = table(&with_special, "Essential functions");
    assert_eq!(column(&functions, "in-place"), [none("Planning"), none("Secondary")]);
    assert!(!columns(&functions).contains(&"observed"), "{functions}");
    assert_eq!(table(&with_special, "Most often missing"), Value::Null);
    // 13 educators with two items each, all in place, and one with a third.
    let whole = shares(column(&table(&with_special, "Items in place"), "in-place"));
    assert_eq!(whole.last(), Some(&of("All", 26, 27)));
    for address in [
        "item=credits missing",
        "item=asks missing",
        "function=secondary in-place",
        "function=planning in-place",
        "function=secondary observed",
        "function=secondary level=in-use level-computed",
    ] {
        refused(&with_special, address);
    }
}

/// Without anyone in the group, nobody has the third item, and nothing is hidden.
#[test]
fn a_function_of_all_is_shown() {
    let district = six(six(district(""), "oak", 100, 6), "elm", 200, 6);
    let functions = table(&district, "Essential functions");
    let in_place = shares(column(&functions, "in-place"));
    assert_eq!(in_place, [of("Planning", 24, 24), none("Secondary")]);
    let observed = shares(column(&functions, "observed"));
    assert_eq!(observed, [of("Planning", 24, 24), none("Secondary")]);
    let missing = shares(column(&table(&district, "Most often missing"), "missing"));
    assert_eq!(missing, [of("asks", 0, 12), of("plans", 0, 12)]);
}

/// Two sources can differ where both said something: of one coach who rated too, that would be one educator's.
#[test]
fn where_sources_differ_is_told_of_many_and_not_of_one() {
    let all = || six(six(district(""), "oak", 100, 6), "elm", 200, 6);
    let rated = |district: District, school: &str, educator: u32| {
        let path = format!("records/{school}/c-01-t-{educator}/2026-02-11-checklist-0003.yaml");
        let own = "kind: checklist\ndate: 2026-02-11\nrater: {role: self, id: c-01}\n\
                   ratings: {asks: in-place, plans: not-in-place}\n";
        district.file(&path, own)
    };
    let differs = |district: &District| column(&table(district, "What observers saw"), "differs");
    let by_all =
        ["oak", "elm"].into_iter().zip([100, 200]).fold(all(), |district, (school, from)| {
            (from..from + 6).fold(district, |district, educator| rated(district, school, educator))
        });
    // One item of each educator: the observer saw it in place.
    let of_six = |name: &str, count: u32| (name.to_owned(), json!(count));
    assert_eq!(differs(&by_all), [of_six("Elm", 6), of_six("Oak", 6), of_six("All", 12)]);
    let by_one = rated(all(), "oak", 100);
    let columns_of_one = columns(&table(&by_one, "What observers saw")).contains(&"differs");
    assert!(!columns_of_one, "{}", table(&by_one, "What observers saw"));
}

/// Each pair had one session.
#[test]
fn a_principal_is_told_first_how_many_pairs_and_sessions_there_are() {
    let district = six(six(district(""), "oak", 100, 6), "elm", 200, 6);
    let run = district.coach(&["report", "--audience", "principal", "--school", "oak"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\n6 pairs, 6 sessions.\n"), "{}", run.out);
}

/// What is said of new pairs says how many of their items are in place.
#[test]
fn new_pairs_are_counted_apart_for_those_who_see_what_is_in_place() {
    let said = |policy: &str| {
        let old = pair(district(policy), "oak", ("c-01", "t-100"), "", BOTH);
        let started = "kind: relationship\nprofile: planning-profile\ncoach: c-01\neducator: t-101\n\
                       school: oak\nstarted: 2026-05-20\n";
        let both = old.file("records/oak/c-01-t-101/relationship.yaml", started);
        let run = both.coach(&["report", "--audience", "principal", "--school", "oak"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let usual = said("");
    assert!(!usual.contains("in place") && !usual.contains("counted apart"), "{usual}");
    let more =
        said("[audiences.principal]\nrows = [\"whole\", \"pair\"]\nnumbers = [\"in-place\"]");
    assert!(more.contains("1 new pair") && more.contains("counted apart"), "{more}");
}

/// Where the rows of a view are practices, their numbers are explained, and those of a school are not.
#[test]
fn a_practice_is_explained_where_rows_are_practices() {
    let policy = "[audiences.district]\nrows = [\"whole\", \"practice\"]\nnumbers = [\"in-place\"]";
    let six_on = |all: District, school: &str, first: u32, practice: &str| {
        let more = format!("practice: {practice}\n");
        (first..first + 6).fold(all, |all, educator| {
            pair(all, school, ("c-01", &format!("t-{educator}")), &more, BOTH)
        })
    };
    let district = six_on(six_on(district(policy), "oak", 100, "asking"), "elm", 200, "telling");
    let explained = |address: &[&str]| {
        district.coach(&[&["explain"], address, &["--audience", "district"]].concat())
    };
    for practice in ["practice=asking", "practice=telling"] {
        let run = explained(&[practice, "in-place"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("12 of 12"), "six educators with two items: {}", run.out);
    }
    assert_eq!(explained(&["school=oak", "in-place"]).code, 2);

    // A policy that names practices and not the whole.
    let settings = std::fs::read_to_string(district.path().join("coach.toml")).unwrap();
    let district = district
        .file("coach.toml", settings.replace("[\"whole\", \"practice\"]", "[\"practice\"]"));
    let explained = |address: &[&str]| {
        district.coach(&[&["explain"], address, &["--audience", "district"]].concat())
    };
    let run = explained(&["practice=asking", "in-place"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = explained(&["in-place"]);
    assert!(run.code == 2 && run.err.contains("does not name rows of `whole`"), "{}", run.err);
    // So are the rows of its report, where they are asked for.
    let asked = |by: &str| district.coach(&["report", "--audience", "district", "--by", by]);
    let run = asked("practice");
    assert!(run.code == 0 && run.out.contains("\nasking "), "{}{}", run.out, run.err);
    let run = asked("school");
    assert!(run.code == 2 && run.err.contains("it names practice"), "{}", run.err);
}

/// A line over the months is shown in rows of months; a view for the district has no number for it.
#[test]
fn a_trend_is_explained_where_rows_are_months() {
    let explained = |audience: &str, rows: &str, who: &str| {
        let policy = format!("[audiences.{audience}]\nrows = {rows}\nnumbers = [\"observed\"]");
        let all = six(six(district(&policy), "oak", 100, 6), "elm", 200, 6);
        let address: Vec<&str> = who.split(' ').filter(|word| !word.is_empty()).collect();
        all.coach(&[&["explain"], &*address, &["observed-trend", "--audience", audience]].concat())
    };
    let run = explained("principal", r#"["whole", "pair"]"#, "school=oak");
    assert!(run.code == 2 && run.err.contains("does not name rows of `month`"), "{}", run.err);
    let run = explained("principal", r#"["whole", "pair", "month"]"#, "school=oak");
    assert_eq!(run.code, 0, "{}", run.err);
    let run = explained("district", r#"["whole", "month"]"#, "");
    assert!(run.code == 2 && run.err.contains("a view has no such number"), "{}", run.err);
}

/// What a policy has to name is told in its words.
#[test]
fn what_is_withheld_is_named_in_the_words_of_a_policy() {
    let policy = "[audiences.principal]\nrows = [\"whole\"]\nnumbers = [\"in-place\", \"raters\"]";
    let all = six(district(policy), "oak", 100, 6);
    for (address, withheld) in [
        ("function=planning in-place", "rows of `function`"),
        ("item=asks missing", "rows of `item`"),
        ("function=planning level=in-use level-computed", "`levels` numbers"),
        ("rater=o-1 ratings-in-place", "the fact `raters`"),
        ("role=observer ratings-in-place", "the fact `evidence`"),
        ("method=meeting sessions", "`sessions` numbers"),
    ] {
        let words: Vec<&str> = address.split(' ').collect();
        let run = all
            .coach(&[&["explain", "school=oak"], &*words, &["--audience", "principal"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{address}");
        let says = format!("its policy does not name {withheld}");
        assert!(run.err.contains(&says), "{address}: {}", run.err);
    }
}

/// The first sentences tell what the tables tell and no more.
#[test]
fn the_answer_has_numbers_that_are_shown_and_no_others() {
    let all = six(six(district(""), "oak", 100, 6), "elm", 200, 6);
    let said = under(&all)["answer"].clone();
    // Twelve educators with two items each.
    let sentences = [
        "100.0 % of items are in place (24 of 24).",
        "Where an observer looked, 100.0 % (24 of 24).",
    ];
    assert_eq!(said, json!(sentences));
    // Two at either school: four in all are too few.
    let few = six(six(district(""), "oak", 100, 2), "elm", 200, 2);
    let said = under(&few)["answer"].clone();
    assert_eq!(said, json!([]), "{}", under(&few));
}

/// Where observers alone say what is in place, one who was observed is all that such a number is of.
#[test]
fn what_is_in_place_is_hidden_with_what_observers_saw_where_it_is_the_same() {
    let district = six(six(district(""), "oak", 100, 1), "elm", 200, 6);
    for (title, id) in [("Items in place", "in-place"), ("What observers saw", "observed")] {
        let cells = column(&table(&district, title), id);
        // Elm would tell Oak's, as both together are shown.
        assert_eq!(cells[..2], [none("Elm"), none("Oak")], "{title}");
        assert_eq!(cells[2].1["k"], 14, "{title}: seven with two items");
    }
    refused(&district, "school=oak in-place");
    refused(&district, "school=elm observed");
}

/// Five pairs of one educator are one educator.
#[test]
fn pairs_of_one_educator_are_of_one() {
    let district = six(six(district(""), "oak", 100, 0), "elm", 200, 6);
    let coaches = ["c-02", "c-03", "c-04", "c-05", "c-06"];
    let district = coaches
        .iter()
        .fold(district, |district, coach| pair(district, "oak", (coach, "t-100"), "", BOTH));
    let cells = column(&table(&district, "What observers saw"), "observed");
    assert_eq!(cells[..2], [none("Elm"), none("Oak")]);
}

#[test]
fn a_month_of_few_is_hidden() {
    let month = "[audiences.district]\nrows = [\"whole\", \"month\"]\nnumbers = [\"sessions\"]";
    let district = six(six(district(month), "oak", 100, 0), "elm", 200, 0);
    let late = "kind: session\ndate: 2026-03-02\nmethod: meeting\nminutes: 45\n";
    let district = district.file("records/oak/c-01-t-100/2026-03-02-session-0009.yaml", late);
    let months = column(&table(&district, "Month by month"), "sessions");
    let of_month =
        |name: &str| months.iter().find(|(month, _)| month == name).map(|(_, cell)| cell);
    // October's would tell March's, as the sessions of the year are known.
    assert_eq!(of_month("2025-10"), Some(&Value::Null));
    assert_eq!(of_month("2026-03"), Some(&Value::Null));
}

#[test]
fn a_month_of_many_is_shown() {
    let month = "[audiences.district]\nrows = [\"whole\", \"month\"]\nnumbers = [\"sessions\"]";
    let district = six(six(district(month), "oak", 100, 0), "elm", 200, 0);
    let months = column(&table(&district, "Month by month"), "sessions");
    assert!(months.contains(&("2025-10".to_owned(), json!(12))), "{months:?}");
}

#[test]
fn a_principal_is_told_who_is_coached_and_who_coaches() {
    let all = pair(district(""), "oak", ("c-01", "t-100"), "", None);
    let run = all.coach(
        &[&["report", "--audience", "principal", "--school", "oak"][..], &["--format", "json"]]
            .concat(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let tables = run.json()["periods"][0]["profiles"][0]["tables"].clone();
    let coaching = tables.as_array().unwrap().iter().find(|it| it["title"] == "Coaching").unwrap();
    for (id, who) in [("educator", "t-100"), ("coach", "c-01")] {
        let cells: Vec<Value> = column_of(coaching, id);
        assert_eq!(cells, [json!(who)], "{id}");
    }
}

#[test]
fn a_principal_who_sees_no_pairs_sees_none_by_asking_for_one() {
    let whole = "[audiences.principal]\nrows = [\"whole\"]\nnumbers = [\"in-place\"]";
    let district = six(district(whole), "oak", 100, 6);
    let asked = |more: &[&str]| {
        district.coach(&[&["report", "--audience", "principal", "--school", "oak"], more].concat())
    };
    assert_eq!(asked(&[]).code, 0, "{}", asked(&[]).err);
    for more in [&["--educator", "t-100"][..], &["--coach", "c-01"]] {
        let run = asked(more);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{more:?}");
        assert!(run.err.contains("no rows of pairs"), "{}", run.err);
    }
    let run = asked(&["--period", "2025-08-01..2026-01-31", "--period", "2026-02-01..2026-05-29"]);
    assert!(run.code == 2 && run.err.contains("one --period at a time"), "{}", run.err);
}

/// The columns of a table, by their names for programs.
fn columns(table: &Value) -> Vec<&str> {
    let columns = table["columns"].as_array().into_iter().flatten();
    columns.map(|column| column["id"].as_str().unwrap()).collect()
}

/// What is in place, less what observers saw, is what the records of those say whom nobody observed: here of one.
#[test]
fn what_observers_saw_is_hidden_where_the_rest_is_of_one() {
    let documented = plans_are_documented();
    let with = |observed: u32| {
        let district = six(six(district(""), "oak", 100, observed), "elm", 200, 6);
        district.file("planning.toml", &documented)
    };
    // Everyone was observed, so there is no rest.
    assert!(columns(&table(&with(6), "What observers saw")).contains(&"observed"));
    let but_one = with(5);
    let seen = table(&but_one, "What observers saw");
    for id in ["observed", "documented-only"] {
        assert!(!columns(&seen).contains(&id), "{seen}");
        refused(&but_one, &format!("period=2025-26 {id}"));
        refused(&but_one, &format!("school=oak {id}"));
    }
    refused(&but_one, "function=planning observed");
    let in_place = ["explain", "function=planning", "in-place", "--audience", "district"];
    assert_eq!(but_one.coach(&in_place).code, 0);
}

/// Everyone was observed in one function, and one educator in the other, where records tell of all what is in place.
#[test]
fn what_observers_saw_of_functions_is_hidden_where_one_was_seen_in_one() {
    let documented = PROFILE
        .replace("rule = \"observation-only\"", "rule = \"session-item\"")
        .replace("only_for = [\"special\"], ", "");
    let all_of = Some("asks: in-place, plans: in-place, credits: in-place");
    let with = |others: Option<&str>| {
        let all = pair(district(""), "oak", ("c-01", "t-100"), "", all_of);
        let of_oak = (101..106).map(|educator| ("oak", educator));
        let of_elm = (200..206).map(|educator| ("elm", educator));
        let all = of_oak.chain(of_elm).fold(all, |all, (school, educator)| {
            pair(all, school, ("c-01", &format!("t-{educator}")), "", others)
        });
        all.file("planning.toml", &documented)
    };
    assert!(columns(&table(&with(all_of), "Essential functions")).contains(&"observed"));
    let one_in_secondary = with(BOTH);
    let whole = table(&one_in_secondary, "What observers saw");
    assert!(
        columns(&whole).contains(&"observed"),
        "of all functions together, it is of many: {whole}"
    );
    let functions = table(&one_in_secondary, "Essential functions");
    assert!(!columns(&functions).contains(&"observed"), "{functions}");
    refused(&one_in_secondary, "function=secondary observed");
}

/// Under the tables stands what became of small groups, where there are groups.
#[test]
fn what_became_of_small_groups_is_said_where_rows_are_groups() {
    const DASH: &str = "A dash stands for a number that would be of fewer than 5 educators, or that would tell such \
                        a number.";
    let notes = |district: &District| under(district)["notes"].clone();
    let whole = "[audiences.district]\nrows = [\"whole\"]\nnumbers = [\"in-place\"]";
    let of_six = |policy: &str| six(six(district(policy), "oak", 100, 6), "elm", 200, 6);
    let together = "Groups with fewer than 5 educators are shown together.";
    assert_eq!(notes(&of_six("")), json!([together, DASH]));
    assert_eq!(notes(&of_six(whole)), json!([DASH]));
    // Three educators at each school.
    let of_three =
        ["oak", "elm"].into_iter().zip([100, 200]).fold(district(""), |all, (school, from)| {
            (from..from + 3).fold(all, |all, educator| {
                pair(all, school, ("c-01", &format!("t-{educator}")), "", BOTH)
            })
        });
    let alone = "No group here has 5 educators, so only the whole is shown.";
    assert_eq!(notes(&of_three), json!([alone, DASH]));
    let run = of_six("").coach(&["report", "--audience", "principal", "--school", "oak"]);
    assert!(
        run.code == 0 && !run.out.contains("A dash") && !run.out.contains("Groups"),
        "{}",
        run.out
    );
}

/// As many educators as are needed, and one fewer.
#[test]
fn the_least_number_of_educators_is_enough() {
    let of = |count: u32| {
        let all = (100..100 + count).fold(district(""), |all, educator| {
            pair(all, "oak", ("c-01", &format!("t-{educator}")), "", BOTH)
        });
        let run = all.coach(&["report", "--audience", "district"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    assert!(of(5).contains("100.0 % of items are in place (10 of 10)."), "{}", of(5));
    assert!(of(4).contains("Fewer than 5 educators are coached here"), "{}", of(4));
}

/// What observers saw, less what is in place of items that they alone judge, is what they saw of the others: here of one.
#[test]
fn what_observers_saw_is_hidden_where_one_was_seen_at_what_records_tell_too() {
    let documented = plans_are_documented();
    let asks = Some("asks: in-place");
    let with = |first: Option<&str>| {
        let all = pair(district(""), "oak", ("c-01", "t-100"), "", first);
        let all = (101..106).fold(all, |all, educator| {
            pair(all, "oak", ("c-01", &format!("t-{educator}")), "", asks)
        });
        let all = (200..206).fold(all, |all, educator| {
            pair(all, "elm", ("c-01", &format!("t-{educator}")), "", asks)
        });
        all.file("planning.toml", &documented)
    };
    assert!(columns(&table(&with(asks), "What observers saw")).contains(&"observed"));
    let of_one = with(BOTH);
    let seen = table(&of_one, "What observers saw");
    assert!(!columns(&seen).contains(&"observed"), "{seen}");
    refused(&of_one, "period=2025-26 observed");
}

/// Six educators coached, and one request, which nobody answered: how many are late or open is that one's.
#[test]
fn a_count_is_of_those_who_had_occasion() {
    let agreed = "agreement: {committed_on: 2025-09-02, respond_within_days: 2}\n";
    let district = six(district(""), "oak", 100, 0);
    let district = pair(district, "oak", ("c-01", "t-300"), agreed, None);
    let request = "kind: request\nasked: 2025-09-05\nabout: a plan\n";
    let district = district.file("records/oak/c-01-t-300/2025-09-05-request-0003.yaml", request);
    let answers = table(&district, "Answers, and what is overdue");
    for id in ["answered-in-time", "answered-late", "unanswered"] {
        assert!(!columns(&answers).contains(&id), "{id}: {answers}");
        refused(&district, id);
    }
}

/// Seven educators are coached. Of one, meetings and their length are agreed: how many were planned and held is that one's.
#[test]
fn what_was_planned_and_held_is_of_those_who_agreed() {
    let with = |others: &str| {
        let first = "agreement: {committed_on: 2025-09-02, meet_every_days: 14, minutes: 45}\n";
        let all = pair(district(""), "oak", ("c-01", "t-100"), first, None);
        (101..107).fold(all, |all, educator| {
            pair(all, "oak", ("c-01", &format!("t-{educator}")), others, None)
        })
    };
    let of_rhythm = ["planned-sessions", "held-sessions", "agreed-called-off", "long-gaps"];
    let of_minutes = ["planned-minutes", "held-minutes"];
    let all_agreed =
        with("agreement: {committed_on: 2025-09-02, meet_every_days: 7, minutes: 30}\n");
    let agreed = table(&all_agreed, "Agreed and held");
    for id in of_rhythm.iter().chain(&of_minutes) {
        assert!(columns(&agreed).contains(id), "{id}: {agreed}");
    }
    let by_one = with("");
    let rhythm_alone = with("agreement: {committed_on: 2025-09-02, meet_every_days: 7}\n");
    for id in of_rhythm {
        assert!(!columns(&table(&by_one, "Agreed and held")).contains(&id), "{id}");
        refused(&by_one, id);
        assert!(columns(&table(&rhythm_alone, "Agreed and held")).contains(&id), "{id}");
    }
    for id in of_minutes {
        for district in [&by_one, &rhythm_alone] {
            assert!(!columns(&table(district, "Agreed and held")).contains(&id), "{id}");
            refused(district, id);
        }
    }
}

/// All twelve educators met in October. How many sessions were in November is told where six met then, and not where one
/// did; nor is October then, as all sessions less those would tell it.
#[test]
fn a_month_in_which_one_educator_met_is_hidden_with_another() {
    let policy = "[audiences.district]\nrows = [\"whole\", \"month\"]\nnumbers = [\"sessions\"]";
    let met_in_november = |count: u32| {
        let all = six(six(district(policy), "oak", 100, 6), "elm", 200, 6);
        let all = (100..100 + count).fold(all, |all, educator| {
            let path = format!("records/oak/c-01-t-{educator}/2025-11-06-session-0003.yaml");
            all.file(&path, "kind: session\ndate: 2025-11-06\nmethod: meeting\n")
        });
        let months = column(&table(&all, "Month by month"), "sessions");
        let of =
            |month: &str| months.iter().find(|(name, _)| name == month).expect("a month").1.clone();
        [of("2025-10"), of("2025-11")]
    };
    assert_eq!(met_in_november(6), [json!(12), json!(6)]);
    assert_eq!(met_in_november(5), [json!(12), json!(5)]);
    assert_eq!(met_in_november(1), [Value::Null, Value::Null]);
    assert_eq!(met_in_november(0)[0], json!(12));
}

/// The same of what observers rated: all twelve in February, and in March six, or one.
#[test]
fn a_month_in_which_one_educator_was_observed_is_hidden_with_another() {
    let policy = "[audiences.district]\nrows = [\"whole\", \"month\"]\nnumbers = [\"observed\"]";
    let observed_in_march = |count: u32| {
        let all = six(six(district(policy), "oak", 100, 6), "elm", 200, 6);
        let all = (100..100 + count).fold(all, |all, educator| {
            let path = format!("records/oak/c-01-t-{educator}/2026-03-10-checklist-0004.yaml");
            let again = "kind: checklist\ndate: 2026-03-10\nrater: {role: observer, id: o-1}\n\
                         ratings: {asks: in-place}\n";
            all.file(&path, again)
        });
        let months = shares(column(&table(&all, "Month by month"), "ratings-in-place"));
        ["2026-02", "2026-03"].map(|month| months.iter().find(|(name, _)| name == month).cloned())
    };
    // Two items each in February, one in March.
    assert_eq!(observed_in_march(6), [Some(of("2026-02", 24, 24)), Some(of("2026-03", 6, 6))]);
    let is_hidden =
        |month: &Option<(String, Value)>| month.as_ref().is_none_or(|(_, cell)| cell.is_null());
    assert!(observed_in_march(1).iter().all(is_hidden), "{:?}", observed_in_march(1));
}
