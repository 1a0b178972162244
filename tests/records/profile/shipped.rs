//! The instruments that are shipped: each is as large as its publisher says, and a template is no profile
//! before all that is left empty is filled in.

use super::{missouri, read};
use coach::domain::profile::{
    BUILT_IN, Bar, LevelOf, LevelRule, Library, Part, Profile, Shipped, TEMPLATES, Test,
};
use coach::report::profile_list;

fn template(id: &str) -> &'static Shipped {
    TEMPLATES.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("no template {id}"))
}

/// Items of each function.
fn sizes(profile: &Profile) -> Vec<usize> {
    profile.functions.iter().map(|function| function.items.len()).collect()
}

/// The test of each level, with what the level is of.
fn levels(profile: &Profile) -> Vec<(LevelOf, Test)> {
    profile.levels.iter().map(|level| (level.of, level.rule.test)).collect()
}

/// Whether a template leaves `line` empty.
fn is_empty(line: &&str) -> bool {
    line.contains("\"\"") && !line.contains("\"\"\"")
}

/// The text of a template as a district fills it in: a line of `with` for each that is left empty.
fn filled(template: &Shipped, with: &[&str]) -> String {
    assert_eq!(template.text.lines().filter(is_empty).count(), with.len());
    let mut with = with.iter();
    let fill = |line| if is_empty(&line) { with.next().copied().unwrap_or_default() } else { line };
    template.text.lines().map(fill).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_built_in_profile_can_be_read_under_its_id() {
    for shipped in BUILT_IN {
        let profile =
            read(shipped.text).unwrap_or_else(|faults| panic!("{}: {faults:#?}", shipped.id));
        assert_eq!(profile.id, shipped.id);
        assert!(shipped.file.ends_with(&format!("{}.toml", shipped.id)), "{}", shipped.file);
    }
    // 3 + 3 + 3 + 4 items, as printed.
    assert_eq!(sizes(&missouri()), [3, 3, 3, 4]);
}

/// The inventory's training slides: “The TFI includes 15 items for Tier I, 13 items for Tier II, and 17
/// items for Tier III.” PBISApps, conversion tables: total possible points 30, 26 and 34 in TFI 2.1.
#[test]
fn the_tfi_has_the_tiers_features_and_points_that_are_published() {
    let library = Library::built_in();
    let tfi = library.get("pbis-tfi-2-1").expect("it is built in");
    // Teams, Implementation, Evaluation; Teams, Interventions, Evaluation; Teams, Resources, Support
    // Plans, Evaluation.
    assert_eq!(sizes(tfi), [2, 9, 4, 4, 5, 4, 4, 3, 6, 4]);
    let points: Vec<_> = tfi.scale.steps.iter().map(|step| (step.points, step.in_place)).collect();
    assert_eq!(points, [(Some(2), true), (Some(1), false), (Some(0), false)]);
    let tiers = [(15, 30), (13, 26), (17, 34)];
    assert_eq!(tfi.tiers.len(), tiers.len());
    for (tier, (features, most)) in tiers.into_iter().enumerate() {
        let items: Vec<_> = tfi.items_of(Part::Tier(tier));
        assert_eq!(items.len(), features);
        // 2 points for each feature.
        assert_eq!(2 * items.len(), most);
        for (place, item) in items.into_iter().enumerate() {
            let item = &tfi.items[item];
            let number = format!("{}.{} ", tier + 1, place + 1);
            assert!(item.text.starts_with(&number) && item.label.starts_with(&number), "{item:?}");
            assert_eq!(item.id, format!("tfi-{}-{}", tier + 1, place + 1));
        }
    }
    let seventy = Test::PointsPercent(Bar::at_least(70));
    assert_eq!(levels(tfi), [(LevelOf::Tier, seventy), (LevelOf::Tier, Test::Otherwise)]);
}

#[test]
fn a_template_is_refused_only_for_what_is_left_empty() {
    for shipped in TEMPLATES {
        let faults = read(shipped.text).expect_err("it is not filled in");
        for fault in &faults {
            let region = fault.place.region.as_ref().expect("a place");
            let line = shipped.text.lines().nth(region.start.line as usize - 1).expect("a line");
            assert!(is_empty(&line), "{}: {}", shipped.id, fault.message);
        }
        assert_eq!(faults.len(), shipped.text.lines().filter(is_empty).count(), "{faults:#?}");
    }
}

/// Ten items in three domains, and “no more than one missing item identified”.
#[test]
fn hqpd_coaching_counts_over_the_whole_form_once_it_is_filled_in() {
    let item = "text = \"As on your copy.\"";
    let text =
        filled(template("hqpd-coaching-2013"), &["heading = \"Third\"", item, item, item, item]);
    let hqpd = read(&text).expect("nothing is empty any more");
    assert_eq!((hqpd.functions.len(), hqpd.items.len()), (3, 10));
    let missing = Test::Missing { at_most: 1 };
    assert_eq!(levels(&hqpd), [(LevelOf::Whole, missing), (LevelOf::Whole, Test::Otherwise)]);
    assert_eq!(hqpd.levels[0].rule, LevelRule { test: missing, no_critical_missed: false });
}

/// What the course prints of functions 1 to 4: 5, 6, 5 and 7 criteria.
#[test]
fn the_profile_with_five_functions_is_complete_but_for_the_fifth_and_its_lower_levels() {
    let text = filled(
        template("missouri-sbic-five"),
        &[
            "edition = \"As on your copy\"",
            "name = \"As on your copy\"",
            "reached = { rule = \"judged\" }",
            "text = \"as on your copy\"",
        ],
    );
    let five = read(&text).expect("nothing is empty any more");
    assert_eq!(sizes(&five), [5, 6, 5, 7, 1]);
    assert_eq!(levels(&five)[0], (LevelOf::Function, Test::All));
}

#[test]
fn the_list_says_what_each_is_for() {
    let list = profile_list::render(&Library::built_in(), 80);
    for shipped in BUILT_IN.iter().chain(TEMPLATES) {
        let mut lines = list.lines().skip_while(|line| *line != shipped.id).skip(1);
        let about = lines.next().unwrap_or_else(|| panic!("{} is not told of: {list}", shipped.id));
        assert!(about.starts_with("  ") && about.len() > 30, "{}: {about}", shipped.id);
    }
    // The table has profiles only: a template cannot be named by a relationship.
    let table = list.split("\n\n").next().unwrap_or_default();
    assert_eq!(table.lines().count(), 1 + BUILT_IN.len());
}
