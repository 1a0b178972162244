//! What the tables and sentences of a report say, made anew from its JSON.

use serde_json::Value as Json;

type Table = Vec<Vec<String>>;

fn number(json: &Json, pointer: &str) -> u64 {
    let found = json.pointer(pointer).and_then(Json::as_u64);
    found.unwrap_or_else(|| panic!("{pointer} is a number in {json}"))
}

fn word(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or_else(|| panic!("{key} is text in {json}")).to_owned()
}

fn of(k: u64, n: u64) -> String {
    if n == 0 { "–".to_owned() } else { format!("{k} of {n}") }
}

fn share(json: &Json, pointer: &str) -> String {
    of(number(json, &format!("{pointer}/k")), number(json, &format!("{pointer}/n")))
}

/// The percent of k of n, cut to one decimal; `None` where n is 0.
fn percent(k: u64, n: u64) -> Option<String> {
    (n > 0).then(|| format!("{}.{} %", 100 * k / n, 1000 * k / n % 10))
}

/// k of n and its percent, in parentheses as in a sentence.
fn with_percent(json: &Json, pointer: &str) -> String {
    let [k, n] = ["k", "n"].map(|part| number(json, &format!("{pointer}/{part}")));
    aside(k, n, Page::Markdown)
}

fn aside(k: u64, n: u64, page: Page) -> String {
    match (percent(k, n), page) {
        (None, _) => of(k, n),
        (Some(percent), Page::Markdown) => format!("{} ({percent})", of(k, n)),
        (Some(percent), Page::Text) => format!("{} {percent}", of(k, n)),
    }
}

/// What a page is drawn with: percents stand a little apart, or in parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Months are drawn.
    Text,
    /// There is room for the numbers of months.
    Markdown,
}

impl Page {
    /// The cell of k of n.
    fn cell(self, json: &Json, pointer: &str) -> String {
        let [k, n] = ["k", "n"].map(|part| number(json, &format!("{pointer}/{part}")));
        aside(k, n, self)
    }
}

fn list<'j>(json: &'j Json, key: &str) -> &'j Vec<Json> {
    json[key].as_array().unwrap_or_else(|| panic!("{key} is a list in {json}"))
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// In place, observed, documented only, reported.
fn coverage(json: &Json, page: Page) -> [String; 4] {
    [
        page.cell(json, "/coverage/in_place"),
        page.cell(json, "/coverage/observed"),
        number(json, "/coverage/documented_only").to_string(),
        page.cell(json, "/coverage/reported"),
    ]
}

fn at(level: &Json) -> u64 {
    number(level, "/computed") + number(level, "/judged")
}

/// The tables of all sections of the report, in order.
pub(crate) fn tables(report: &Json, page: Page) -> Vec<Table> {
    let mut tables = Vec::new();
    for profile in list(&report["periods"][0], "profiles") {
        let total = &profile["total"];
        tables.push(functions(total, page));
        let groups = list(profile, "groups");
        match groups.as_slice() {
            [] => {}
            [only] if only.get("relationship").is_some() => tables.push(items(only)),
            _ => tables.push(self::groups(report, groups, page)),
        }
        let several = number(total, "/members/relationships") > 1;
        if several {
            tables.extend(missing(total, page));
            tables.extend(missing_by_group(report, groups));
        }
        tables.extend(needs(profile));
        if several {
            tables.extend(levels(total));
            tables.extend(against_observer(total, page));
        }
        if groups.len() > 1 && groups.iter().all(|group| group.get("whole").is_some()) {
            tables.extend([dosage(report, groups), answers(report, groups, page)]);
        }
        if page == Page::Markdown {
            tables.extend(months(total));
        }
    }
    tables
}

/// One row for each pair in which something is overdue.
fn needs(profile: &Json) -> Option<Table> {
    let mut rows =
        vec![row(&["Needs someone", "answer overdue", "next step overdue", "not met for"])];
    for need in list(profile, "needs") {
        let days = |key: &str| match need[key].as_i64() {
            None => "–".to_owned(),
            Some(1) => "1 day".to_owned(),
            Some(n) => format!("{n} days"),
        };
        rows.push(vec![
            format!(
                "{} with {}, {}",
                word(need, "coach"),
                word(need, "educator"),
                word(need, "school_name")
            ),
            days("answer_overdue_days"),
            days("step_overdue_days"),
            days("not_met_for_days"),
        ]);
    }
    (rows.len() > 1).then_some(rows)
}

/// A letter a month of the window, up to two years of them.
fn strip(report: &Json, group: &Json) -> String {
    let month = |date: &str| -> u32 {
        let mut parts = date.split('-').map(|part| part.parse::<u32>().expect("a number"));
        parts.next().expect("a year") * 12 + parts.next().expect("a month") - 1
    };
    let window = &report["periods"][0]["window"];
    let (from, to) = (month(&word(window, "from")), month(&word(window, "to")));
    let active: Vec<u32> = list(&group["whole"]["activity"], "months")
        .iter()
        .map(|row| month(&word(row, "month")))
        .collect();
    assert!(to - from < 24, "no test looks at so long a time");
    (from..=to).map(|month| if active.contains(&month) { 'S' } else { '·' }).collect()
}

fn dosage(report: &Json, groups: &[Json]) -> Table {
    let mut rows = vec![row(&[
        &title(report),
        "sessions",
        "contacts",
        "minutes",
        "planned",
        "held",
        "long gaps",
        "months",
    ])];
    for group in groups {
        let of = |key: &str| number(group, &format!("/whole/dosage/{key}")).to_string();
        let agreed = |key: &str| match number(group, "/whole/dosage/rhythm/agreed/k") {
            0 => "–".to_owned(),
            _ => of(&format!("rhythm/{key}")),
        };
        rows.push(vec![
            word(group, "name"),
            of("sessions"),
            of("contacts"),
            of("minutes"),
            agreed("planned_sessions"),
            agreed("held_sessions"),
            agreed("long_gaps"),
            strip(report, group),
        ]);
    }
    rows
}

fn answers(report: &Json, groups: &[Json], page: Page) -> Table {
    let mut rows = vec![row(&[
        &title(report),
        "in time",
        "late",
        "unanswered",
        "open",
        "first record",
        "last record",
    ])];
    for group in groups {
        let of = |key: &str| number(group, &format!("/whole/timeliness/{key}")).to_string();
        let day = |key: &str| group["whole"]["activity"][key].as_str().unwrap_or("–").to_owned();
        rows.push(vec![
            word(group, "name"),
            page.cell(group, "/whole/timeliness/met"),
            of("late"),
            of("unanswered"),
            of("open"),
            day("first"),
            day("last"),
        ]);
    }
    rows
}

/// One row a month, where any line has three months with a value.
fn months(total: &Json) -> Option<Table> {
    let known =
        |line: &&Json| list(line, "points").iter().filter(|p| !p["value"].is_null()).count();
    let lines: Vec<&Json> = list(&total["whole"]["trends"], "lines").iter().collect();
    if lines.iter().all(|line| known(line) < 3) {
        return None;
    }
    let lines: Vec<&Json> = lines.into_iter().filter(|line| known(line) > 0).collect();
    let mut header = row(&["Month"]);
    header.extend(lines.iter().map(|line| {
        let measure = word(line, "measure");
        match measure.as_str() {
            "ratings-in-place" => "observed in place".to_owned(),
            "answered-in-time" => "answered in time".to_owned(),
            _ => measure,
        }
    }));
    header.push("pairs".to_owned());
    let mut rows = vec![header];
    for (index, month) in list(lines[0], "points").iter().enumerate() {
        let part = if month["partial"] == true { " (a part)" } else { "" };
        let mut cells = vec![format!("{}{part}", word(month, "month"))];
        cells.extend(lines.iter().map(|line| {
            let point = &line["points"][index];
            let value = match &point["value"] {
                Json::Null => "–".to_owned(),
                value if value.get("count").is_some() => number(value, "/count").to_string(),
                value => with_percent(value, ""),
            };
            let broken = if point["break"].is_null() { "" } else { ", other observers" };
            format!("{value}{broken}")
        }));
        cells.push(number(month, "/relationships").to_string());
        rows.push(cells);
    }
    Some(rows)
}

/// Means have two digits and a sign, p has four.
fn against_observer(total: &Json, page: Page) -> Option<Table> {
    let rows = list(&total["whole"], "against_observer");
    if rows.iter().all(|row| number(row, "/equal/n") == 0) {
        return None;
    }
    let mut table = vec![row(&["Against the observer", "equal", "higher", "lower", "mean", "p"])];
    for of in rows {
        let p = match of["sign_test"]["value"].as_f64() {
            None => "–".to_owned(),
            Some(p) if p < 0.0001 => "<0.0001".to_owned(),
            Some(p) => format!("{p:.4}"),
        };
        let mean = of["mean_steps"]["value"].as_f64().map(|mean| format!("{mean:+.2}"));
        table.push(vec![
            word(of, "role"),
            page.cell(of, "/equal"),
            number(of, "/higher/k").to_string(),
            number(of, "/lower/k").to_string(),
            mean.map_or("–".to_owned(), |mean| mean.replace("-0.00", "+0.00").replace('-', "−")),
            p,
        ]);
    }
    Some(table)
}

fn functions(total: &Json, page: Page) -> Table {
    let best = word(&list(&total["functions"][0], "levels")[0], "id");
    let mut rows = vec![row(&[
        "Essential function",
        "in place",
        "observed",
        "documented only",
        "reported",
        &best,
    ])];
    for function in list(total, "functions") {
        let ideal = of(at(&function["levels"][0]), number(function, "/with_applicable_items"));
        let mut cells = vec![word(function, "heading")];
        cells.extend(coverage(function, page));
        cells.push(ideal);
        rows.push(cells);
    }
    let mut all = row(&["All functions"]);
    all.extend(coverage(total, page));
    all.push(String::new());
    rows.push(all);
    rows
}

fn groups(report: &Json, groups: &[Json], page: Page) -> Table {
    let is_pair = rows_are(report) == ["relationship"];
    let title = title(report);
    let is_whole = groups.iter().any(|group| group.get("whole").is_some());
    let has_reach = groups.iter().any(|group| group.pointer("/whole/reach").is_some());
    let second = if is_pair { "school" } else { "pairs" };
    let mut header = row(&[&title, second, "in place", "observed", "documented only", "reported"]);
    if is_whole {
        header.push("outside observation".to_owned());
    }
    if has_reach {
        header.push("reach".to_owned());
    }
    if is_whole {
        header.push("overdue or not met".to_owned());
    }
    let mut rows = vec![header];
    for group in groups {
        let members = |key: &str| number(group, &format!("/members/{key}"));
        let is_new = members("relationships") == 1 && members("new_pairs") == 1;
        let mut cells =
            vec![format!("{}{}", word(group, "name"), if is_new { " (new)" } else { "" })];
        cells.push(if is_pair {
            word(&group["relationship"], "school")
        } else {
            number(group, "/members/relationships").to_string()
        });
        cells.extend(coverage(group, page));
        if !is_whole {
            rows.push(cells);
            continue;
        }
        cells.push(match (is_pair, number(group, "/whole/outside_observation/k")) {
            (false, _) => page.cell(group, "/whole/outside_observation"),
            (true, 0) => "no".to_owned(),
            (true, _) => "yes".to_owned(),
        });
        if has_reach {
            let reach = group.pointer("/whole/reach");
            cells.push(reach.map_or_else(String::new, |_| page.cell(group, "/whole/reach")));
        }
        let waiting: u64 = ["answers_overdue", "steps_overdue", "pairs_not_met"]
            .iter()
            .map(|key| number(group, &format!("/whole/attention/{key}")))
            .sum();
        cells.push(if waiting == 0 { "–".to_owned() } else { waiting.to_string() });
        rows.push(cells);
    }
    rows
}

/// What the rows are.
fn rows_are(report: &Json) -> Vec<&str> {
    list(report, "by").iter().map(|by| by.as_str().expect("a word")).collect()
}

fn title(report: &Json) -> String {
    let title = rows_are(report).join(" · ");
    title[..1].to_uppercase() + &title[1..]
}

/// The three items that are missing most often in each of several groups of relationships.
fn missing_by_group(report: &Json, groups: &[Json]) -> Option<Table> {
    let by = rows_are(report);
    if groups.len() < 2 || by.contains(&"relationship") || by.contains(&"function") {
        return None;
    }
    let mut rows = vec![row(&[&title(report), "most often missing, in pairs"])];
    for group in groups {
        let items = list(group, "items").iter().filter(|item| number(item, "/missing/k") > 0);
        let items = items.take(3);
        let items: Vec<String> = items
            .map(|item| format!("{} {}", word(item, "label"), share(item, "/missing")))
            .collect();
        if !items.is_empty() {
            rows.push(vec![word(group, "name"), items.join(", ")]);
        }
    }
    (rows.len() > 1).then_some(rows)
}

fn items(group: &Json) -> Table {
    let mut rows = vec![row(&[
        "Item",
        "in place",
        "observed",
        "documented",
        "coach says",
        "educator says",
        "remark",
    ])];
    let rating = |json: &Json| match json["rating"].as_str() {
        None => "–".to_owned(),
        Some(rating) => {
            let lower = if json["lower_of_day"] == true { " (lower of day)" } else { "" };
            format!("{rating} {}{lower}", word(json, "on"))
        }
    };
    for item in list(&group["relationship"], "items") {
        let in_place = match item["in_place"].as_bool() {
            None => "n/a",
            Some(true) => "yes",
            Some(false) => "no",
        };
        let remark = match (item["not_applicable"].as_str(), item["differs"] == true) {
            (Some("no-occasion"), _) => "no occasion",
            (Some(_), _) => "observer says n/a",
            (None, true) => "sources differ",
            (None, false) => "",
        };
        rows.push(vec![
            word(item, "label"),
            in_place.to_owned(),
            rating(&item["observed"]),
            item["documented"].as_str().unwrap_or("–").to_owned(),
            rating(&item["by_coach"]),
            rating(&item["by_educator"]),
            remark.to_owned(),
        ]);
    }
    rows
}

fn missing(profile: &Json, page: Page) -> Option<Table> {
    let rows = list(profile, "items").iter().filter(|item| number(item, "/missing/k") > 0).take(5);
    let cells = |item| vec![word(item, "label"), page.cell(item, "/missing")];
    let rows: Table = rows.map(cells).collect();
    let header = row(&["Most often missing", "in pairs"]);
    (!rows.is_empty()).then(|| [vec![header], rows].concat())
}

fn levels(total: &Json) -> Option<Table> {
    let functions = list(total, "functions");
    let lower = functions.iter().flat_map(|function| &list(function, "levels")[1..]);
    if lower.map(at).sum::<u64>() == 0 {
        return None;
    }
    let names = list(&functions[0], "levels").iter().enumerate().map(|(index, level)| {
        let computed = functions.iter().map(|f| number(&f["levels"][index], "/computed"));
        let is_judged = index > 0 && computed.sum::<u64>() == 0;
        let id = word(level, "id");
        if is_judged { format!("judged {id}") } else { id }
    });
    let mut header = row(&["Level, in pairs"]);
    header.extend(names);
    header.push(format!("not {}, not judged", word(&list(&functions[0], "levels")[0], "id")));
    let mut rows = vec![header];
    for function in functions {
        let counts: Vec<u64> = list(function, "levels").iter().map(at).collect();
        let none = number(function, "/with_applicable_items") - counts.iter().sum::<u64>();
        let mut cells = vec![word(function, "heading")];
        cells.extend(counts.iter().chain([&none]).map(u64::to_string));
        rows.push(cells);
    }
    Some(rows)
}

/// Sentences with numbers that every page for people has.
pub(crate) fn sentences(report: &Json) -> Vec<String> {
    let mut sentences = vec![format!("{} left out", number(report, "/periods/0/records/left_out"))];
    let counted = |n: u64, what: &str| {
        let s = if n == 1 { "" } else { "s" };
        format!("{n} {}", what.replace("(s)", s))
    };
    sentences.push(counted(number(report, "/periods/0/records/found"), "record(s)"));
    sentences
        .push(format!("{} dated in this period", number(report, "/periods/0/records/in_window")));
    for (key, words) in [
        ("other_times", "at other times"),
        ("for_later", "after the as-of day"),
        ("outside_dates", "outside the pair's dates"),
    ] {
        let n = number(report, &format!("/periods/0/records/{key}"));
        sentences.extend((n > 0).then(|| format!("{n} {words}")));
    }
    for profile in list(&report["periods"][0], "profiles") {
        let total = &profile["total"];
        let members = |key: &str| number(total, &format!("/members/{key}"));
        sentences.push(counted(members("schools"), "school(s) ·"));
        sentences.push(counted(members("relationships"), "pair(s) with"));
        sentences.push(counted(members("educators"), "educator(s)"));
        sentences.push(format!(
            "Outside observation {}",
            with_percent(total, "/whole/outside_observation")
        ));
        sentences.push(format!("completeness {}", with_percent(total, "/coverage/complete")));
        if number(total, "/whole/double_rating/visits/n") > 0 {
            let visits = with_percent(total, "/whole/double_rating/visits");
            sentences.push(format!("double-rated visits {visits}"));
        }
        if number(total, "/whole/double_rating/agree/n") > 0 {
            sentences.push(format!(
                "{} ratings agree",
                with_percent(total, "/whole/double_rating/agree")
            ));
        }
        let dosage = |key: &str| number(total, &format!("/whole/dosage/{key}"));
        if dosage("sessions") + dosage("contacts") > 0 {
            sentences.push(counted(dosage("sessions"), "session(s) and"));
            sentences.push(counted(dosage("contacts"), "contact(s),"));
            sentences.push(counted(dosage("minutes"), "minute(s)"));
        } else {
            sentences.push("no session and no contact".to_owned());
        }
        let timely = |key: &str| number(total, &format!("/whole/timeliness/{key}"));
        if timely("met/n") > 0 {
            let limit = |at: usize| {
                let limits = total.pointer("/whole/timeliness/met_interval").expect("an interval");
                limits[at].as_f64().expect("a number") * 1000.0
            };
            sentences.push(format!(
                "in time {} that fell due (95 % {:.1} to {:.1} %), {} late, {} unanswered",
                with_percent(total, "/whole/timeliness/met"),
                limit(0).floor() / 10.0,
                limit(1).ceil() / 10.0,
                timely("late"),
                timely("unanswered")
            ));
        }
        if timely("open") > 0 {
            sentences.push(format!("{} open and not overdue", timely("open")));
        }
        let n = number(total, "/coverage/in_place/n");
        let (differs, not) =
            (number(total, "/coverage/differs"), number(total, "/coverage/not_applicable"));
        sentences.extend(
            (differs > 0)
                .then(|| format!("sources differ on {}", aside(differs, n, Page::Markdown))),
        );
        sentences.extend(
            (not > 0).then(|| format!("not applicable {}", aside(not, n + not, Page::Markdown))),
        );
    }
    sentences
}
