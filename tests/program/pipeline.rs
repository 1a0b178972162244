//! What `coach init --ci` and `--hooks` add: the files are those of `examples/ci`, they are sound, and every command
//! in them is run in a copy of the example district, by a shell in a scrubbed environment.

#[cfg(unix)]
mod action;
mod files;
#[cfg(unix)]
mod github;
#[cfg(unix)]
mod gitlab;
#[cfg(unix)]
mod hooks;
#[cfg(unix)]
mod server;
