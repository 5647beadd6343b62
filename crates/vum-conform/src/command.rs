//! The command line of an adapter, split into words without a shell.

/// The words of a command: split at blanks, with `'…'` and `"…"` to keep blanks together. A
/// backslash takes the character behind it as it is, except on Windows, where it stands in paths,
/// and inside `'…'`. Nothing else means anything: there are no variables, pipes or globs.
/// `None` when a quote is not closed or there is no word.
#[must_use]
pub fn split(command: &str) -> Option<Vec<String>> {
    let escapes = cfg!(not(windows));
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') if escapes => word.get_or_insert_default().push(chars.next()?),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (quote.is_none() && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_told_apart() {
        for (command, words) in [
            ("python3 adapter.py", Some(vec!["python3", "adapter.py"])),
            ("  a\tb  ", Some(vec!["a", "b"])),
            ("'my program' --name \"a b\"", Some(vec!["my program", "--name", "a b"])),
            ("a''b ''", Some(vec!["ab", ""])),
            ("\"it's\" '\"'", Some(vec!["it's", "\""])),
            ("a; rm -rf $HOME | b *", Some(vec!["a;", "rm", "-rf", "$HOME", "|", "b", "*"])),
            ("", None),
            ("   ", None),
            ("'open", None),
            ("\"open", None),
        ] {
            let words = words.map(|it| it.into_iter().map(str::to_owned).collect());
            assert_eq!(split(command), words, "{command}");
        }
    }

    #[cfg(not(windows))]
    #[test]
    fn a_backslash_keeps_what_follows() {
        assert_eq!(split(r"a\ b 'c\d' \"), None);
        assert_eq!(split(r#"a\ b 'c\d' "\"""#).unwrap(), ["a b", r"c\d", "\""]);
    }
}
