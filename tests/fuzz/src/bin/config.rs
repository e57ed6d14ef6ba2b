//! Fuzzes attributes, remembered orders, the form and HTML.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    checkout_fuzz::config::check(data);
});
