//! What `coach check` costs the program of the profile `release`, in instructions a record: they hardly change with what
//! else the machine does, so that a slower program is seen as a test that fails. Time and memory are the benchmark's.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::instructions;
use crate::not_tested::not_tested;
use crate::{PROGRAM, program};

/// Instructions a record. To renew it, run `cargo build --release` and `COACH_STATE_PROGRAM=target/release/coach cargo
/// test --test state cost`, and write here what the test says it counted.
const A_RECORD: u64 = 94_020;
/// What the program that they are counted of was compiled by, in the profile `release` of `Cargo.toml`.
const COMPILER: &str = "rustc version 1.95.0 (59807616e 2026-04-14)";
/// And for which processor.
const PROCESSOR: &str = "x86_64";
/// How far a count may lie from [`A_RECORD`], in percent: another C library or another machine moves it by less.
const ROOM: u64 = 10;

#[test]
fn a_record_takes_no_more_instructions_than_before() {
    if let Some(why) = not_comparable() {
        return not_tested(&why);
    }
    let counted = instructions::a_record(&program().0).expect("coach check runs under valgrind");
    let percent = (100 * counted + A_RECORD / 2) / A_RECORD;
    let counted_as_written = format!("{}_{:03}", counted / 1000, counted % 1000);
    say(&format!(
        "{counted_as_written} instructions a record, {percent} % of what tests/state/cost.rs says"
    ));
    if percent < 100 - ROOM {
        say("that is so much less that the number there is to be renewed");
    }
    assert!(
        100 * counted <= (100 + ROOM) * A_RECORD,
        "coach check takes {counted_as_written} instructions a record, {percent} % of what tests/state/cost.rs says; \
         if that is meant, renew the number there"
    );
}

/// Why a count of the program would say nothing beside [`A_RECORD`].
fn not_comparable() -> Option<String> {
    let Some(named) = env::var_os(PROGRAM) else {
        return Some(format!("only an optimized program is judged, which {PROGRAM} names"));
    };
    let is_setting = |name: &str| name.starts_with("CARGO_PROFILE_RELEASE") || name == "RUSTFLAGS";
    let setting = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    if let Some(setting) = setting.into_iter().find(|name| is_setting(name)) {
        return Some(format!("{setting} is set, and the number is of a program built without it"));
    }
    if env::consts::ARCH != PROCESSOR {
        return Some(format!("the number is of {PROCESSOR}, and this is {}", env::consts::ARCH));
    }
    match compiler(&program().0) {
        Some(compiler) if compiler == COMPILER => instructions::missing(),
        Some(compiler) => {
            Some(format!("the number is of {COMPILER}, and the program of {compiler}"))
        }
        None => Some(format!("{} does not say what compiled it", Path::new(&named).display())),
    }
}

/// What compiled a program, as it says in its section `.comment`.
fn compiler(program: &Path) -> Option<String> {
    let bytes = fs::read(program).ok()?;
    let begins = b"rustc version ";
    let at = bytes.windows(begins.len()).rposition(|window| window == begins)?;
    let text = bytes[at..].split(|&byte| byte == 0).next()?;
    String::from_utf8(text.to_vec()).ok()
}

/// Says something of a test that passes, which its harness would keep to itself.
fn say(what: &str) {
    writeln!(std::io::stderr(), "COUNTED: {what}").expect("standard error");
}
