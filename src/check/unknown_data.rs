//! A step that follows from data which its review does not have.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::text::nearest;
use crate::text::wording::{one_of, quote};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unknown-data",
        sentence: "A step's `because_of` names data of the same review by id",
        reason: "A decision counts as drawn from data only if it says which data. An id that \
                 leads nowhere documents nothing.",
        level: Level::Error,
        leaves_out: false,
        bad: "  - {what: go on, who: coach, because_of: [d2]}",
        mended: "  - {what: go on, who: coach, because_of: [d1]}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Review(review) = &loaded.record else { continue };
        if loaded.unread.may_hold("data.id") {
            continue;
        }
        let ids =
            || review.data.iter().filter_map(|data| data.id.as_ref()).map(|id| id.value.as_str());
        for named in review.next_steps.iter().flat_map(|step| &step.because_of) {
            if ids().any(|id| id == named.value) {
                continue;
            }
            found.push(loaded.file.path(), || {
                let message = format!("this review has no data {}", quote(&named.value));
                let place = loaded.file.place(named.span);
                let mut diagnostic = Diagnostic::new(&CHECK.rule, place, message);
                if let Some(near) = nearest(&named.value, ids()) {
                    diagnostic = diagnostic.label(format!("did you mean `{near}`?"));
                }
                let help = match (review.data.is_empty(), ids().next()) {
                    (true, _) => "add the data that the step follows from under `data:`".to_owned(),
                    (false, None) => "give the data an id, such as `id: d1`".to_owned(),
                    (false, Some(_)) => format!("data of this review: {}", one_of(ids().take(12))),
                };
                diagnostic.help(help)
            });
        }
    }
}
