//! The order of a module's functions: alike beside alike.
//!
//! A compressor finds a repetition cheaper the nearer it is.

use std::collections::{HashMap, VecDeque};

/// As many bytes in a row make two functions alike in one place.
const GRAM: usize = 5;

/// The next function is compared with so many before it.
const NEAR: usize = 8;

/// What keeps tiny functions, which are alike to anything, from coming first.
const TINY: u64 = 8;

/// The functions, each followed by the one that repeats most of those just before it. The same bodies
/// always give the same order.
pub fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let mut likeness = Likeness::of(bodies);
    let mut order = Vec::with_capacity(bodies.len());
    while let Some(next) = likeness.next() {
        order.push(next);
    }
    order
}

/// What the functions have in common with those placed last.
struct Likeness {
    /// Each function's grams, as numbers without repetition.
    grams: Vec<Vec<usize>>,
    /// For each gram the functions that have it.
    owners: Vec<Vec<usize>>,
    /// For each gram how many of those placed last have it.
    near: Vec<u32>,
    /// For each function how many of its grams are near.
    shared: Vec<u64>,
    left: Vec<bool>,
    last: VecDeque<usize>,
}

impl Likeness {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut numbers: HashMap<&[u8], usize> = HashMap::new();
        let mut owners: Vec<Vec<usize>> = Vec::new();
        let mut grams = Vec::with_capacity(bodies.len());
        for (function, body) in bodies.iter().enumerate() {
            let mut own: Vec<usize> = body
                .windows(GRAM)
                .map(|gram| {
                    *numbers.entry(gram).or_insert_with(|| {
                        owners.push(Vec::new());
                        owners.len() - 1
                    })
                })
                .collect();
            own.sort_unstable();
            own.dedup();
            for gram in &own {
                if let Some(list) = owners.get_mut(*gram) {
                    list.push(function);
                }
            }
            grams.push(own);
        }
        Self {
            near: vec![0; owners.len()],
            shared: vec![0; bodies.len()],
            left: vec![true; bodies.len()],
            last: VecDeque::new(),
            owners,
            grams,
        }
    }

    /// Places the next function: the largest one first, then whichever repeats the largest share of
    /// itself.
    fn next(&mut self) -> Option<usize> {
        let size = |function: &usize| self.grams.get(*function).map_or(0, |own| own.len() as u64);
        let left =
            || (0..self.left.len()).filter(|function| self.left.get(*function) == Some(&true));
        let next = if self.last.is_empty() {
            left().max_by_key(|function| (size(function), usize::MAX - function))
        } else {
            left().max_by(|a, b| {
                let shared = |function: &usize| self.shared.get(*function).copied().unwrap_or(0);
                let (left, right) = (shared(a) * (size(b) + TINY), shared(b) * (size(a) + TINY));
                left.cmp(&right).then(b.cmp(a))
            })
        }?;
        if let Some(left) = self.left.get_mut(next) {
            *left = false;
        }
        self.come(next);
        self.last.push_back(next);
        if self.last.len() > NEAR
            && let Some(gone) = self.last.pop_front()
        {
            self.go(gone);
        }
        Some(next)
    }

    fn come(&mut self, function: usize) {
        for gram in self.grams.get(function).into_iter().flatten() {
            let Some(near) = self.near.get_mut(*gram) else {
                continue;
            };
            *near += 1;
            if *near == 1 {
                for owner in self.owners.get(*gram).into_iter().flatten() {
                    if let Some(shared) = self.shared.get_mut(*owner) {
                        *shared += 1;
                    }
                }
            }
        }
    }

    fn go(&mut self, function: usize) {
        for gram in self.grams.get(function).into_iter().flatten() {
            let Some(near) = self.near.get_mut(*gram) else {
                continue;
            };
            *near -= 1;
            if *near == 0 {
                for owner in self.owners.get(*gram).into_iter().flatten() {
                    if let Some(shared) = self.shared.get_mut(*owner) {
                        *shared -= 1;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_functions_stand_together_and_none_is_lost() {
        let first: Vec<u8> = (0..60).collect();
        let second: Vec<u8> = (100..150).collect();
        let mut almost_first = first.clone();
        almost_first.truncate(40);
        let mut almost_second = second.clone();
        almost_second.truncate(30);
        let bodies: Vec<&[u8]> = vec![&first, &second, &almost_second, &almost_first, &[1]];
        assert_eq!(by_likeness(&bodies), [0, 3, 1, 2, 4]);
        assert_eq!(by_likeness(&[]), Vec::<usize>::new());
    }
}
