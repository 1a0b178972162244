//! Student data for so few students that it may point to one of them.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::text::wording::count;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "few-students",
        sentence: "Student data summarizes at least `min_students` students",
        reason: "In a small group, single students can be recognized. The district sets the \
                 number under [thresholds] in coach.toml; otherwise it is 10.",
        level: Level::Warning,
        leaves_out: false,
        bad: "values: [{on: 2025-09-10, value: 52, n: 4}]",
        mended: "values: [{on: 2025-09-10, value: 52, n: 24}]",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let least = pair.district.thresholds.min_students;
    for loaded in pair.records {
        let Record::Review(review) = &loaded.record else { continue };
        let values = review.data.iter().flat_map(|data| data.values());
        for students in values.filter_map(|value| value.students).filter(|n| n.value < least) {
            found.push(loaded.file.path(), || {
                let message = format!("a value for {}", count(students.value as usize, "student"));
                Diagnostic::new(&CHECK.rule, loaded.file.place(students.span), message)
                    .label(format!("fewer than {least}"))
                    .help(
                        "single students can be recognized in so small a group: measure a larger \
                         group, or leave the value out",
                    )
            });
        }
    }
}
