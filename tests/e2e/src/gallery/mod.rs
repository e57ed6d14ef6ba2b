//! Every screen and state, reached the way a buyer reaches it, then looked at in every way: light and dark,
//! narrow and wide, in a longer language, from right to left, in the system's colours, with more space between letters,
//! enlarged.
//!
//! The scenes are in [`scenes`], a file a group. A [`Guide`] walks through them and does two things at each:
//! takes pictures, and looks for what somebody could not read, reach or hear.

pub mod album;
pub mod axe;
pub mod fit;
pub mod guide;
pub mod look;
pub mod pseudo;
pub mod scenes;

pub use guide::{Guide, Wish};
