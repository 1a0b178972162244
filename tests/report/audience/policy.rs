//! Policies of coach.toml, and how small groups are put together.

use coach::domain::district::{Audience, Fact, Numbers, Policy, Rows};

use serde_json::Value;

use super::marked::{district, mark};

#[test]
fn the_guide_lists_the_usual_policies() {
    let guide = include_str!("../../../src/guide/audiences.md");
    for audience in Audience::ALL {
        let policy = Policy::usual(audience);
        let list = |words: Vec<&str>| match words.as_slice() {
            [] => "–".to_owned(),
            words => words.join(" "),
        };
        let row = format!(
            "| `{}` | {} | {} | {} |",
            audience.name(),
            list(policy.rows.into_iter().map(Rows::name).collect()),
            list(policy.numbers.into_iter().map(Numbers::name).collect()),
            list(policy.facts.into_iter().map(Fact::name).collect()),
        );
        assert!(guide.contains(&row), "the guide has no row\n{row}");
    }
}

#[test]
fn small_schools_are_shown_together_and_cannot_be_told_from_the_whole() {
    let run = district("").coach(&["report", "--audience", "district", "--format", "json"]);
    let view = run.json();
    let tables = view["periods"][0]["profiles"][0]["tables"].as_array().unwrap();
    let coaching = tables.iter().find(|table| table["title"] == "Coaching").unwrap();
    let names: Vec<&str> =
        coaching["rows"].as_array().unwrap().iter().map(|row| row[0].as_str().unwrap()).collect();
    // Lincoln has 2 educators and Prairie 5: together 7, which is at least 5.
    assert_eq!(names, ["River", "Smaller schools, 2 combined", "All"]);
    let pairs: Vec<u64> =
        coaching["rows"].as_array().unwrap().iter().map(|row| row[1].as_u64().unwrap()).collect();
    assert_eq!(pairs, [5, 7, 12]);
}

#[test]
fn a_district_with_too_few_educators_is_not_shown_at_all() {
    let settings = "[audiences.district]\nnumbers = [\"in-place\"]";
    let district = district(settings);
    let config = std::fs::read_to_string(district.path().join("coach.toml")).unwrap();
    let district =
        district.file("coach.toml", config.replace("min_educators = 5", "min_educators = 13"));
    let run = district.coach(&["report", "--audience", "district"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("Fewer than 13 educators are coached here"), "{}", run.out);
    assert!(!run.out.contains("in place"), "{}", run.out);
}

#[test]
fn how_the_time_divides_is_shown_where_coaches_are_named() {
    for (rows, facts, is_shown) in [
        (r#"["pair"]"#, r#"["coach"]"#, true),
        (r#"["pair", "coach"]"#, "[]", true),
        (r#"["pair"]"#, "[]", false),
    ] {
        let settings = format!(
            "[audiences.principal]\nrows = {rows}\nnumbers = [\"coach-time\"]\nfacts = {facts}"
        );
        let run = district(&settings).coach(&[
            "report",
            "--audience",
            "principal",
            "--school",
            "lincoln",
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        let has_table = run.out.contains("How the time divides");
        assert_eq!(has_table, is_shown, "{rows} {facts}: {}", run.out);
    }
}

#[test]
fn a_coach_sees_how_the_own_time_divides() {
    let own = mark('a', "coach");
    let district = district("");
    let asked = ["report", "--audience", "coach", "--coach", &own, "--format", "json"];
    let run = district.coach(&asked);
    assert_eq!(run.code, 0, "{}", run.err);
    let view = run.json();
    let tables = view["periods"][0]["profiles"][0]["tables"].as_array().unwrap();
    let divides = tables.iter().find(|table| table["title"] == "How the time divides").unwrap();
    let coaches: Vec<&str> =
        divides["rows"].as_array().unwrap().iter().map(|row| row[0].as_str().unwrap()).collect();
    assert_eq!(coaches, [own]);
}

#[test]
fn the_answer_of_one_pair_is_its_own_and_of_several_needs_the_whole() {
    let settings = "[audiences.principal]\nrows = [\"pair\"]\nnumbers = [\"in-place\"]\nfacts = [\"educator\"]";
    let district = district(settings);
    let asked = |more: &[&str]| {
        let all = ["report", "--audience", "principal", "--school", "lincoln"];
        let run = district.coach(&[&all, more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let educator = mark('a', "educator");
    assert!(asked(&["--educator", &educator]).contains("of items are in place"));
    assert!(!asked(&[]).contains("of items are in place"));
}

#[test]
fn levels_of_pairs_are_shown_where_rows_and_numbers_have_them() {
    for (rows, numbers, is_shown) in [
        (r#"["pair", "function"]"#, r#"["levels"]"#, true),
        (r#"["pair"]"#, r#"["levels"]"#, false),
        (r#"["function"]"#, r#"["levels"]"#, false),
        (r#"["pair", "function"]"#, "[]", false),
    ] {
        let settings = format!(
            "[audiences.principal]\nrows = {rows}\nnumbers = {numbers}\nfacts = [\"practice\"]"
        );
        let asked = ["report", "--audience", "principal", "--school", "lincoln"];
        let run = district(&settings).coach(&asked);
        assert_eq!(run.code, 0, "{}", run.err);
        let has_table = run.out.contains("Levels reached");
        assert_eq!(has_table, is_shown, "{rows} {numbers}: {}", run.out);
    }
}

/// Who judged tells whether an observer came.
#[test]
fn who_judged_a_level_is_shown_with_what_observers_saw() {
    for (numbers, expected) in
        [(r#"["levels", "observed"]"#, Value::from("observer")), (r#"["levels"]"#, Value::Null)]
    {
        let settings = format!(
            "[audiences.principal]\nrows = [\"pair\", \"function\"]\nnumbers = {numbers}\nfacts = [\"practice\"]"
        );
        let asked =
            ["report", "--audience", "principal", "--school", "lincoln", "--format", "json"];
        // The only item of the function is not in place, so the observer's judgment stands.
        let folder = format!("records/lincoln/{}-{}", mark('a', "coach"), mark('a', "educator"));
        let judged = "kind: checklist\ndate: 2026-02-10\nrater: {role: observer, id: o-1}\n\
                      ratings: {builds-on-strengths: not-in-place}\nlevels: {dialogue: close}\n";
        let district =
            district(&settings).file(&format!("{folder}/2026-02-10-checklist-0009.yaml"), judged);
        let run = district.coach(&asked);
        assert_eq!(run.code, 0, "{}", run.err);
        let view = run.json();
        let tables = view["periods"][0]["profiles"][0]["tables"].as_array().unwrap();
        let levels = tables.iter().find(|table| table["title"] == "Levels reached").unwrap();
        let ids = levels["columns"].as_array().unwrap();
        let at = ids.iter().position(|column| column["id"] == "basis").unwrap();
        let judged: Vec<&Value> =
            levels["rows"].as_array().unwrap().iter().map(|row| &row[at]).collect();
        assert!(judged.contains(&&expected), "{numbers}: {levels}");
        assert_eq!(judged.contains(&&Value::from("observer")), expected != Value::Null);
    }
}

#[test]
fn a_policy_of_the_district_withholds_what_it_does_not_name() {
    let settings = "[audiences.principal]\nrows = [\"pair\"]\nnumbers = []\nfacts = [\"practice\"]";
    let run =
        district(settings).coach(&["report", "--audience", "principal", "--school", "lincoln"]);
    assert!(run.out.contains(&mark('a', "practice")), "{}", run.out);
    for field in ["educator", "coach"] {
        assert!(!run.out.contains(&mark('a', field)), "{}", run.out);
    }
    assert!(!run.out.contains("sessions"), "{}", run.out);
}

#[test]
fn names_are_shown_where_the_policy_says_so_and_people_yaml_has_them() {
    let asked = ["report", "--audience", "principal", "--school", "lincoln"];
    let name = mark('a', "educator-name");
    let with = district("[audiences]\nprincipal = {names = true}");
    assert!(with.coach(&asked).out.contains(&name));
    assert!(!district("").coach(&asked).out.contains(&name));
    std::fs::remove_file(with.path().join("people.yaml")).unwrap();
    let run = with.coach(&asked);
    assert!(run.code == 0 && !run.out.contains(&name));
}

#[test]
fn a_slip_in_a_policy_is_told_with_the_nearest_word() {
    for (settings, says) in [
        ("[audiences.principal]\nnumbers = [\"sesions\"]", "did you mean `sessions`?"),
        ("[audiences.principle]\nnames = true", "did you mean `principal`?"),
        ("[audiences.pair]\nfact = [\"coach\"]", "did you mean `facts`?"),
        ("[audiences.district]\nrows = [\"pair\"]", "the district sees groups only"),
        ("[audiences.district]\nnumbers = [\"raters\"]", "the district sees groups only"),
        ("[audiences.district]\nrows = [\"coach\"]", "the district sees groups only"),
        ("[audiences.district]\nfacts = [\"records\"]", "the district sees groups only"),
        ("[audiences.district]\nrows = [\"school\", \"practice\"]", "parted one way"),
    ] {
        let run = district(settings).coach(&["check"]);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(
            format!("{}{}", run.out, run.err).contains(says),
            "{settings}: {}{}",
            run.out,
            run.err
        );
    }
}

#[test]
fn who_asks_about_others_is_sent_back() {
    let district = district("");
    for (asked, says) in [
        ("--audience principal", "name it with --school ID"),
        ("--audience coach", "say which coach with --coach ID"),
        ("--audience pair --school lincoln", "name one with --coach ID and --educator ID"),
        ("--audience district --coach x-1", "leave out --coach and --educator"),
        ("--audience district --school river", "--school and --practice would leave a few out"),
        ("--audience district --practice x", "--school and --practice would leave a few out"),
        ("--audience district --period 2025-26 --period 2024-25", "one --period at a time"),
        ("--audience district --by relationship", "it names school"),
        ("--audience district --by school,function", "one kind of rows"),
        ("--audience district --fail-under 50", "cannot be used with"),
        ("--audience district --compare last-year", "cannot be used with"),
    ] {
        let arguments: Vec<&str> = ["report"].into_iter().chain(asked.split(' ')).collect();
        let run = district.coach(&arguments);
        assert_eq!(run.code, 2, "{asked}: {}", run.out);
        assert!(run.err.contains(says), "{asked}: {}", run.err);
    }
}

/// On 2025-09-20 all twelve pairs, which began on 2025-09-01, are new: there are educators, and no number of items.
#[test]
fn a_group_is_as_large_as_its_numbers_of_items_are_of() {
    let asked = ["report", "--audience", "district", "--as-of", "2025-09-20"];
    let run = district("").coach(&asked);
    assert!(run.out.contains("Fewer than 5 educators are coached here"), "{}", run.out);
    assert!(!run.out.contains("in place"), "{}", run.out);
}

#[test]
fn what_is_documented_is_withheld_with_what_observers_saw() {
    let settings = "[audiences.pair]\nnumbers = [\"in-place\", \"levels\"]";
    let [coach, educator] = ["coach", "educator"].map(|field| mark('a', field));
    let asked = ["report", "--audience", "pair", "--coach", &coach, "--educator", &educator];
    let run = district(settings).coach(&asked);
    assert!(run.out.contains("Evidence for each item"), "{}", run.out);
    for word in ["documented", "observer", "differs", "2025-10-01"] {
        assert!(!run.out.contains(word), "{word}: {}", run.out);
    }
}

#[test]
fn nobody_is_found_by_a_fact_or_a_name_that_is_withheld() {
    let asked = |settings: &str, more: &[&str]| {
        let principal = ["report", "--audience", "principal", "--school", "lincoln"];
        district(settings).coach(&[&principal, more].concat())
    };
    let practice = mark('a', "practice");
    let run = asked("[audiences.principal]\nfacts = []", &["--practice", &practice]);
    assert!(run.code == 2 && run.err.contains("does not name the fact"), "{}", run.err);
    let name = mark('a', "educator-name");
    let run = asked("", &["--educator", &name]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(!run.err.contains(&mark('a', "educator")), "{}", run.err);
    // One of another school and one of nobody get the same answer.
    let other = asked("", &["--educator", &mark('c', "educator")]).err;
    assert_eq!(other, asked("", &["--educator", "zqc99"]).err);
}
