//! Signals that tell the program to end: while someone is asked, they are noted, and the question that is
//! open ends; once nothing is at stake any more, they do what they always do.

/// The number of the signal of a terminal that is gone.
pub(super) const HANG_UP: i32 = 1;

#[cfg(unix)]
mod noted {
    use std::io;
    use std::process::Child;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, OnceLock};

    use rustix::process::{Pid, Signal, kill_process};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};

    struct Noted {
        /// The number of the last one; 0 where none came.
        number: Arc<AtomicUsize>,
        /// Whether nothing would be lost.
        is_free: Arc<AtomicBool>,
    }

    static NOTED: OnceLock<Option<Noted>> = OnceLock::new();

    fn register() -> io::Result<Noted> {
        let noted = Noted {
            number: Arc::new(AtomicUsize::new(0)),
            is_free: Arc::new(AtomicBool::new(false)),
        };
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&noted.is_free))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&noted.number), number)?;
        }
        Ok(noted)
    }

    /// From now on signals are noted. Where the system does not allow it, they end the program as ever.
    pub(in crate::command) fn note() {
        if let Some(noted) = NOTED.get_or_init(|| register().ok()) {
            noted.is_free.store(false, Ordering::SeqCst);
        }
    }

    /// Nothing is at stake any more: what was noted is forgotten, and the next signal ends the program.
    pub(in crate::command) fn release() {
        if let Some(noted) = NOTED.get().and_then(Option::as_ref) {
            noted.number.store(0, Ordering::SeqCst);
            noted.is_free.store(true, Ordering::SeqCst);
        }
    }

    /// The signal that came.
    pub(in crate::command) fn came() -> Option<i32> {
        let number = NOTED.get()?.as_ref()?.number.load(Ordering::SeqCst);
        i32::try_from(number).ok().filter(|&number| number != 0)
    }

    /// Forgets that someone pressed Ctrl-C, which another program was meant by.
    pub(in crate::command) fn forget_interrupt() {
        if let (Some(SIGINT), Some(Some(noted))) = (came(), NOTED.get()) {
            let interrupt = usize::try_from(SIGINT).unwrap_or_default();
            // Another signal that comes meanwhile stays.
            let _ = noted.number.compare_exchange(interrupt, 0, Ordering::SeqCst, Ordering::SeqCst);
        }
    }

    /// Passes the signal `number` on to the program `child`, which uses the same terminal.
    pub(in crate::command) fn pass_on(number: i32, child: &Child) {
        let child = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        if let (Some(signal), Some(child)) = (Signal::from_named_raw(number), child) {
            // Where it has ended already, there is nobody to tell.
            let _ = kill_process(child, signal);
        }
    }

    /// Ends the program as the signal `number` does where nobody notes it; a shell sees that.
    pub(in crate::command) fn end_by(number: i32) {
        // Where that fails, the exit code says the same.
        let _ = low_level::emulate_default_handler(number);
    }
}

#[cfg(not(unix))]
mod noted {
    pub(in crate::command) fn note() {}

    pub(in crate::command) fn release() {}

    pub(in crate::command) fn came() -> Option<i32> {
        None
    }

    pub(in crate::command) fn forget_interrupt() {}

    pub(in crate::command) fn pass_on(_: i32, _: &std::process::Child) {}

    pub(in crate::command) fn end_by(_: i32) {}
}

pub(in crate::command) use noted::{came, end_by, forget_interrupt, note, pass_on, release};
