//! Every seed, and every input that once broke a law, keeps the laws; and the seeds get to what the laws are
//! about, since a law that is never put to the test always holds.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use checkout_fuzz::stream::Reached;
use checkout_fuzz::{config, payment_text, stream, wire};

/// The files of a folder with their names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    let named = files.into_iter().map(|file| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read(file).unwrap())
    });
    named.collect()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    files(&here().join("seeds").join(target))
}

#[test]
fn every_written_order_may_be_paid() {
    for (name, seed) in seeds("payment_text") {
        let outcome = payment_text::check(&seed);
        // What broke a law once need not be payable.
        if !name.starts_with("found_") {
            assert_eq!(outcome, payment_text::Outcome::Payable, "{name}");
        }
    }
}

#[test]
fn orders_are_made_of_any_bytes() {
    let mut state = 1_u64;
    for round in 0..2_000 {
        let bytes: Vec<u8> = (0..160)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (state >> 56) as u8
            })
            .collect();
        let outcome = payment_text::check(&bytes);
        assert_eq!(outcome, payment_text::Outcome::Payable, "round {round}");
    }
}

#[test]
fn answers_are_read() {
    let mut read = 0;
    let fixtures = files(&here().join("../fixtures"));
    for (_, seed) in seeds("wire").into_iter().chain(fixtures) {
        read += u32::from(wire::check(&seed) == wire::Outcome::Read);
    }
    assert!(read >= 40, "only {read} objects");
}

#[test]
fn status_gets_through() {
    let mut reached = Reached::default();
    for (_, seed) in seeds("stream") {
        reached.add(&stream::check(&seed));
    }
    let counts = [
        reached.creations,
        reached.payables,
        reached.rests,
        reached.signs,
        reached.completions,
        reached.mismatches,
        reached.withdrawals,
    ];
    assert!(counts.iter().all(|count| *count > 0), "{reached:?}");
}

#[test]
fn what_people_write_is_read() {
    let mut all = config::Outcome::default();
    for (_, seed) in seeds("config") {
        let outcome = config::check(&seed);
        all.proxy |= outcome.proxy;
        all.remembered |= outcome.remembered;
        all.order |= outcome.order;
    }
    let everything = config::Outcome {
        proxy: true,
        remembered: true,
        order: true,
    };
    assert_eq!(all, everything);
}
