//! Texts in Markdown.

/// A text in which nothing is markup, fit for a cell of a table.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => {
                plain.push('\\');
                plain.push(c);
            }
            c => plain.push(c),
        }
    }
    plain
}

/// An id, as code; a bar in it would split a cell.
#[must_use]
pub fn code(id: &str) -> String {
    format!("`{}`", id.replace('`', "'").replace('|', "\\|"))
}

/// A row of a table.
#[must_use]
pub fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The head of a table.
#[must_use]
pub fn head(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|it| (*it).to_owned()).collect();
    row(&cells) + &format!("|{}\n", "---|".repeat(cells.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(plain("a|b *c* `d` [e](f) <g>\nh"), r"a\|b \*c\* \`d\` \[e\](f) \<g\> h");
        assert_eq!(code("e|f`g"), r"`e\|f'g`");
        assert_eq!(head(&["a", "b"]), "| a | b |\n|---|---|\n");
    }
}
