//! Laws that hold after every event of any sequence, however buyer, network, clock and vendor behave.

mod audit;
mod driver;
mod op;
mod random;
mod reached;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use driver::Driver;
use op::Op;
use random::ops;
use reached::Reached;

proptest! {
    #![proptest_config(Config { cases: 512, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_sequence_of_events_breaks_a_law(keys in any::<bool>(), ops in ops(120)) {
        let mut driver = Driver::new(keys);
        for op in ops {
            driver.perform(op);
        }
    }

    #[test]
    fn no_sequence_breaks_a_law_once_an_order_is_on_the_screen(keys in any::<bool>(), ops in ops(120)) {
        let mut driver = Driver::new(keys);
        driver.pay();
        for op in ops {
            driver.perform(op);
        }
    }
}

/// The laws would hold of sequences that never get anywhere.
#[test]
fn the_random_sequences_reach_what_the_laws_are_about() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut reached = Reached::default();
    for round in 0..500 {
        let sequence: Vec<Op> = ops(120).new_tree(&mut runner).unwrap().current();
        let mut driver = Driver::new(round % 3 != 0);
        if round % 2 == 1 {
            driver.pay();
        }
        for op in sequence {
            driver.perform(op);
        }
        reached.add(&driver.audit.reached);
    }
    assert!(reached.all_often(), "{reached:?}");
}
