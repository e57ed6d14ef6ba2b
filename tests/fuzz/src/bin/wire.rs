//! Fuzzes the JSON of the API.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    checkout_fuzz::wire::check(data);
});
