//! A group that a profile asks for, and that neither a school nor a relationship has: most likely spelled
//! another way.

use std::collections::BTreeSet;

use super::across::{Distant, Side, Trace};
use super::groups::Asked;
use super::{Check, Find, asks};
use crate::diagnostic::{Level, Rule};
use crate::text::nearest;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unknown-group",
        sentence: "A group that items of a profile are only for is that of some school or relationship",
        reason: "Items that are `only_for` a group apply to nobody where no school in coach.toml and no \
                 relationship has it. If it is spelled in two ways, the instrument loses these items without \
                 a word.",
        level: Level::Warning,
        leaves_out: false,
        bad: "groups = [\"secundary\"]",
        mended: "groups = [\"secondary\"]",
    },
    find: Find::Across(find, asks::relationships),
};

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let all = || traces.iter().filter_map(|trace| Some((trace, trace.groups.as_deref()?)));
    let is_asked = all().any(|(_, groups)| !groups.asked.is_empty());
    // A relationship whose groups cannot be read may be in any.
    if !is_asked || all().any(|(_, groups)| groups.own.is_none()) {
        return;
    }
    let own = all().flat_map(|(_, groups)| &groups.own).flatten();
    let known: BTreeSet<&str> = own.map(String::as_str).collect();
    // One word about each group of a profile is enough, however many pairs use it.
    let mut told = BTreeSet::new();
    for (trace, groups) in all() {
        for asked in &groups.asked {
            let is_known = known.contains(asked.group.as_str());
            if !is_known && told.insert((&asked.profile.id, &asked.group)) {
                found.push(report(trace, asked, &known));
            }
        }
    }
}

fn report(trace: &Trace, asked: &Asked, known: &BTreeSet<&str>) -> Distant {
    let Asked { profile, item, group, near, at } = asked;
    let own = known.iter().copied().filter(|known| !profile.asks_for(known));
    let near = near.as_deref().or_else(|| nearest(group, own));
    Distant {
        rule: &CHECK.rule,
        here: Side {
            spot: trace.spot(*at),
            message: format!(
                "no school and no relationship has the group {}, which {} asks for",
                quote(group),
                profile.id
            ),
            label: match near {
                Some(near) => format!("the nearest group that is there is `{near}`"),
                None => format!("the item {} asks for it", quote(&profile.items[*item].id)),
            },
        },
        there: None,
        help: "write the group as the profile does, under `groups` of the schools in coach.toml or of \
               relationships; if nobody is in it, leave it so",
    }
}
