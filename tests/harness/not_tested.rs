//! What a test says that cannot run on this machine. The test harness keeps to itself what a passing test
//! prints, so this goes past it: nothing passes in silence.

use std::io::Write;

/// Says on standard error that the test at hand did not run, and why.
pub(crate) fn not_tested(why: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    writeln!(std::io::stderr(), "NOT TESTED: {test}: {why}").expect("standard error");
}
