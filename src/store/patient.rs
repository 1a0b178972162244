//! Patience with programs that look at a file for a moment: a virus scanner, or one that keeps a folder in step with a
//! server. Windows refuses to open, rename or remove what another program has open; about a second later it is free.

use std::io;
use std::thread;
use std::time::Duration;

/// How often it is tried, and the pause after each try: about a second.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(25);

/// What another program may be in the way of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Opening a file to read it. What may not be read is refused for good, and there may be many such files.
    Reading,
    /// Renaming, removing, or opening to write. Where another program has the file open, Windows says
    /// that access is denied as well.
    Changing,
}

/// Does what `act` does, and again as long as another program is in the way of it.
///
/// # Errors
/// What `act` says last.
pub(super) fn patiently<T>(kind: Act, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    patiently_with(kind, (), |()| act().map_err(|error| (error, ())))
}

/// The same with something that `act` takes, and gives back where it could not be done.
///
/// # Errors
/// What `act` says last.
pub(super) fn patiently_with<W, T>(
    kind: Act,
    with: W,
    act: impl FnMut(W) -> Result<T, (io::Error, W)>,
) -> io::Result<T> {
    until_free(|error| cfg!(windows) && is_held(kind, error), PAUSE, with, act)
}

fn until_free<W, T>(
    is_held: impl Fn(&io::Error) -> bool,
    pause: Duration,
    mut with: W,
    mut act: impl FnMut(W) -> Result<T, (io::Error, W)>,
) -> io::Result<T> {
    for _ in 1..TRIES {
        match act(with) {
            Ok(done) => return Ok(done),
            Err((error, given_back)) if is_held(&error) => with = given_back,
            Err((error, _)) => return Err(error),
        }
        thread::sleep(pause);
    }
    act(with).map_err(|(error, _)| error)
}

/// Whether Windows says with `error` that another program has the file open.
fn is_held(kind: Act, error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    let is_denied = error.kind() == io::ErrorKind::PermissionDenied;
    matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
        || (kind == Act::Changing && is_denied)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn fails(times: u32, error: fn() -> io::Error) -> (io::Result<u32>, u32) {
        let mut tried = 0;
        let act = |left: u32| {
            tried += 1;
            if left == 0 { Ok(7) } else { Err((error(), left - 1)) }
        };
        let held = |error: &io::Error| is_held(Act::Changing, error);
        (until_free(held, Duration::ZERO, times, act), tried)
    }

    #[test]
    fn what_is_held_for_a_moment_is_waited_for_and_no_longer() {
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let (done, tried) = fails(3, denied);
        assert_eq!((done.unwrap(), tried), (7, 4));
        let (done, tried) = fails(100, denied);
        assert_eq!((done.unwrap_err().kind(), tried), (io::ErrorKind::PermissionDenied, 40));
        // 40 tries, 25 ms apart.
        assert_eq!((PAUSE * TRIES).as_millis(), 1000);
        let (done, tried) = fails(1, || io::ErrorKind::NotFound.into());
        assert_eq!((done.unwrap_err().kind(), tried), (io::ErrorKind::NotFound, 1));
    }

    #[test]
    fn the_numbers_of_windows_are_known() {
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of winerror.h.
        for number in [32, 33] {
            assert!(is_held(Act::Reading, &io::Error::from_raw_os_error(number)));
        }
        // A file that nobody may read is refused at once.
        assert!(!is_held(Act::Reading, &io::ErrorKind::PermissionDenied.into()));
    }

    /// As a virus scanner has it: open without letting anyone else at it.
    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_has_open_is_read_and_removed_when_it_is_free() {
        use std::os::windows::fs::OpenOptionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "x").unwrap();
        let scanned = || std::fs::File::options().read(true).share_mode(0).open(&path).unwrap();
        for remove in [false, true] {
            let scanner = scanned();
            let waiting = thread::spawn(move || {
                thread::sleep(PAUSE * 8);
                drop(scanner);
            });
            if remove {
                patiently(Act::Changing, || std::fs::remove_file(&path)).unwrap();
            } else {
                assert_eq!(patiently(Act::Reading, || std::fs::read(&path)).unwrap(), b"x");
            }
            waiting.join().unwrap();
        }
        assert!(!path.exists());
    }
}
