//! Texts that come from anywhere, in places where some characters mean something.

/// A character that no format shows as it is: control characters, which XML cannot hold and which
/// steer a terminal, and those that turn the direction of writing, which make a text lie.
fn is_harmful(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    // The last two of a plane are no characters; XML 1.0 forbids those of the first plane.
    let is_none = matches!(c, '\u{fffe}' | '\u{ffff}');
    is_control || turns || is_none
}

/// The text with `U+FFFD` for what is harmful; line ends become plain ones.
pub(crate) fn harmless(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect()
}

/// The text for XML and HTML, in content and between quotes. An apostrophe is written as a number:
/// HTML did not always know its name.
pub(crate) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The text for an attribute of XML: white space in one would become plain spaces.
pub(crate) fn attribute(text: &str) -> String {
    xml(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// The first characters of a text, with `…` for the rest.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// The name of a file as a reference of RFC 3986. A Windows path gets slashes; one with a drive is
/// a whole URI.
pub(crate) fn uri(file: &str) -> String {
    let file = file.replace('\\', "/");
    let mut uri = String::new();
    let mut letters = file.chars();
    if matches!((letters.next(), letters.next()), (Some(c), Some(':')) if c.is_ascii_alphabetic()) {
        uri.push_str("file:///");
    }
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if uri.starts_with("file:") => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_written_otherwise() {
        assert_eq!(
            xml("<a b=\"c\" d='e'>&\u{1b}\u{202e}"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\u{fffd}\u{fffd}"
        );
        assert_eq!(attribute("a\r\nb\tc\rd"), "a&#10;b&#9;c&#10;d");
    }

    #[test]
    fn a_text_is_clipped_between_characters() {
        assert_eq!(clipped("één", 3), "één");
        assert_eq!(clipped("één", 2), "éé…");
        assert_eq!(clipped("", 0), "");
    }

    #[test]
    fn a_file_is_a_reference() {
        assert_eq!(uri("map/één bestand#1.json"), "map/%C3%A9%C3%A9n%20bestand%231.json");
        assert_eq!(uri(r"C:\map\a.json"), "file:///C:/map/a.json");
        assert_eq!(uri("a:b"), "file:///a:b");
        assert_eq!(uri("/a//b"), "/a//b");
    }
}
