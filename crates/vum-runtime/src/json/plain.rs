//! Plain text: what stands in a JSON string as it is. A quote, a backslash and a control character
//! do not.
//!
//! Most texts are short, and a guess where one ends costs more than a look at a few bytes too many.

/// Where the plain part of a string ends: at a quote, a backslash, a control character or the end
/// of the text.
#[inline]
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    let mut rest = bytes.get(at..).unwrap_or_default();
    let mut blocks = 0;
    while let Some((block, tail)) = rest.split_first_chunk::<16>() {
        // Both halves at once: where a short text ends is no branch to guess.
        let (words, _) = block.as_chunks::<8>();
        let [first, second] = [0, 1].map(|n| words.get(n).map_or(0, |word| stops(*word)));
        if first | second != 0 {
            let (word, before) = if first != 0 { (first, 0) } else { (second, 8) };
            return at + before + (word.trailing_zeros() / 8) as usize;
        }
        at += 16;
        rest = tail;
        blocks += 1;
        if blocks == 2 {
            let plain = plain_blocks(rest);
            at += plain;
            rest = rest.get(plain..).unwrap_or_default();
        }
    }
    at + rest.iter().take_while(|byte| is_plain(**byte)).count()
}

/// The first byte that ends the plain part of a string, as a bit in it; others above it can be
/// marked too.
#[inline]
fn stops(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let word = u64::from_le_bytes(word);
    // Only above a byte that is marked can a borrow mark others.
    let control = word.wrapping_sub(ONES * 0x20);
    let quote = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let slash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control | quote | slash) & !word & HIGH
}

#[inline]
fn is_plain(byte: u8) -> bool {
    (byte >= 0x20) & (byte != b'"') & (byte != b'\\')
}

/// The bytes of whole blocks in which a string does not end. They are looked at without a branch
/// for each byte, which the compiler turns into wide instructions; short texts never come here.
#[inline(never)]
fn plain_blocks(text: &[u8]) -> usize {
    let plain = |block: &&[u8]| block.iter().fold(true, |plain, byte| plain & is_plain(*byte));
    32 * text.chunks_exact(32).take_while(plain).count()
}

/// Whether nothing in a text ends the plain part of a string.
#[inline]
pub(super) fn is_plain_text(text: &[u8]) -> bool {
    let plain = |block: &[u8]| block.iter().fold(true, |plain, byte| plain & is_plain(*byte));
    // Where the length is no multiple, the last block overlaps the one before it.
    if let Some(last) = text.last_chunk::<16>() {
        return text.chunks_exact(16).all(plain) && plain(last);
    }
    match text.first_chunk().zip(text.last_chunk()) {
        Some((first, last)) => stops(*first) | stops(*last) == 0,
        None => plain(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_plain_text, plain_end};

    /// Every byte at every place of texts that end within a word, a block and several blocks.
    #[test]
    fn the_end_is_found_wherever_it_is() {
        for length in [1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 70, 100] {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'!'; length];
                    text[place] = byte;
                    let ends = byte < 0x20 || byte == b'"' || byte == b'\\';
                    let end = if ends { place } else { length };
                    assert_eq!(plain_end(&text, 0), end, "{byte} at {place} of {length}");
                    assert_eq!(is_plain_text(&text), !ends, "{byte} at {place} of {length}");
                }
            }
        }
        assert_eq!(plain_end(b"\"ab\"", 1), 3);
        assert_eq!(plain_end(b"", 1), 1);
        assert!(is_plain_text(b""));
    }
}
