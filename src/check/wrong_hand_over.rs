//! A relationship that says it takes over another, and does not: nothing passes on to it.

use super::across::{Distant, Side, Trace, hand_over_faults};
use super::{Check, Find, asks};
use crate::diagnostic::{Level, Rule};
use crate::domain::record::Fault;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "wrong-hand-over",
        sentence: "`continues` names a relationship of the same educator that was over by then, and no \
                   other relationship continues it",
        reason: "What was promised passes on to the relationship that continues. If it does not name the \
                 right one, open steps and questions are lost.",
        level: Level::Error,
        leaves_out: false,
        bad: "continues: c-04-t-101",
        mended: "continues: c-02-t-101",
    },
    find: Find::Across(find, asks::relationships),
};

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let faults = hand_over_faults(traces);
    found.extend(faults.into_iter().filter_map(|(place, fault)| report(traces, place, fault)));
}

fn report(traces: &[Trace], place: usize, fault: Fault) -> Option<Distant> {
    let trace = &traces[place];
    let named = trace.continues.as_ref()?;
    let name = quote(&named.value);
    let (message, label, other, help) = match fault {
        Fault::NotThere(near) => (
            format!("there is no relationship in the folder {name}"),
            near.map(|near| format!("did you mean `{near}`?")),
            None,
            "write the name of its folder, and in front of it the folder of its school and / where that is \
             another school",
        ),
        Fault::Itself => (
            "this relationship says that it continues itself".to_owned(),
            None,
            None,
            "name the folder of the earlier relationship, or take the line out",
        ),
        Fault::OtherEducator(other) => (
            format!("{name} is a relationship with another educator"),
            None,
            Some((other, "its educator is another one")),
            "name a relationship with the same educator, or take the line out",
        ),
        Fault::NotEnded(other) => (
            format!("{name} has not ended, so nothing can continue it"),
            None,
            Some((other, "this one has no `ended`")),
            "write the last day under `ended` of the earlier relationship",
        ),
        Fault::Overlaps(other) => (
            format!("this relationship starts before {name}, which it continues, has ended"),
            None,
            Some((other, "this one ends later")),
            "correct one of the two days",
        ),
        Fault::Twice(other) => (
            format!("another relationship continues {name} already"),
            None,
            Some((other, "this one continues it, too")),
            "what was promised passes on to one relationship: take the line out of the other",
        ),
        Fault::Circle(other) => (
            format!("{name} continues this relationship, so this one cannot continue it"),
            None,
            Some((other, "this one continues it")),
            "take the line out of the earlier one",
        ),
    };
    let here = Side {
        spot: trace.spot(named.span),
        message: message.clone(),
        label: label.unwrap_or_else(|| "nothing passes on to this relationship".to_owned()),
    };
    let there = other.and_then(|(other, label): (usize, &str)| {
        let other = &traces[other];
        let span = other.continues.as_ref().map(|named| named.span);
        let spot = other.spot(span.or(other.started.map(|started| started.span))?);
        Some(Side { spot, message, label: label.to_owned() })
    });
    Some(Distant { rule: &CHECK.rule, here, there, help })
}
