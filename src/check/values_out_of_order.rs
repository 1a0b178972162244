//! Student data whose days do not follow each other.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "values-out-of-order",
        sentence: "The values of student data are in the order of their days, one value per day",
        reason: "Data are read from first to last. A day out of order is most often mistyped, and \
                 would distort a trend.",
        level: Level::Warning,
        leaves_out: false,
        bad: "values: [{on: 2025-10-22, value: 68, n: 25}, {on: 2025-09-10, value: 52, n: 24}]",
        mended: "values: [{on: 2025-09-10, value: 52, n: 24}, {on: 2025-10-22, value: 68, n: 25}]",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Review(review) = &loaded.record else { continue };
        for values in review.data.iter().map(|data| data.values()) {
            for (before, after) in values.iter().zip(values.iter().skip(1)) {
                let is_read = before.on.is_read() && after.on.is_read();
                if !is_read || before.on.value < after.on.value {
                    continue;
                }
                found.push(loaded.file.path(), || {
                    let message = match before.on.value == after.on.value {
                        true => format!("one measure has two values for {}", after.on.value),
                        false => {
                            format!("the value for {} comes after a later one", after.on.value)
                        }
                    };
                    Diagnostic::new(&CHECK.rule, loaded.file.place(after.on.span), message)
                        .label("is a digit wrong?")
                        .related(loaded.file.place(before.on.span), "the one before it")
                        .help("put the values in the order of their days, one value per day")
                });
            }
        }
    }
}
