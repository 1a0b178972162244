//! Months side by side: each on its own records, with slopes that run across no break, and student data
//! before and after the start. Expected values are counted by hand.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{District, Pair, SETTINGS, coach_in};
use coach::domain::record::measures::Point;
use serde_json::{Value as Json, json};

const ROUNDS: &str = include_str!("../profiles/five-functions.toml");

fn report(district: &District, arguments: &[&str]) -> Json {
    let mut all = vec!["report", "--format", "json"];
    all.extend(arguments);
    district.coach(&all).json()
}

fn line<'j>(group: &'j Json, measure: &str) -> &'j Json {
    let lines = group["whole"]["trends"]["lines"].as_array().expect("lines");
    lines.iter().find(|line| line["measure"] == measure).expect("a line")
}

/// Month, value, whether it is a part, and break, of each point.
fn points(line: &Json) -> Vec<(&str, Json, bool, Json)> {
    line["points"]
        .as_array()
        .expect("points")
        .iter()
        .map(|point| {
            let month = point["month"].as_str().expect("a month");
            let partial = point["partial"].as_bool().expect("yes or no");
            (month, point["value"].clone(), partial, point["break"].clone())
        })
        .collect()
}

fn of(k: u32, n: u32) -> Json {
    json!({"k": k, "n": n})
}

fn count(count: u32) -> Json {
    json!({ "count": count })
}

#[track_caller]
fn near(value: &Json, expected: f64) {
    let value = value.as_f64().expect("a number");
    assert!((value - expected).abs() < 5e-7, "{value} is not {expected}");
}

/// Since 10 September. A request of 29 September falls due in October.
fn pair() -> Pair {
    Pair::new()
        .started("2025-09-10")
        .agreed("committed_on: 2025-09-10, respond_within_days: 2")
        .session("2025-09-12", "")
        .session("2025-09-20", "")
        .session("2025-10-07", "")
        .session("2025-12-01", "")
        .session("2025-12-09", "")
        .session("2025-12-15", "")
        .session("2026-01-12", "")
        .answered("2025-09-29", "2025-09-30")
        .answered("2025-10-10", "2025-10-20")
        .answered("2025-12-01", "2025-12-02")
        .checklist(
            "2025-10-14",
            "observer o-1",
            "confidentiality: in-place, listens: partial, rationale: not-observed",
        )
        .checklist("2025-12-16", "observer o-1", "confidentiality: in-place, listens: in-place")
        .checklist("2025-12-17", "self", "confidentiality: not-in-place")
        .checklist("2026-01-20", "observer o-2", "rationale: not-in-place")
}

const PERIOD: [&str; 2] = ["--period", "2025-09-01..2026-01-31"];

#[test]
fn each_month_stands_on_its_own_records() {
    let report = report(&District::new().pair(&pair()), &PERIOD);
    let total = &report["periods"][0]["profiles"][0]["total"];
    let none = Json::Null;
    assert_eq!(
        points(line(total, "answered-in-time")),
        [
            ("2025-09", none.clone(), true, none.clone()),
            ("2025-10", of(1, 2), false, none.clone()),
            ("2025-11", none.clone(), false, none.clone()),
            ("2025-12", of(1, 1), false, none.clone()),
            ("2026-01", none.clone(), false, none.clone()),
        ]
    );
    assert_eq!(
        points(line(total, "sessions")),
        [
            ("2025-09", count(2), true, none.clone()),
            ("2025-10", count(1), false, none.clone()),
            ("2025-11", count(0), false, none.clone()),
            ("2025-12", count(3), false, none.clone()),
            ("2026-01", count(1), false, none.clone()),
        ]
    );
    assert_eq!(
        points(line(total, "ratings-in-place")),
        [
            ("2025-09", none.clone(), true, none.clone()),
            ("2025-10", of(1, 2), false, none.clone()),
            ("2025-11", none.clone(), false, none.clone()),
            ("2025-12", of(2, 2), false, none.clone()),
            ("2026-01", of(0, 1), false, json!("observers")),
        ]
    );
}

/// Wrong in October and corrected in November: October's point is what October's forms say, November's
/// is the correction, and the whole time holds both days, so only the correction counts.
#[test]
fn a_correction_counts_in_the_month_that_holds_it() {
    let pair = Pair::new().checklist("2025-10-14", "observer o-1", "rationale: in-place").judged(
        "2025-11-04",
        "observer o-1",
        "rationale: partial",
        "replaces: 2025-10-14-checklist-0001.yaml",
    );
    let report = report(&District::new().pair(&pair), &["--period", "2025-10-01..2025-11-30"]);
    let total = &report["periods"][0]["profiles"][0]["total"];
    let none = Json::Null;
    assert_eq!(
        points(line(total, "ratings-in-place")),
        [("2025-10", of(1, 1), false, none.clone()), ("2025-11", of(0, 1), false, none.clone())]
    );
    assert_eq!(total["coverage"]["in_place"]["k"], 0, "{total}");
}

/// Whole months: 1, 0, 3 and 1 sessions on days 0, 31, 61 and 92. Slopes of the six pairs, in order: −2/31,
/// −1/31, 0, 1/61, 2/61 and 3/30. The median is 1/122 a day, 15/61 in 30 days.
#[test]
fn a_part_of_a_month_is_in_no_slope_of_sessions() {
    let report = report(&District::new().pair(&pair()), &PERIOD);
    let total = &report["periods"][0]["profiles"][0]["total"];
    let segments = line(total, "sessions")["segments"].as_array().expect("segments");
    assert_eq!(segments.len(), 1);
    assert_eq!(segments[0]["points"], 4);
    near(&segments[0]["slope"]["value"], 15.0 / 61.0);
    let p = &segments[0]["p"];
    assert_eq!(p["value"], Json::Null);
    assert_eq!(p["reason"], "too few points: 4, and at least 5 are needed");
}

#[test]
fn no_slope_runs_from_one_set_of_observers_to_another() {
    let pair = ["2025-10-01", "2025-11-03", "2025-12-04", "2026-01-05"]
        .into_iter()
        .zip(["o-1", "o-1", "o-2", "o-2"])
        .fold(Pair::new(), |pair, (on, who)| {
            pair.checklist(on, &format!("observer {who}"), "rationale: in-place")
        });
    let report = report(&District::new().pair(&pair), &PERIOD);
    let total = &report["periods"][0]["profiles"][0]["total"];
    let line = line(total, "ratings-in-place");
    let segments = line["segments"].as_array().expect("segments");
    let spans: Vec<_> = segments.iter().map(|it| (&it["first"], &it["last"])).collect();
    assert_eq!(
        spans,
        [(&json!("2025-10"), &json!("2025-11")), (&json!("2025-12"), &json!("2026-01"))]
    );
    for segment in segments {
        assert_eq!(segment["slope"]["value"], Json::Null);
        assert_eq!(segment["slope"]["reason"], "too few points: 2, and at least 3 are needed");
    }
}

/// Two pairs with one session a month, the second only since December: twice the sessions are no trend.
#[test]
fn more_pairs_are_no_trend_of_sessions() {
    let months = ["2025-09-03", "2025-10-03", "2025-11-03", "2025-12-03", "2026-01-05"];
    let first = months.iter().fold(Pair::new(), |pair, on| pair.session(on, ""));
    let second = Pair::of("c-02", "t-102", "lincoln").started("2025-12-01");
    let second = months[3..].iter().fold(second, |pair, on| pair.session(on, ""));
    let report = report(&District::new().pairs([&first, &second]), &PERIOD);
    let total = &report["periods"][0]["profiles"][0]["total"];
    let line = line(total, "sessions");
    let sessions: Vec<Json> = points(line).into_iter().map(|point| point.1).collect();
    assert_eq!(sessions, [1, 1, 1, 2, 2].map(count));
    assert_eq!(line["points"][3]["relationships"], 2);
    near(&line["segments"][0]["slope"]["value"], 0.0);
    near(&line["segments"][0]["p"]["value"], 1.0);
}

/// Nine pairs: 45 meets 40, 44 and 45, then 52 and 60 are above all three: 8 better, 1 equal, NAP 8.5 ÷ 9.
#[test]
fn student_data_before_and_after_the_start_is_compared() {
    let values = "{on: 2025-04-01, value: 40}, {on: 2025-05-01, value: 44}, {on: 2025-08-31, value: 45}, \
                  {on: 2025-09-01, value: 45}, {on: 2025-10-01, value: 52}, {on: 2025-11-01, value: 60}";
    let review = format!(
        "data: [{{id: d1, source: student-data, measure: exit tickets, improvement: increase, values: \
         [{values}]}}]"
    );
    let district = District::new().pair(&Pair::new().review("2025-11-05", &review));
    let json = report(&district, &["--by", "relationship"]);
    let data = &json["periods"][0]["profiles"][0]["groups"][0]["relationship"]["student_data"];
    assert_eq!(data.as_array().expect("a list").len(), 1);
    assert_eq!(data[0]["pairs"], json!({"better": 8, "equal": 1, "worse": 0}));
    near(&data[0]["overlap"]["value"], 8.5 / 9.0);
    // 7 in 30 days, 8 in 31 and 15 in 61: the median is 15 ÷ 61 a day.
    near(&data[0]["slope"]["value"], 450.0 / 61.0);
    let text = district.coach(&["report", "--details", "--by", "relationship"]).out;
    let flow = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flow.contains("8 better after, 1 equal, 0 worse: NAP 0.94;"), "{text}");
    assert!(flow.contains("not evidence of cause"), "{text}");
}

/// Of a day that two reviews give, the later review's value stands, whichever file comes first; what is
/// dated after the as-of day is not known yet.
#[test]
fn the_later_review_corrects_a_value() {
    let review = |values: &str| {
        format!(
            "data: [{{id: d1, source: student-data, measure: exit tickets, improvement: increase, \
             values: [{values}]}}]"
        )
    };
    let early = "{on: 2025-08-29, value: 40}, {on: 2025-10-01, value: 52}";
    let late = "{on: 2025-10-01, value: 50}, {on: 2026-06-01, value: 99}";
    let in_order =
        Pair::new().review("2025-10-02", &review(early)).review("2025-11-05", &review(late));
    let turned =
        Pair::new().review("2025-11-05", &review(late)).review("2025-10-02", &review(early));
    for pair in [in_order, turned.named_for_one_day()] {
        let students = pair.evaluate().evaluation.students.clone();
        let [only] = &students[..] else { panic!("{students:?}") };
        let values = |points: &[Point]| {
            points.iter().map(|p| (p.on.to_string(), p.value)).collect::<Vec<_>>()
        };
        assert_eq!(values(&only.before), [("2025-08-29".to_owned(), 40.0)]);
        assert_eq!(values(&only.after), [("2025-10-01".to_owned(), 50.0)]);
    }
}

/// A month's point is what a report on that month alone says.
#[test]
fn a_months_point_is_a_report_on_that_month() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let run = |arguments: &[&str]| -> Json {
        let mut all = vec!["report", "--format", "json"];
        all.extend(arguments);
        coach_in(&riverbend, &[], &all).json()
    };
    let year = run(&[]);
    let total = &year["periods"][0]["profiles"][0]["total"];
    let points = |measure| line(total, measure)["points"].as_array().expect("points");
    let days =
        |point: &Json| ["from", "to"].map(|key| point[key].as_str().expect("a day").to_owned());
    let months: Vec<String> =
        points("sessions").iter().map(|point| days(point).join("..")).collect();
    assert!(months.len() >= 10);
    // The folder is read once for all of them.
    let side_by_side =
        run(&months.iter().flat_map(|month| ["--period", month]).collect::<Vec<_>>());
    for measure in ["ratings-in-place", "answered-in-time", "sessions"] {
        assert_eq!(points(measure).len(), months.len(), "{measure}");
        for (at, point) in points(measure).iter().enumerate() {
            let [from, to] = days(point);
            let month = &side_by_side["periods"][at];
            assert_eq!(month["window"]["from"], from.as_str());
            assert_eq!(month["window"]["to"], to.as_str());
            let alone = &line(&month["profiles"][0]["total"], measure)["points"];
            assert_eq!(alone.as_array().map(Vec::len), Some(1), "{measure} {from}");
            assert_eq!(alone[0]["value"], point["value"], "{measure} {from}");
            assert_eq!(alone[0]["relationships"], point["relationships"], "{measure} {from}");
        }
    }
}

/// Every month and every slope has an address, and explaining it gives back the very number: one of each
/// measure's, in the middle.
#[test]
fn months_and_slopes_are_explained_by_what_stands_behind_them() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let run = |arguments: &[&str]| coach_in(&riverbend, &[], arguments).json();
    let year = run(&["report", "--format", "json"]);
    let figures = year["periods"][0]["figures"].as_array().expect("figures");
    let of_trends = figures.iter().filter(|figure| {
        let address = figure["address"].as_str().expect("an address");
        let is_trend = address.starts_with("period=") || address.contains("-trend");
        is_trend && !address.contains("school=")
    });
    let mut by_measure: BTreeMap<&str, Vec<&Json>> = BTreeMap::new();
    for figure in of_trends {
        let address = figure["address"].as_str().expect("an address");
        let measure = address.rsplit(' ').next().expect("a measure");
        by_measure.entry(measure).or_default().push(figure);
    }
    for figures in by_measure.values() {
        let figure = figures[figures.len() / 2];
        let address = figure["address"].as_str().expect("an address");
        let explanation = run(&["explain", address, "--format", "json"]);
        let mut value = figure.clone();
        value.as_object_mut().expect("keys").remove("address");
        assert_eq!(explanation["value"], value, "{address}");
    }
    // Eight months with ratings, nine with a request due, ten with sessions, and ten slopes and ps.
    assert_eq!(by_measure.values().map(Vec::len).sum::<usize>(), 8 + 9 + 10 + 2 * 10);
}

#[test]
fn a_window_of_more_than_ten_years_has_no_months() {
    let district = District::new().pair(&pair());
    let report = report(&district, &["--period", "2010-01-01..2026-01-31"]);
    let trends = &report["periods"][0]["profiles"][0]["total"]["whole"]["trends"];
    assert_eq!(trends["lines"], json!([]));
    assert_eq!(trends["reason"], "months are shown for at most 120 months");
    // February to January ten years later are 120 months; with the last day of January before, 121.
    let lines = |from: &str| {
        let period = format!("{from}..2026-01-31");
        let report = self::report(&district, &["--period", &period]);
        let trends = &report["periods"][0]["profiles"][0]["total"]["whole"]["trends"];
        trends["lines"].as_array().expect("a list").len()
    };
    assert_eq!(lines("2016-01-31"), 0);
    assert!(lines("2016-02-01") > 0);
}

/// The months with ratings, and where the line breaks.
fn breaks(line: &Json) -> Vec<(&str, Json)> {
    let with_ratings = points(line).into_iter().filter(|point| !point.1.is_null());
    with_ratings.map(|point| (point.0, point.3)).collect()
}

#[test]
fn a_line_breaks_where_an_observer_joins_and_where_one_leaves() {
    let rated = |pair: Pair, on: &str, observer: &str| {
        pair.checklist(on, &format!("observer {observer}"), "listens: in-place")
    };
    let pair = [
        ("2025-09-15", "o-1"),
        ("2025-10-15", "o-1"),
        ("2025-10-16", "o-2"),
        ("2025-11-15", "o-1"),
        ("2025-12-15", "o-1"),
    ]
    .into_iter()
    .fold(Pair::new(), |pair, (on, observer)| rated(pair, on, observer));
    let json = report(&District::new().pair(&pair), &PERIOD);
    let total = &json["periods"][0]["profiles"][0]["total"];
    let none = Json::Null;
    assert_eq!(
        breaks(line(total, "ratings-in-place")),
        [
            ("2025-09", none.clone()),
            ("2025-10", json!("observers")),
            ("2025-11", json!("observers")),
            ("2025-12", none),
        ]
    );
}

#[test]
fn a_group_is_under_way_with_the_first_of_its_pairs_whichever_folder_comes_first() {
    let lived = |educator: &str, started: &str, ended: &str| {
        let pair = Pair::of("c-01", educator, "lincoln").started(started).ended(ended);
        pair.session("2025-10-20", "")
    };
    let whole = ["2025-09", "2025-10", "2025-11"].map(|month| (month.to_owned(), false));
    for [long, short] in [["t-101", "t-102"], ["t-102", "t-101"]] {
        let district = District::new().pairs([
            &lived(long, "2025-09-01", "2025-11-30"),
            &lived(short, "2025-10-15", "2025-11-10"),
        ]);
        let json = report(&district, &["--period", "2025-09-01..2025-11-30"]);
        let total = &json["periods"][0]["profiles"][0]["total"];
        let months = points(line(total, "sessions")).into_iter();
        let months: Vec<_> = months.map(|(month, _, part, _)| (month.to_owned(), part)).collect();
        assert_eq!(months, whole, "{long} all the time");
    }
}

#[test]
fn one_day_under_way_is_a_month_without_sessions_and_not_no_month() {
    let pair = Pair::new().started("2025-10-31");
    let json = report(&District::new().pair(&pair), &["--period", "2025-10-01..2025-10-31"]);
    let total = &json["periods"][0]["profiles"][0]["total"];
    let months = points(line(total, "sessions"));
    assert_eq!(months, [("2025-10", count(0), true, Json::Null)]);
}

#[test]
fn a_month_without_school_has_no_lack_of_sessions() {
    let pair = Pair::new()
        .started("2026-04-01")
        .agreed("committed_on: 2026-04-01, respond_within_days: 2")
        .session("2026-04-08", "")
        .session("2026-04-22", "")
        .session("2026-05-06", "")
        .session("2026-06-10", "")
        .answered("2026-07-01", "2026-07-02");
    let district = District::new().with_breaks().pair(&pair);
    let period = ["--as-of", "2026-08-31", "--period", "2026-04-01..2026-08-31"];
    let json = report(&district, &period);
    assert_eq!(json["periods"][0]["months_without_school"], json!(["2026-06", "2026-07"]));
    let total = &json["periods"][0]["profiles"][0]["total"];
    let sessions = line(total, "sessions");
    let expected = [
        ("2026-04", count(2), false, Json::Null),
        ("2026-05", count(1), false, Json::Null),
        ("2026-06", count(1), true, Json::Null),
        ("2026-07", Json::Null, true, Json::Null),
        ("2026-08", count(0), false, Json::Null),
    ];
    assert_eq!(points(sessions), expected);
    assert_eq!(sessions["segments"][0]["points"], 3, "April, May and August");
    // A request has a day to be answered by, also in July.
    assert_eq!(points(line(total, "answered-in-time"))[3].1, of(1, 1));
    // The strip of one relationship, and what its signs mean.
    let page = district.coach(&[&["report", "--details"], period.as_slice()].concat()).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("months from 2026-04: SSS-·"), "{page}");
    assert!(page.contains("S with a session, · without, - without school."), "{page}");
    let explained = district
        .coach(&["explain", "as-of=2026-08-31", "period=2026-04-01..2026-08-31", "sessions-trend"])
        .out;
    assert!(explained.contains("1 session, a month without school"), "{explained}");
    assert!(explained.contains("no occasion, a month without school"), "{explained}");
}

#[test]
fn a_month_is_whole_when_all_its_days_with_school_are_in_the_time() {
    let parts = |started: &str, period: &str| {
        let pair = Pair::new().started(started).session("2026-05-06", "");
        let district = District::new().with_breaks().pair(&pair);
        let json = report(&district, &["--as-of", "2026-08-31", "--period", period]);
        let total = &json["periods"][0]["profiles"][0]["total"];
        let months = points(line(total, "sessions"));
        months.iter().map(|month| month.2).collect::<Vec<_>>()
    };
    // 30 and 31 May are without school; 29 May is not.
    assert_eq!(parts("2025-09-01", "2026-05-01..2026-05-29"), [false]);
    assert_eq!(parts("2025-09-01", "2026-05-01..2026-05-28"), [true]);
    // 1 and 2 January are without school; 3 January is not.
    assert_eq!(parts("2026-01-03", "2026-01-01..2026-01-31"), [false]);
    assert_eq!(parts("2026-01-04", "2026-01-01..2026-01-31"), [true]);
}

/// A later printing of the rounds: `early-visit` has another id, and `asks-what-helped` is a new item.
fn later() -> String {
    let supersedes = "id = \"rounds-later\"\nsupersedes = { profile = \"rounds-district\", items = \
                      { first-visit = \"early-visit\", describes-first = \"describes-first\" } }";
    let text = ROUNDS.replacen("id = \"rounds-district\"", supersedes, 1);
    text.replacen("id = \"early-visit\"", "id = \"first-visit\"", 1)
}

fn two_profiles(later: &str) -> District {
    let profiles = "[profiles]\nrounds-district = \"rounds.toml\"\nrounds-later = \"later.toml\"\n";
    District::new()
        .file("coach.toml", format!("{SETTINGS}{profiles}"))
        .file("rounds.toml", ROUNDS)
        .file("later.toml", later)
}

#[test]
fn observed_ratings_cross_a_change_of_profile_with_a_break() {
    let before = Pair::under("rounds-district", "c-01", "t-101", "lincoln")
        .ended("2025-11-30")
        .checklist("2025-09-15", "observer o-1", "early-visit: partial, what-was-seen: in-place")
        .checklist("2025-10-15", "observer o-1", "early-visit: in-place")
        .checklist("2025-11-15", "observer o-1", "early-visit: in-place, describes-first: partial");
    let after = Pair::under("rounds-later", "c-01", "t-102", "lincoln")
        .started("2025-12-01")
        .checklist("2025-12-15", "observer o-1", "first-visit: in-place")
        .checklist(
            "2026-01-15",
            "observer o-1",
            "first-visit: partial, asks-what-helped: in-place",
        );
    let district = two_profiles(&later()).pairs([&before, &after]);
    let json = report(&district, &PERIOD);
    let profiles = json["periods"][0]["profiles"].as_array().expect("profiles");
    let newer = profiles.iter().find(|it| it["id"] == "rounds-later").expect("the newer profile");
    let joined = &newer["supersedes"];
    assert_eq!(joined["profile"], "rounds-district");
    assert_eq!(
        joined["items"],
        json!([
            {"older": "early-visit", "newer": "first-visit"},
            {"older": "describes-first", "newer": "describes-first"},
        ])
    );
    let none = Json::Null;
    assert_eq!(
        points(&joined["line"]),
        [
            ("2025-09", of(0, 1), false, none.clone()),
            ("2025-10", of(1, 1), false, none.clone()),
            ("2025-11", of(1, 2), false, none.clone()),
            ("2025-12", of(1, 1), false, json!("profile")),
            ("2026-01", of(0, 1), false, none.clone()),
        ]
    );
    let segments = joined["line"]["segments"].as_array().expect("segments");
    assert_eq!(segments.len(), 2);
    // 0, 100 and 50 percent on days 0, 30 and 61: 100/30, 50/61 and −50/31. The median is 50/61.
    near(&segments[0]["slope"]["value"], 1500.0 / 61.0);
    assert_eq!(segments[1]["slope"]["value"], Json::Null);
    // Nothing else is pooled.
    let older =
        profiles.iter().find(|it| it["id"] == "rounds-district").expect("the older profile");
    assert!(older.get("supersedes").is_none());
    let of_newer = points(line(&newer["total"], "ratings-in-place"));
    assert_eq!(of_newer[0].0, "2025-12");
    // Each of its numbers is explained by the records of one profile, of the items that both have.
    let figures = json["periods"][0]["figures"].as_array().expect("figures");
    let shared = |figure: &&Json| {
        figure["address"].as_str().is_some_and(|address| address.contains("shared-with="))
    };
    let mut explained = Vec::new();
    for figure in figures.iter().filter(shared) {
        let address = figure["address"].as_str().expect("an address");
        let explanation = district.coach(&["explain", address, "--format", "json"]).json();
        let mut value = figure.clone();
        value.as_object_mut().expect("keys").remove("address");
        assert_eq!(explanation["value"], value, "{address}");
        explained.push(address.to_owned());
    }
    // Five months, and a slope and a p on each side.
    assert_eq!(explained.len(), 5 + 2 * 2, "{explained:#?}");
    let november = "period=2025-11-01..2025-11-30 profile=rounds-district role=observer \
                    shared-with=rounds-later ratings-in-place";
    assert!(explained.contains(&november.to_owned()), "{explained:#?}");
    let not_joined = ["explain", "profile=rounds-later", "shared-with=x", "observed-trend"];
    let run = district.coach(&not_joined);
    assert!(run.code == 2 && run.err.contains("supersedes"), "{run:?}");
    let text = district.coach(&["report", "--details", PERIOD[0], PERIOD[1]]).out;
    assert!(text.contains("rounds-district | rounds-later, 2025-09 to 2026-01"), "{text}");
    assert!(text.contains("▁█▅|█▁"), "{text}");
    let flow = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flow.contains("first-visit (was early-visit), describes-first."), "{text}");
    assert!(flow.contains("Without a counterpart in rounds-later:"), "{text}");
}

/// A pair under the new profile is under way, not yet rated, in the old one's last month.
#[test]
fn a_month_of_both_profiles_is_the_old_ones_until_the_new_one_has_ratings() {
    let before = Pair::under("rounds-district", "c-01", "t-101", "lincoln")
        .ended("2025-11-30")
        .checklist("2025-10-15", "observer o-1", "early-visit: in-place")
        .checklist("2025-11-15", "observer o-1", "early-visit: partial");
    let after = Pair::under("rounds-later", "c-01", "t-102", "lincoln")
        .started("2025-11-10")
        .checklist("2025-12-15", "observer o-1", "first-visit: in-place");
    let district = two_profiles(&later()).pairs([&before, &after]);
    let json = report(&district, &["--period", "2025-10-01..2025-12-31"]);
    let profiles = json["periods"][0]["profiles"].as_array().expect("profiles");
    let newer = profiles.iter().find(|it| it["id"] == "rounds-later").expect("the newer profile");
    let seen: Vec<_> = points(&newer["supersedes"]["line"])
        .into_iter()
        .map(|(month, value, _, broken)| (month, value, broken))
        .collect();
    assert_eq!(
        seen,
        [
            ("2025-10", of(1, 1), Json::Null),
            ("2025-11", of(0, 1), Json::Null),
            ("2025-12", of(1, 1), json!("profile")),
        ]
    );
}

#[test]
fn what_is_superseded_has_to_be_there() {
    for (from, to, said, near) in [
        (
            "profile = \"rounds-district\"",
            "profile = \"rounds-distric\"",
            "rounds-distric",
            "rounds-district",
        ),
        ("\"early-visit\", describes", "\"early-vist\", describes", "early-vist", "early-visit"),
        ("{ first-visit =", "{ first-vist =", "first-vist", "first-visit"),
    ] {
        let text = later();
        assert!(text.contains(from), "{from}");
        let district = two_profiles(&text.replacen(from, to, 1)).pair(&pair());
        let run = district.coach(&["check"]);
        assert_eq!(run.code, 2, "{to}: {}{}", run.out, run.err);
        let all = format!("{}{}", run.out, run.err);
        assert!(all.contains(&format!("`{said}` is not")), "{all}");
        assert!(all.contains(&format!("did you mean `{near}`?")), "{all}");
        assert!(all.contains("later.toml"), "{all}");
    }
}
