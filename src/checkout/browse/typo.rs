//! How many slips of a finger lie between two words.

/// The least number of letters to add, drop, replace or swap with their neighbour to turn `word` into
/// `other`, or, where it is `open`, into a beginning of it.
///
/// Hyyrö's bit-parallel form of the optimal string alignment distance (2003): a column of the table is two
/// numbers, so this asks for no memory. Words beyond 64 letters are never near.
pub(super) fn edits(word: &[char], other: &str, open: bool) -> u32 {
    let Some(last) = word.len().checked_sub(1).filter(|last| *last < 64) else {
        return u32::MAX;
    };
    let last = 1_u64 << last;
    let mut score = u32::try_from(word.len()).unwrap_or(u32::MAX);
    let mut best = score;
    let (mut up, mut down, mut same, mut before) = (!0_u64, 0_u64, 0_u64, 0_u64);
    for sign in other.chars() {
        let here = word
            .iter()
            .rev()
            .fold(0_u64, |bits, known| (bits << 1) | u64::from(*known == sign));
        let swapped = ((!same & here) << 1) & before;
        same = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
        let right = down | !(same | up);
        let left = same & up;
        if right & last != 0 {
            score = score.saturating_add(1);
        } else if left & last != 0 {
            score = score.saturating_sub(1);
        }
        let right = (right << 1) | 1;
        up = (left << 1) | !(same | right);
        down = right & same;
        before = here;
        best = best.min(score);
    }
    if open { best } else { score }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::edits;

    /// The table, as every textbook has it.
    fn table(word: &[char], other: &[char]) -> Vec<usize> {
        let mut rows = vec![vec![0; other.len() + 1]; word.len() + 1];
        for (i, row) in rows.iter_mut().enumerate() {
            row[0] = i;
        }
        rows[0] = (0..=other.len()).collect();
        for i in 1..=word.len() {
            for j in 1..=other.len() {
                let differs = usize::from(word[i - 1] != other[j - 1]);
                let mut least = (rows[i - 1][j] + 1)
                    .min(rows[i][j - 1] + 1)
                    .min(rows[i - 1][j - 1] + differs);
                if i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        rows.pop().unwrap()
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_table(word in "[abcñ]{1,12}", other in "[abcñ]{0,14}") {
            let signs: Vec<char> = word.chars().collect();
            let row = table(&signs, &other.chars().collect::<Vec<_>>());
            let whole = usize::try_from(edits(&signs, &other, false)).unwrap();
            prop_assert_eq!(whole, *row.last().unwrap());
            let open = usize::try_from(edits(&signs, &other, true)).unwrap();
            prop_assert_eq!(open, *row.iter().min().unwrap());
        }
    }

    #[test]
    fn very_long_words_are_near_to_nothing() {
        let long: Vec<char> = "a".repeat(65).chars().collect();
        assert_eq!(edits(&long, &"a".repeat(65), false), u32::MAX);
        assert_eq!(edits(&[], "a", true), u32::MAX);
        assert_eq!(edits(&long[..64], &"a".repeat(65), false), 1);
    }
}
