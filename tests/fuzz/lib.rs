//! What is fuzzed: the same as the tests of the program replay.

#[allow(dead_code)]
#[path = "../harness/every_kind.rs"]
mod every_kind;
#[allow(dead_code)]
#[path = "../harness/lines.rs"]
mod lines;
#[path = "../records/fuzzed/targets/mod.rs"]
mod targets;

macro_rules! hold {
    ($($target:ident)+) => {
        $(
            /// Panics if something does not hold of `bytes`.
            pub fn $target(bytes: &[u8]) {
                targets::$target::holds(bytes);
            }
        )+
    };
}

hold!(address import profile quick record report_json settings);
