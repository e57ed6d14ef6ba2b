//! The reference partner proxy.
fn main() {}
