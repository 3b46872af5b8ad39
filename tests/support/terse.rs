//! Reads the texts of the search index in the plainest way; what their code is says `src/output/search/terse.rs`.

/// What the client reads in a file of texts, read in the plainest way.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1));
    let mut take = |count: usize| {
        let taken = bits.by_ref().take(count);
        taken.fold(0, |value, bit| value << 1 | usize::from(bit))
    };
    let count = |take: &mut dyn FnMut(usize) -> usize| {
        let zeros = std::iter::repeat_with(|| take(1))
            .take_while(|bit| *bit == 0)
            .count();
        (1 << zeros | take(zeros)) - 1
    };
    let letters = format!(
        "\n \0{}",
        include_str!("../../src/output/search/client/letters.txt")
    );
    let lines: Vec<Vec<u16>> = (0..6)
        .map(|line| {
            letters
                .encode_utf16()
                .skip((16 << line) - 16 + line)
                .take(16 << line)
                .collect()
        })
        .collect();
    let length = count(&mut take);
    let mut units: Vec<u16> = Vec::new();
    while units.len() < length {
        let prefix = match take(2) {
            0 => {
                let length = count(&mut take) + 2;
                let before = units.len();
                let width = (usize::BITS - (before - 1).leading_zeros()) as usize;
                let from = before - 1 - take(width);
                (from..from + length).for_each(|at| units.push(units[at]));
                continue;
            }
            first => first << 1 | take(1),
        };
        let line = if prefix < 7 { prefix - 2 } else { 5 + take(1) };
        units.push(match lines.get(line) {
            Some(line) => line[take(line.len().ilog2() as usize)],
            None => u16::try_from(take(16)).expect("16 bits"),
        });
    }
    String::from_utf16(&units).expect("whole characters")
}
