//! What a district says of an instrument: whose items are only for some groups, who is a team, and after how many
//! days a pair under which profile has not met. Counted by hand.

use serde_json::{Value as Json, json};

use crate::harness::{AS_OF, District, Pair};

/// An instrument of three items: one for everyone, one for the groups of `only_for`, and a red herring for grade 7.
fn instrument(id: &str, rates: &str, only_for: &str) -> String {
    let item = |id: &str, rest: &str| {
        format!(
            "[[functions.items]]\ntext = \"Item {id}.\"\nadded = {{id = \"{id}\", label = \"{id}\"{rest}, \
             evidence = {{rule = \"session-item\"}}}}\n"
        )
    };
    [
        "format = 1\ntitle = \"T\"\nedition = \"E\"\nsource = \"S\"\n",
        &format!("[added]\nid = \"{id}\"\nrates = \"{rates}\"\n"),
        "[[levels]]\nname = \"Full\"\nadded = {id = \"full\", reached = {rule = \"all\"}}\n\
         [[functions]]\nheading = \"Work\"\nadded = {id = \"work\"}\n",
        &item("plan", ""),
        &item("credits", &format!(", only_for = [\"{only_for}\"]")),
        &item("seventh", ", only_for = [\"grade-7\"]"),
        "[[methods]]\ntext = \"in person\"\nadded = {id = \"in-person\"}\n",
    ]
    .concat()
}

/// Lincoln is a secondary school with ten educators, Prairie has two and is none.
fn district(only_for: &str, thresholds: &str) -> District {
    let settings = format!(
        "version = 1\ndistrict = \"Testville\"\nprofile = \"work\"\nyear_starts = \"08-01\"\n\
         as_of = \"2026-05-29\"\n[profiles]\nwork = \"work.toml\"\nsystem = \"system.toml\"\n\
         [schools.lincoln]\nname = \"Lincoln\"\neducators = 10\ngroups = [\"secondary\"]\n\
         [schools.prairie]\nname = \"Prairie\"\neducators = 2\n{thresholds}"
    );
    District::new()
        .file("coach.toml", settings)
        .file("work.toml", instrument("work", "coaching", only_for))
        .file("system.toml", instrument("system", "system", only_for))
}

/// A pair whose session documents the first two items, and whose observer rated the second and third.
fn pair(profile: &str, educator: &str, school: &str) -> Pair {
    Pair::under(profile, "c-01", educator, school)
        .session("2025-10-01", "items: [plan, credits]")
        .checklist("2025-11-03", "observer o-1", "credits: partial, seventh: in-place")
}

fn with_fact(pair: Pair, fact: &str) -> Pair {
    // Whatever stands on a line of its own is a fact of the relationship.
    pair.practice(&format!("talk\n{fact}"))
}

fn report(district: &District) -> Json {
    district.coach(&["report", "--by", "school", "--format", "json"]).json()
}

/// The report's part on the profile at this place, sorted by id.
fn of_profile(report: &Json, at: usize) -> &Json {
    &report["periods"][0]["profiles"][at]
}

/// Lincoln, secondary:   plan documented, credits observed partial          1 of 2, observed 0 of 1
/// Lincoln, and grade 7: the same, and seventh observed in place            2 of 3, observed 1 of 2
/// Prairie, neither:     plan documented; two ratings count for nothing     1 of 1, observed 0 of 0
#[test]
fn an_item_is_only_for_pairs_in_one_of_its_groups() {
    let district = district("secondary", "").pairs([
        &pair("work", "t-101", "lincoln"),
        &with_fact(pair("work", "t-102", "lincoln"), "groups: [grade-7]"),
        &pair("work", "t-201", "prairie"),
    ]);
    let report = report(&district);
    let rows = of_profile(&report, 0)["groups"].as_array().expect("two schools");
    let numbers: Vec<Json> = rows
        .iter()
        .map(|row| {
            let of = &row["coverage"];
            json!([row["id"], of["in_place"], of["observed"], of["complete"], of["not_applicable"]])
        })
        .collect();
    let share = |k: u32, n: u32| json!({"k": k, "n": n});
    assert_eq!(
        numbers,
        [
            json!(["lincoln", share(3, 5), share(1, 3), share(5, 5), 1]),
            json!(["prairie", share(1, 1), share(0, 0), share(1, 1), 2]),
        ]
    );
    // Nobody from outside rated anything at Prairie that is for the pair there.
    let outside = |row: &Json| row["whole"]["outside_observation"].clone();
    assert_eq!([outside(&rows[0]), outside(&rows[1])], [share(2, 2), share(0, 1)]);
    // Of two pairs that have it one lacks `credits`, the other too; nobody lacks `seventh`.
    let missing: Vec<Json> = rows[1]["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["missing"].clone())
        .collect();
    assert_eq!(missing, [share(0, 1), share(0, 0), share(0, 0)]);
}

#[test]
fn a_page_an_explanation_and_next_say_whom_an_item_is_for() {
    let district = district("secondary", "")
        .pair(&with_fact(pair("work", "t-201", "prairie"), "groups: [grade-6, grade-8]"));
    let json = district.coach(&["report", "--by", "relationship", "--format", "json"]).json();
    let item = &of_profile(&json, 0)["groups"][0]["relationship"]["items"][1];
    assert_eq!(
        json!([item["in_place"], item["not_applicable"], item["only_for"], item["observed"]]),
        json!([null, "only-for", ["secondary"], null])
    );
    let run =
        district.coach(&["explain", "relationship=prairie/c-01-t-201 item=credits not-applicable"]);
    let words = "not applicable: only for secondary; this pair is in grade-6 and grade-8";
    let out = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains(words), "{out}\n{}", run.err);
    let next = district.coach(&["next", "--as-of", AS_OF, "--format", "json"]).json();
    let detail = &next["relationships"][0]["detail"];
    assert_eq!(detail["items"], json!([]), "all that is for the pair is in place");
}

/// The rules of what is found, each with its message.
fn findings(district: &District) -> Vec<(&'static str, String, String)> {
    let found = district.findings().into_iter();
    found.map(|it| (it.rule.id, it.message, it.label)).collect()
}

#[test]
fn a_rating_of_an_item_for_others_is_said_not_to_count() {
    let district = district("secondary", "").pairs([
        &pair("work", "t-201", "prairie"),
        &with_fact(pair("work", "t-102", "lincoln"), "groups: [grade-7]"),
        // What is not rated, or rated not-applicable, is as it should be.
        &Pair::under("work", "c-01", "t-203", "prairie").checklist(
            "2025-11-03",
            "observer o-1",
            "plan: in-place, credits: not-applicable, seventh: not-observed",
        ),
        // By an instrument beside the profile, too.
        &with_fact(Pair::under("work", "c-01", "t-204", "prairie"), "instruments: [system]")
            .judged("2025-11-03", "observer o-1", "credits: in-place", "profile: system"),
    ]);
    let label = "this pair is in no group, so the rating does not count".to_owned();
    assert_eq!(
        findings(&district),
        [
            ("not-for-pair", "`credits` is only for secondary in work".to_owned(), label.clone()),
            ("not-for-pair", "`seventh` is only for grade-7 in work".to_owned(), label.clone()),
            ("not-for-pair", "`credits` is only for secondary in system".to_owned(), label),
        ]
    );
}

#[test]
fn a_group_that_nobody_has_is_found_once_with_the_nearest() {
    let pairs = [
        Pair::under("work", "c-01", "t-101", "lincoln"),
        with_fact(Pair::under("work", "c-01", "t-102", "prairie"), "groups: [grade-7]"),
    ];
    let found = findings(&district("secundary", "").pairs(&pairs));
    let asked = "no school and no relationship has the group `secundary`, which work asks for";
    let near = "the nearest group that is there is `secondary`";
    assert_eq!(found, [("unknown-group", asked.to_owned(), near.to_owned())]);
    assert_eq!(findings(&district("secondary", "").pairs(&pairs)), []);
    // Nothing is near to it, and the item that nobody has is named.
    let found = findings(&district("secondary", "").pairs(&pairs[..1]));
    let [(rule, _, label)] = &found[..] else { panic!("{found:?}") };
    assert_eq!((*rule, label.as_str()), ("unknown-group", "the item `seventh` asks for it"));
}

/// At Prairie, two teams and one educator: by what the profile rates, by a word in the relationship, and against it.
///
/// ```text
/// work     t-201 an educator, team-2 a team by its own word   1 educator, 1 team; reach 1 of 2
/// system   team-3 a team, t-202 an educator by its own word   1 educator, 1 team; reach 1 of 2
/// ```
#[test]
fn a_team_is_coached_and_is_no_educator() {
    let district = district("secondary", "").pairs([
        &pair("work", "t-201", "prairie"),
        &with_fact(pair("work", "team-2", "prairie"), "coached: team"),
        &pair("system", "team-3", "prairie"),
        &with_fact(pair("system", "t-202", "prairie"), "coached: educator"),
    ]);
    let json = report(&district);
    for at in 0..2 {
        let school = &of_profile(&json, at)["groups"][0];
        let members = &school["members"];
        assert_eq!(
            json!([members["relationships"], members["educators"], members["teams"]]),
            json!([2, 1, 1])
        );
        assert_eq!(school["whole"]["reach"], json!({"k": 1, "n": 2}));
    }
    let page = district.coach(&["report"]).out;
    assert!(page.contains("1 school · 1 coach · 2 pairs with 1 educator, 1 team\n"), "{page}");
    let of_system = self::district("secondary", "").pairs([
        &pair("system", "team-3", "prairie"),
        &with_fact(pair("system", "t-202", "prairie"), "coached: educator"),
    ]);
    let run = of_system.coach(&["explain", "school=prairie reach"]);
    for words in ["1 of 2", "team team-3", "a team is coached, which is no educator", "t-202"] {
        assert!(run.out.contains(words), "{words}: {}{}", run.out, run.err);
    }
    // Who has no team does not hear of any.
    let alone = self::district("secondary", "").pair(&pair("work", "t-201", "prairie"));
    assert!(!report(&alone).to_string().contains("\"teams\""));
    let wrong = self::district("secondary", "")
        .pair(&with_fact(pair("work", "t-201", "prairie"), "coached: teem"));
    let found = findings(&wrong);
    assert!(found.iter().any(|(rule, ..)| *rule == "unknown-word"), "{found:?}");
}

/// The last session is on 1 October, so 240 days lie between it and 29 May: 30 in October, 30, 31, 31, 28, 31, 30
/// and 29. That is more than 30 and more than 239, and not more than 240.
#[test]
fn a_profile_may_have_its_own_days_without_a_meeting() {
    let days = |n: u32| {
        format!("[thresholds]\nnot_met_days = 30\n[thresholds.not_met_days_of]\nsystem = {n}\n")
    };
    let pairs = [pair("work", "t-101", "lincoln"), pair("system", "team-3", "lincoln")];
    for (own, not_met) in [(239, 1), (240, 0)] {
        let district = district("secondary", &days(own)).pairs(&pairs);
        let json = report(&district);
        let seen = [0, 1].map(|at| {
            let of = of_profile(&json, at);
            json!([
                of["id"],
                of.get("not_met_days"),
                of["total"]["whole"]["attention"]["pairs_not_met"]
            ])
        });
        assert_eq!(seen, [json!(["system", own, not_met]), json!(["work", null, 1])]);
        assert_eq!(json["not_met_days"], 30);
        let page = district.coach(&["report"]).out;
        assert!(page.contains("1 pair for more than 30 days"), "{page}");
        assert_eq!(page.contains("1 pair for more than 239 days"), not_met == 1, "{page}");
        let next = district.coach(&["next", "--format", "json"]).json();
        let due = next["due"].as_array().expect("what is due").iter();
        let meetings: Vec<Json> = due
            .filter(|row| row["kind"] == "meeting")
            .map(|row| json!([row["educator"], row["due"]]))
            .collect();
        let by = if own == 240 { "2026-05-29" } else { "2026-05-28" };
        assert_eq!(meetings, [json!(["t-101", "2025-10-31"]), json!(["team-3", by])]);
    }
    // The district's own number said again is nothing of the profile's.
    let same = district("secondary", &days(30)).pairs(&pairs);
    assert!(of_profile(&report(&same), 0).get("not_met_days").is_none());
    // Under one profile of several, the table says the number by which it counts.
    let district = district("secondary", &days(239)).pairs(&pairs);
    let csv = district.coach(&["report", "--format", "csv", "--all-columns"]).out;
    let mut table = ::csv::Reader::from_reader(csv.as_bytes());
    let header = table.headers().expect("a header").clone();
    let at = |title: &str| header.iter().position(|cell| cell == title).expect("a column");
    let (profile, days) = (at("profile"), at("not_met_days"));
    for row in table.records().map(|row| row.expect("a row")) {
        assert_eq!(&row[days], if &row[profile] == "system" { "239" } else { "30" });
    }
}

#[test]
fn days_of_a_profile_that_is_not_there_are_an_error_with_the_nearest() {
    let wrong = district("secondary", "[thresholds.not_met_days_of]\nsytem = 180\n");
    let run = wrong.coach(&["check"]);
    assert_eq!(run.code, 2, "{run:?}");
    let all = format!("{}{}", run.out, run.err);
    for words in ["`sytem` is not a profile that this district knows", "did you mean `system`?"] {
        assert!(all.contains(words), "{all}");
    }
    let zero = district("secondary", "[thresholds.not_met_days_of]\nsystem = 0\n");
    assert_eq!(zero.coach(&["check"]).code, 2);
}

/// What is particular to the educator, and that it is a team, goes along where a colleague takes over.
#[test]
fn a_hand_over_keeps_groups_and_teams() {
    let facts = "groups: [grade-7, band]\ncoached: team";
    let district =
        district("secondary", "").pair(&with_fact(pair("work", "t-101", "lincoln"), facts));
    let run = district.coach(&[
        "log",
        "relationship",
        "--educator",
        "t-101",
        "--hand-over",
        "2026-05-11",
        "--to-coach",
        "c-05",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let new = district.path().join("records/lincoln/c-05-t-101/relationship.yaml");
    let text = std::fs::read_to_string(new).expect("the new relationship");
    assert!(
        text.contains("coached: team\n") && text.contains("groups: [grade-7, band]\n"),
        "{text}"
    );
}
