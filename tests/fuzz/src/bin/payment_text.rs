//! Fuzzes payment texts and addresses.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    checkout_fuzz::payment_text::check(data);
});
