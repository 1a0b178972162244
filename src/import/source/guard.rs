//! A reader of files that gives up at a damaged one, however it does so: what it returns goes out, or that the file is
//! damaged. Nothing of it reaches the terminal.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// Whether this thread is in [`guarded`].
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What is said of a file that is not whole. It follows the file's name.
pub(super) const DAMAGED: &str =
    "it is damaged; open it in its program and save it anew, or export it again";

/// What `read` returns. The library for workbooks trusts numbers in old ones, and stops the program where they
/// are wrong; here that is an error like any other.
///
/// # Errors
/// Those of `read`, or that the file is damaged.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let others = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !IS_GUARDED.get() {
                others(info);
            }
        }));
    });
    IS_GUARDED.set(true);
    // What `read` was making is dropped with it.
    let result = catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(false);
    result.unwrap_or_else(|_| Err(DAMAGED.to_owned()))
}
