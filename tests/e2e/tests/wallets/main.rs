//! Wallets in the page: found, asked for exactly what is on the screen, and never believed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod balance;
mod evm;
mod found;
mod lightning;
mod looks;
mod solana;
mod steps;
