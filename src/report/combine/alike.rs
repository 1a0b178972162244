//! Whether reports can be put together: each is sound, and what has to be the same in all of them is.
//! Reports come in; every place where one is wrong or differs goes out.

use std::sync::Arc;

use super::csv::ALL;
use super::fault::Fault;
use super::place::Step::{self, At, Key};
use super::read::Given;
use super::sent::{Sent, SentPeriod, SentProfile};
use crate::domain::district::ExpiresAfter;
use crate::text::spelling::canonical;
use crate::text::wording::quote;

/// Something that is told once in a report and has to be the same in all.
struct Same {
    what: &'static str,
    key: &'static str,
    value: fn(&Sent) -> String,
    remedy: &'static str,
}

/// What the remedy for a number of coach.toml is.
const SAME_SETTING: &str =
    "give all districts the same number in coach.toml, and make the reports again";

const SAME: &[Same] = &[
    Same {
        what: "the as-of day",
        key: "as_of",
        value: |sent| sent.as_of.to_string(),
        remedy: "make all reports again with the same --as-of DATE",
    },
    Same {
        what: "the selection",
        key: "selection",
        value: |sent| match sent.selection.as_slice() {
            [] => "everything".to_owned(),
            filters => quote(&filters.join(", ")),
        },
        remedy: "use the same --practice and --profile for all reports",
    },
    Same {
        what: "the kind of rows",
        key: "by",
        value: |sent| match sent.by.as_slice() {
            [] => "--by district".to_owned(),
            by => format!("--by {}", by.join(",")),
        },
        remedy: "use the same --by for all reports",
    },
    Same {
        what: "`not_met_days`",
        key: "not_met_days",
        value: |sent| sent.not_met_days.to_string(),
        remedy: SAME_SETTING,
    },
    Same {
        what: "`new_pair_days`",
        key: "new_pair_days",
        value: |sent| sent.new_pair_days.to_string(),
        remedy: SAME_SETTING,
    },
    Same {
        what: "`expires_after`",
        key: "expires_after",
        value: |sent| sent.expires_after.map_or_else(String::new, expiry),
        remedy: SAME_SETTING,
    },
];

fn expiry(days: ExpiresAfter) -> String {
    let ExpiresAfter { observed, documented, reported } = days;
    let sources = [("observed", observed), ("documented", documented), ("reported", reported)];
    let given = sources.iter().filter_map(|(name, days)| Some(format!("{name} {}", (*days)?)));
    match given.collect::<Vec<_>>() {
        none if none.is_empty() => "never".to_owned(),
        given => given.join(", "),
    }
}

/// All places in which a report is wrong, or differs from what it has to be the same as.
pub(super) fn faults(given: &[Given]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, one) in given.iter().enumerate() {
        let before = given.get(..index).unwrap_or_default();
        faults.extend(one.faults());
        faults.extend(named_as_all(one));
        faults.extend(same_district(one, before));
        let Some(first) = before.first() else { continue };
        for Same { what, key, value, remedy } in SAME {
            let (is, other) = (value(&one.sent), value(&first.sent));
            faults.extend(differs(one, &[Key(key)], what, [&is, &other], first, remedy));
        }
        let [is, other] = [one, first].map(|of| of.sent.periods.len().to_string());
        let remedy = "use the same --period options for all reports";
        let way = [Key("periods")];
        faults.extend(differs(one, &way, "the number of periods", [&is, &other], first, remedy));
        for (at, (here, there)) in one.sent.periods.iter().zip(&first.sent.periods).enumerate() {
            period((one, here), (first, there), at, &mut faults);
        }
        profiles(one, before, &mut faults);
    }
    faults
}

/// That `what` is not the same in `one` and in `other`.
fn differs(
    one: &Given,
    way: &[Step],
    what: &str,
    [is, elsewhere]: [&str; 2],
    other: &Given,
    remedy: &str,
) -> Option<Fault> {
    let message =
        || format!("{what} is {is} here, but {elsewhere} in {}", quote(&other.source.path));
    (is != elsewhere).then(|| one.fault(way, message(), remedy))
}

/// That the district is called what rows of all districts are called, so that a table could not tell the two.
fn named_as_all(one: &Given) -> Option<Fault> {
    let is_all = canonical(&one.sent.district).to_lowercase() == ALL;
    let message = format!("a district is named `{ALL}`, as the sum of all is");
    let remedy = "give it another `district` in coach.toml, and make the report again";
    is_all.then(|| one.fault(&[Key("district")], message, remedy))
}

/// That a report before is of the same district.
fn same_district(one: &Given, before: &[Given]) -> Option<Fault> {
    let name = |of: &Given| canonical(&of.sent.district).to_lowercase();
    let other = before.iter().find(|other| name(other) == name(one))?;
    let message = format!(
        "it is a report of {}, as {} is",
        quote(&one.sent.district),
        quote(&other.source.path)
    );
    let remedy = "name one report of each district; two districts of one name need another \
                  `district` in one coach.toml";
    Some(one.fault(&[Key("district")], message, remedy))
}

fn period(
    (one, here): (&Given, &SentPeriod),
    (first, there): (&Given, &SentPeriod),
    at: usize,
    faults: &mut Vec<Fault>,
) {
    let days = |of: &SentPeriod| {
        let window = &of.window;
        format!("{} to {} ({})", window.from, window.to, quote(&window.label))
    };
    let way = [Key("periods"), At(at), Key("window")];
    let remedy = "use the same --period for all reports; FROM..TO names its days where school years \
                  differ";
    let values = [&*days(here), &days(there)];
    faults.extend(differs(one, &way, "the time looked at", values, first, remedy));
    if let (Some(year), Some(other)) = (&here.school_year, &there.school_year) {
        let way = [Key("periods"), At(at), Key("school_year"), Key("judged_from_day")];
        let [is, elsewhere] = [year, other].map(|year| year.judged_from_day.to_string());
        let values = [&*is, &elsewhere];
        faults.extend(differs(one, &way, "`judge_from_day`", values, first, SAME_SETTING));
    }
}

/// The period of a report as it was asked for, `None` where --period was left out: that of its first number. Reports
/// on the same days under one label are alike whichever way they were asked for.
pub(super) fn asked(period: &SentPeriod) -> Option<&Arc<str>> {
    period.figures.first().and_then(|figure| figure.address.period.as_ref())
}

/// That a profile of `one` is not the same as in the first report before that uses it.
fn profiles(one: &Given, before: &[Given], faults: &mut Vec<Fault>) {
    let mut known: Vec<&str> = Vec::new();
    for (at, period) in one.sent.periods.iter().enumerate() {
        for (index, profile) in period.profiles.iter().enumerate() {
            if known.contains(&&*profile.id) {
                continue;
            }
            known.push(&profile.id);
            let other = before.iter().find_map(|other| Some((other, used(other, &profile.id)?)));
            if let Some(other) = other {
                let way = [Key("periods"), At(at), Key("profiles"), At(index)];
                same_profile((one, profile), other, &way, faults);
            }
        }
    }
}

fn used<'g>(given: &'g Given, id: &str) -> Option<&'g SentProfile> {
    let mut all = given.sent.periods.iter().flat_map(|period| &period.profiles);
    all.find(|profile| profile.id == id)
}

fn same_profile(
    (one, here): (&Given, &SentProfile),
    (other, there): (&Given, &SentProfile),
    way: &[Step],
    faults: &mut Vec<Fault>,
) {
    let at = |keys: &[Step]| [way, keys].concat();
    let of = |what: &str| format!("{what} of profile {}", quote(&here.id));
    let text = |of: &SentProfile| {
        format!("{} (sha256 {})", quote(&of.edition), of.hash.get(..12).unwrap_or(&of.hash))
    };
    let values = [&*text(here), &text(there)];
    let remedy = "use the same edition of the profile in all districts: numbers under different texts \
                  are about different things";
    let (what, way) = (of("the text"), at(&[Key("hash")]));
    if here.hash != there.hash || here.edition != there.edition {
        faults.extend(differs(one, &way, &what, values, other, remedy));
    }
    let days = |given: &Given, of: &SentProfile| {
        of.not_met_days.unwrap_or(given.sent.not_met_days).to_string()
    };
    let [is, elsewhere] = [days(one, here), days(other, there)];
    // Where only the district's own number differs, that is told already.
    if here.not_met_days.is_some() || there.not_met_days.is_some() {
        let (what, way) = (of("`not_met_days_of`"), at(&[Key("not_met_days")]));
        faults.extend(differs(one, &way, &what, [&is, &elsewhere], other, SAME_SETTING));
    }
    let floor = |of: &SentProfile| of.total.whole.double_rating.floor_percent.to_string();
    let way = at(&[Key("total"), Key("whole"), Key("double_rating"), Key("floor_percent")]);
    let values = [&*floor(here), &floor(there)];
    faults.extend(differs(one, &way, "`double_rating_percent`", values, other, SAME_SETTING));
}
