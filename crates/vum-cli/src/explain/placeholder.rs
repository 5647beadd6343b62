//! Values that fit a form, for examples. They mean nothing.

use vum_model::{Bounds, TextForm};

/// Repetitions of `+` and the like are tried up to this number, from the likely ones on.
const MOST: usize = 40;

/// A text where nothing is known of its meaning.
const WORD: &str = "voorbeeld";

/// Numbers that read well.
const NUMBERS: [i64; 3] = [12, 2, 1];

/// A text that fits; `None` where that takes more than a simple pattern.
pub(super) fn text(name: &str, form: &TextForm) -> Option<String> {
    let fits = |text: &String| {
        let length = text.chars().count();
        form.min_length.is_none_or(|min| length >= min as usize)
            && form.max_length.is_none_or(|max| length <= max as usize)
    };
    if let Some(pattern) = &form.pattern {
        let atoms = atoms(pattern)?;
        return [6, 4, 8].into_iter().chain(1..=MOST).map(|often| spell(&atoms, often)).find(fits);
    }
    let name = name.to_lowercase();
    let max = form.max_length.map_or(usize::MAX, |it| it as usize);
    let min = form.min_length.map_or(0, |it| it as usize);
    let known = if name.contains("emailadres") {
        "info@example.org"
    } else if name.contains("telefoonnummer") {
        "0612345678"
    } else if name.starts_with("code") || name.starts_with("identificatiecode") {
        "1234"
    } else if max < WORD.len() {
        "A"
    } else {
        WORD
    };
    // Cut off or repeated, so that it fits whatever the lengths are.
    let length = known.chars().count().clamp(min.min(max), max);
    Some(known.chars().cycle().take(length).collect()).filter(fits)
}

/// An address on the web that fits.
pub(super) fn uri(form: &TextForm) -> Option<String> {
    let known = "https://example.org";
    let plain = TextForm { pattern: None, ..form.clone() };
    let fits = form.pattern.is_none()
        && plain.min_length.is_none_or(|min| known.len() >= min as usize)
        && plain.max_length.is_none_or(|max| known.len() <= max as usize);
    if fits { Some(known.to_owned()) } else { text("", form) }
}

/// A number within bounds.
pub(super) fn number(bounds: &Bounds) -> i64 {
    let fits = |it: &i64| {
        bounds.min.is_none_or(|min| *it >= min) && bounds.max.is_none_or(|max| *it <= max)
    };
    let ends = bounds.min.or(bounds.max).unwrap_or_default();
    NUMBERS.into_iter().find(fits).unwrap_or(ends)
}

/// A part of a pattern: characters to choose from, and how many of them.
struct Atom {
    characters: Vec<char>,
    least: usize,
    most: usize,
}

/// The parts of a pattern without groups; `None` for any other.
fn atoms(pattern: &str) -> Option<Vec<Atom>> {
    let mut rest = pattern.strip_prefix('^')?.strip_suffix('$')?;
    let mut atoms = Vec::new();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..)?;
        let characters = match first {
            '[' => {
                let (class, tail) = after.split_once(']')?;
                rest = tail;
                members(class)?
            }
            '(' | ')' | '|' | '\\' | '.' | '^' | '$' => return None,
            literal => {
                rest = after;
                vec![literal]
            }
        };
        let (least, most);
        (least, most, rest) = quantifier(rest)?;
        atoms.push(Atom { characters, least, most });
    }
    Some(atoms)
}

/// The characters of a class that read best: one kind of letter, and digits.
fn members(class: &str) -> Option<Vec<char>> {
    if class.starts_with('^') || class.contains('\\') {
        return None;
    }
    let has = |range: &str| class.contains(range);
    let letters = match (has("A-Z") || has("A-F"), has("a-z") || has("a-f")) {
        (true, _) => "ABC",
        (false, true) => "abc",
        (false, false) => "",
    };
    let known = match has("0-9") {
        true if letters.is_empty() => "1234567890".to_owned(),
        true => format!("{letters}123"),
        false => letters.to_owned(),
    };
    match known.is_empty() {
        false => Some(known.chars().collect()),
        true => class.chars().next().map(|it| vec![it]),
    }
}

/// How often a part stands there, and what follows.
fn quantifier(rest: &str) -> Option<(usize, usize, &str)> {
    let Some(sign) = rest.chars().next() else { return Some((1, 1, rest)) };
    let after = rest.get(sign.len_utf8()..)?;
    match sign {
        '?' => Some((0, 1, after)),
        '*' => Some((0, usize::MAX, after)),
        '+' => Some((1, usize::MAX, after)),
        '{' => {
            let (bounds, tail) = after.split_once('}')?;
            let (least, most) = bounds.split_once(',').unwrap_or((bounds, bounds));
            let least = least.parse().ok()?;
            let most = if most.is_empty() { usize::MAX } else { most.parse().ok()? };
            Some((least, most, tail))
        }
        _ => Some((1, 1, rest)),
    }
}

/// The parts, each as often as is asked for where it leaves a choice.
fn spell(atoms: &[Atom], often: usize) -> String {
    let spell = |atom: &Atom| {
        let count = often.clamp(atom.least, atom.most.max(atom.least));
        atom.characters.iter().copied().cycle().take(count).collect::<String>()
    };
    atoms.iter().map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::{number, text};
    use vum_model::{Bounds, TextForm};

    fn form(pattern: &str, max_length: Option<u32>) -> TextForm {
        TextForm { min_length: None, max_length, pattern: Some(pattern.to_owned()) }
    }

    #[test]
    fn simple_patterns_are_spelled_out() {
        for (pattern, max, expected) in [
            ("^[0-9]{4}[a-zA-Z]{2}$", None, Some("1234AB")),
            ("^[0-9]{8}$", None, Some("12345678")),
            ("^[0-9]+$", Some(5), Some("1234")),
            ("^[a-z]{3}$", None, Some("abc")),
            ("^[a-zA-Z0-9_.-]{0,200}$", None, Some("ABC123")),
            ("^NL-[0-9]?x$", None, Some("NL-1x")),
            ("^(a|b)$", None, None),
            ("^[0-9]{8}$", Some(4), None),
        ] {
            assert_eq!(text("", &form(pattern, max)).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn lengths_and_bounds_are_kept() {
        let length = |min_length, max_length| {
            let form = TextForm { min_length, max_length, pattern: None };
            text("naam", &form).map(|text| text.chars().count())
        };
        assert_eq!(length(None, None), Some(9));
        assert_eq!(length(None, Some(4)), Some(1));
        assert_eq!(length(Some(4), Some(4)), Some(4));
        assert_eq!(length(Some(30), Some(30)), Some(30));
        assert_eq!(length(Some(3), Some(2)), None);
        for (min, max, expected) in [
            (None, None, 12),
            (Some(0), Some(9), 2),
            (Some(1950), None, 1950),
            (None, Some(-3), -3),
            (Some(0), Some(0), 0),
        ] {
            assert_eq!(number(&Bounds { min, max }), expected);
        }
    }
}
