//! What the system, other programs and other people do to a district's folder while the program works: it is killed at
//! any system call, any of them fails, many write at once, files change while they are read, and entries are no
//! regular files. Few cases in every run, chosen anew each time; all of them with `COACH_LONG=seconds`.

#[cfg(target_os = "linux")]
mod changing;
#[cfg(target_os = "linux")]
mod crowd;
#[cfg(target_os = "linux")]
mod deeds;
#[cfg(target_os = "linux")]
mod effort;
#[cfg(target_os = "linux")]
mod entries;
#[cfg(target_os = "linux")]
mod folder;
#[cfg(target_os = "linux")]
mod judged;
#[cfg(target_os = "linux")]
mod killed;
#[cfg(target_os = "linux")]
mod no_files;
#[cfg(target_os = "linux")]
mod ran;
#[cfg(target_os = "linux")]
mod refused;
#[cfg(target_os = "linux")]
mod traced;
#[cfg(target_os = "linux")]
mod unread;

#[cfg(not(target_os = "linux"))]
#[test]
fn kills_errors_crowds_and_entries_that_are_no_files() {
    crate::not_tested::not_tested("it needs Linux and strace");
}
