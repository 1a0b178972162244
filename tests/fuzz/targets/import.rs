#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| coach_fuzz::import(bytes));
