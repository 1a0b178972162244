//! A newer edition of the profile: an item that is said to be the same keeps what happened at the beginning, where
//! the same two go on. Days and counts are worked out by hand.

use serde_json::Value as Json;

use crate::harness::{District, Pair, Run};

/// An edition of a made-up profile, with items of the given ids: two of the beginning, one agreed, one of any time.
fn edition(profile: &str, supersedes: &str, [norms, first, promise, plan]: [&str; 4]) -> String {
    let item = |id: &str, rule: &str| {
        format!(
            "[[functions.items]]\ntext = \"Item {id}.\"\n\
             added = {{id = \"{id}\", label = \"{id}\", evidence = {{rule = {rule}}}}}\n"
        )
    };
    [
        "format = 1\ntitle = \"Talks\"\nedition = \"E\"\nsource = \"S\"\n",
        &format!("[added]\nid = \"{profile}\"\n{supersedes}"),
        "[[levels]]\nname = \"Full\"\nadded = {id = \"full\", reached = {rule = \"all\"}}\n\
         [[functions]]\nheading = \"Work\"\nadded = {id = \"work\"}\n",
        &item(norms, "\"session-item\", first_session_days = 2, within_days = 30"),
        &item(first, "\"session-item\", first_session_days = 1"),
        &item(promise, "\"commitment\""),
        &item(plan, "\"session-item\""),
        "[[methods]]\ntext = \"in person\"\nadded = {id = \"in-person\"}\n",
    ]
    .concat()
}

const OLD: [&str; 4] = ["ground-rules", "opening", "promise", "plan"];
const NEW: [&str; 4] = ["norms", "opening", "pledge", "plan"];

/// All but `opening` are the same in the second edition, which has two of them by other ids; the third has all of the
/// second.
fn district() -> District {
    let second = "[added.supersedes]\nprofile = \"talks-1\"\n[added.supersedes.items]\n\
                  norms = \"ground-rules\"\npledge = \"promise\"\nplan = \"plan\"\n";
    let third = "[added.supersedes]\nprofile = \"talks-2\"\n[added.supersedes.items]\n\
                 norms = \"norms\"\nopening = \"opening\"\npledge = \"pledge\"\nplan = \"plan\"\n";
    District::new()
        .settings(
            "[profiles]\ntalks-1 = \"1.toml\"\ntalks-2 = \"2.toml\"\ntalks-3 = \"3.toml\"\n\
                   [schools.west]\nname = \"West\"",
        )
        .file("1.toml", edition("talks-1", "", OLD))
        .file("2.toml", edition("talks-2", second, NEW))
        .file("3.toml", edition("talks-3", third, NEW))
}

/// c-01 with t-101 at Lincoln until December, who did all four on 8 September.
fn before() -> Pair {
    Pair::under("talks-1", "c-01", "t-101", "lincoln")
        .ended("2025-12-31")
        .agreed("committed_on: 2025-09-02")
        .session("2025-09-08", "items: [ground-rules, opening, plan]")
        // Too late for a beginning: 2 October is the 31st day after 1 September.
        .session("2025-10-02", "items: [ground-rules]")
}

/// The pair that goes on at Prairie in January, by `profile` and with `coach`.
fn after(profile: &str, coach: &str) -> Pair {
    Pair::under(profile, coach, "t-101", "prairie")
        .started("2026-01-01")
        .continues("lincoln/c-01-t-101")
}

/// The items of the pair of `coach` at `school` that are in place, each with the day of its document.
fn in_place(district: &District, school: &str, coach: &str) -> Vec<(String, String)> {
    let arguments =
        ["report", "--by", "relationship", "--format", "json", "--period", "school-year"];
    let run = district.coach(&arguments);
    assert!(run.code <= 1, "{run:?}");
    let json = run.json();
    let list = |json: &Json, key: &str| json[key].as_array().cloned().unwrap_or_default();
    let profiles = list(&json["periods"][0], "profiles").into_iter();
    let groups = profiles.flat_map(|profile| list(&profile, "groups"));
    let path = format!("records/{school}/{coach}-t-101");
    let group = groups.into_iter().find(|group| group["relationship"]["path"] == *path);
    let items = list(&group.expect("the pair")["relationship"], "items").into_iter();
    let text = |item: &Json, key: &str| item[key].as_str().expect("text").to_owned();
    let in_place = items.filter(|item| item["in_place"] == true);
    in_place.map(|item| (text(&item, "id"), text(&item, "documented"))).collect()
}

fn documents(found: &[(&str, &str)]) -> Vec<(String, String)> {
    found.iter().map(|&(item, day)| (item.to_owned(), day.to_owned())).collect()
}

fn explained(district: &District, item: &str) -> Run {
    let address = format!("relationship=prairie/c-01-t-101 item={item} in-place");
    district.coach(&["explain", &address])
}

#[test]
fn an_item_that_is_the_same_keeps_its_beginning() {
    let district = district().pairs([&before(), &after("talks-2", "c-01")]);
    let old = [
        ("ground-rules", "2025-09-08"),
        ("opening", "2025-09-08"),
        ("promise", "2025-09-02"),
        ("plan", "2025-09-08"),
    ];
    assert_eq!(in_place(&district, "lincoln", "c-01"), documents(&old));
    // Nothing says that `opening` is the same, and `plan` may be done at any time: the new pair has not yet.
    let new = [("norms", "2025-09-08"), ("pledge", "2025-09-02")];
    assert_eq!(in_place(&district, "prairie", "c-01"), documents(&new));
}

#[test]
fn an_explanation_names_the_file_of_the_earlier_pair() {
    let district = district().pairs([&before(), &after("talks-2", "c-01")]);
    let run = explained(&district, "norms");
    let found = "records/lincoln/c-01-t-101/2025-09-08-session-";
    assert!(run.code == 0 && run.out.contains(found), "{run:?}");
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("lists the item at the beginning (ground-rules in talks-1)"), "{run:?}");
    let run = explained(&district, "pledge");
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("the agreement was committed to on 2025-09-02 (promise in talks-1)"),
        "{run:?}"
    );
    for item in ["opening", "plan"] {
        let run = explained(&district, item);
        assert!(run.code == 0 && !run.out.contains("records/lincoln"), "{run:?}");
    }
}

#[test]
fn another_coach_or_the_same_profile_is_a_new_beginning() {
    let other_coach = district().pairs([&before(), &after("talks-2", "c-02")]);
    assert_eq!(in_place(&other_coach, "prairie", "c-02"), []);
    let same_profile = district().pairs([&before(), &after("talks-1", "c-01")]);
    assert_eq!(in_place(&same_profile, "prairie", "c-01"), []);
    // The third edition does not say that it supersedes the first.
    let unrelated = district().pairs([&before(), &after("talks-3", "c-01")]);
    assert_eq!(in_place(&unrelated, "prairie", "c-01"), []);
}

#[test]
fn editions_follow_each_other() {
    let second =
        after("talks-2", "c-01").ended("2026-02-28").session("2026-01-12", "items: [opening]");
    let third = Pair::under("talks-3", "c-01", "t-101", "west")
        .started("2026-03-02")
        .continues("prairie/c-01-t-101")
        // Its own beginning counts as well, and is the later document.
        .session("2026-03-09", "items: [norms]");
    let district = district().pairs([&before(), &second, &third]);
    let found = [("norms", "2026-03-09"), ("opening", "2026-01-12"), ("pledge", "2025-09-02")];
    assert_eq!(in_place(&district, "west", "c-01"), documents(&found));
}
