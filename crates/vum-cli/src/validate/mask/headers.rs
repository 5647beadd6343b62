//! The line of a header, with its value masked.

use super::{Excerpt, cut};
use crate::screen::harmless;

/// The line around a byte, in so many columns. Only the name of a header of the standard is shown;
/// `None` when there is no text.
pub(in super::super) fn excerpt(
    text: &[u8],
    offset: usize,
    room: usize,
    show_values: bool,
) -> Option<Excerpt> {
    let start = text.get(..offset)?.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest = text.get(start..)?;
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let line = rest.get(..end)?;
    if text.is_empty() {
        return None;
    }
    let at = (offset - start).min(line.len());
    let (before, marked) = line.split_at_checked(at)?;
    let shown = |bytes: &[u8]| {
        // Four bytes a character are enough to fill the room.
        let bytes = bytes.get(..4 * room).unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes);
        harmless(text.trim_end_matches('\r'))
    };
    if show_values {
        return Some(cut(&shown(before), &shown(marked), "", false, room));
    }
    let colon = line.iter().position(|byte| *byte == b':');
    let name = colon.and_then(|at| line.get(..at)).filter(|name| is_known(name));
    let hidden = |bytes: &[u8]| if bytes.trim_ascii().is_empty() { "" } else { "…" };
    let Some(name) = name else {
        return Some(cut(hidden(before), hidden(marked), "", false, room));
    };
    let value = line.get(name.len() + 1..).unwrap_or_default();
    let (name, value) = (shown(name), hidden(value));
    Some(if before.is_empty() {
        cut("", &name, &format!(": {value}"), false, room)
    } else {
        cut(&format!("{name}: "), value, "", false, room)
    })
}

/// Whether a contract has a header of this name. Those are no values.
fn is_known(name: &[u8]) -> bool {
    let same = |it: &vum::headers::Header| it.name.as_bytes().eq_ignore_ascii_case(name);
    vum::operations().any(|operation| {
        operation.headers.iter().any(same)
            || operation.responses.iter().any(|it| it.headers.iter().any(same))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_unknown_names_are_masked() {
        let text = b"HTTP/1.1 200 geheim\nx-vum-FROMparty:   geheim\r\nX-Geheim: geheim\ngeheim";
        for offset in 0..=text.len() {
            let excerpt = excerpt(text, offset, 40, false).unwrap();
            assert!(!excerpt.line.to_lowercase().contains("geheim"), "{offset}: {excerpt:?}");
            assert!(excerpt.mark + excerpt.width <= 41, "{offset}: {excerpt:?}");
        }
        let value = excerpt(text, 39, 40, false).unwrap();
        assert_eq!((value.line.as_str(), value.mark, value.width), ("x-vum-FROMparty: …", 17, 1));
        let name = excerpt(text, 20, 40, false).unwrap();
        assert_eq!((name.line.as_str(), name.mark, name.width), ("x-vum-FROMparty: …", 0, 15));
        let shown = excerpt(text, 39, 40, true).unwrap();
        assert_eq!((shown.line.as_str(), shown.mark), ("x-vum-FROMparty:   geheim", 19));
        assert_eq!(excerpt(b"", 0, 40, false), None);
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("X-VUM-vraagID: {}", "v".repeat(100_000));
        for show in [false, true] {
            let excerpt = excerpt(text.as_bytes(), 15, 30, show).unwrap();
            assert!(excerpt.line.chars().count() <= 30, "{excerpt:?}");
        }
    }
}
