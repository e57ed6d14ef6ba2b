//! Places by text: the few lines of a hash table that the catalogue needs. May import nothing of ours.
//!
//! The standard library's table with its keyed hash weighs several kilobytes. Here the keys come from the
//! vendor alone, and a hostile choice of them could make one look-up slow, never wrong.

/// Where things stand, by their names; the first place given to a name stays.
#[derive(Debug, Default)]
pub(crate) struct Index {
    entries: Vec<(String, usize)>,
    /// Numbers of entries plus one; zero is free. A power of two, at most half full.
    slots: Vec<u32>,
}

impl Index {
    /// The place of a name.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        let entry = self.slots.get(self.slot(name))?;
        self.entry(*entry).map(|(_, place)| *place)
    }

    /// Gives a name its place, unless it has one.
    pub(crate) fn insert(&mut self, name: String, place: usize) {
        if (self.entries.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(&name);
        if let Some(free @ 0) = self.slots.get_mut(slot) {
            self.entries.push((name, place));
            *free = u32::try_from(self.entries.len()).unwrap_or(0);
        }
    }

    fn entry(&self, number: u32) -> Option<&(String, usize)> {
        self.entries
            .get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The slot that holds a name, or the free one where it belongs.
    fn slot(&self, name: &str) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(name) & mask;
        while let Some(number) = self.slots.get(slot) {
            match self.entry(*number) {
                Some((known, _)) if known != name => slot = (slot + 1) & mask,
                _ => break,
            }
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(16)];
        for (place, number) in (0..self.entries.len()).zip(1_u32..) {
            let slot = self
                .entries
                .get(place)
                .map_or(0, |(name, _)| self.slot(name));
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number;
            }
        }
    }
}

/// FNV-1a, 32 bits, its high half folded into the low one.
fn hash(text: &str) -> usize {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash ^ (hash >> 15)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::Index;

    #[test]
    fn an_empty_index_knows_nothing() {
        assert_eq!(Index::default().get(""), None);
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_standard_table(names in proptest::collection::vec("[ab]{0,5}", 0..200)) {
            let mut index = Index::default();
            let mut known = HashMap::new();
            for (place, name) in names.iter().enumerate() {
                index.insert(name.clone(), place);
                known.entry(name.clone()).or_insert(place);
            }
            for name in names.iter().map(String::as_str).chain(["c", "aaaaaa"]) {
                prop_assert_eq!(index.get(name), known.get(name).copied());
            }
        }
    }
}
