//! Fuzzes live status, and everything else that can happen to a checkout.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    checkout_fuzz::stream::check(data);
});
