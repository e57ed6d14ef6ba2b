//! Drives the built bundle in a browser.
