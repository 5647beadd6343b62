//! Patterns of the standard as XML Schema writes them.
//!
//! The subset of the standard reads alike in both, but for the anchors, which a pattern of XML
//! Schema has by itself, and for what needs a `\`: `$` may not have one there, `-` must.

use vum_model::{Bounds, Pattern, PatternNode};

/// The pattern of a text; `None` for one that is not in the subset, which the model refuses.
pub(super) fn translated(pattern: &str) -> Option<String> {
    let mut out = String::new();
    write(&Pattern::parse(pattern).ok()?.root, &mut out);
    Some(out)
}

fn write(node: &PatternNode, out: &mut String) {
    match node {
        PatternNode::Literal(c) => literal(*c, out),
        PatternNode::Any => out.push('.'),
        PatternNode::Class(ranges) => {
            out.push('[');
            for (from, to) in ranges {
                in_class(*from, out);
                if from != to {
                    out.push('-');
                    in_class(*to, out);
                }
            }
            out.push(']');
        }
        PatternNode::Sequence(nodes) => nodes.iter().for_each(|node| grouped(node, out)),
        PatternNode::Either(nodes) => {
            for (n, node) in nodes.iter().enumerate() {
                if n > 0 {
                    out.push('|');
                }
                write(node, out);
            }
        }
        PatternNode::Repeat { node, min, max } => {
            match **node {
                PatternNode::Literal(_) | PatternNode::Any | PatternNode::Class(_) => {
                    write(node, out);
                }
                _ => in_group(node, out),
            }
            // What may be empty may as well be absent, and libxml2 takes that better.
            let may_be_empty = Pattern { root: (**node).clone() }.accepts_empty();
            match (if may_be_empty { &0 } else { min }, max) {
                (0, Some(1)) => out.push('?'),
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (min, None) => out.push_str(&format!("{{{min},}}")),
                (min, Some(max)) if min == max => out.push_str(&format!("{{{min}}}")),
                (min, Some(max)) => out.push_str(&format!("{{{min},{max}}}")),
            }
        }
    }
}

/// A part of a sequence: alternatives and sequences need a group there.
fn grouped(node: &PatternNode, out: &mut String) {
    match node {
        PatternNode::Either(_) | PatternNode::Sequence(_) => in_group(node, out),
        _ => write(node, out),
    }
}

fn in_group(node: &PatternNode, out: &mut String) {
    out.push('(');
    write(node, out);
    out.push(')');
}

fn literal(c: char, out: &mut String) {
    if r"\|.?*+(){}[]^-".contains(c) {
        out.push('\\');
    }
    out.push(c);
}

fn in_class(c: char, out: &mut String) {
    if r"\[]^-".contains(c) {
        out.push('\\');
    }
    out.push(c);
}

/// Digits that stand for a number within bounds; zeros in front are free. Bounds below zero leave
/// no more than "digits".
pub(super) fn digits(bounds: &Bounds) -> String {
    let min = bounds.min.unwrap_or(0);
    let (Ok(min), Some(max)) = (u64::try_from(min), bounds.max) else {
        return "[0-9]+".to_owned();
    };
    let Ok(max) = u64::try_from(max) else { return "[0-9]+".to_owned() };
    if min > max {
        return "[0-9]+".to_owned();
    }
    let mut parts = Vec::new();
    // Numbers of one length at a time, so that bounds have as many digits as what they bound.
    for length in min.to_string().len()..=max.to_string().len() {
        let greatest = (0..length).fold(0_u64, |n, _| n.saturating_mul(10).saturating_add(9));
        let least = if length == 1 { 0 } else { greatest / 10 + 1 };
        let (from, to) = (least.max(min).to_string(), greatest.min(max).to_string());
        range(from.as_bytes(), to.as_bytes(), &mut String::new(), &mut parts);
    }
    format!("0*({})", parts.join("|"))
}

/// The numbers from one to another, both with the same number of digits.
fn range(from: &[u8], to: &[u8], start: &mut String, parts: &mut Vec<String>) {
    let (Some((low, from_rest)), Some((high, to_rest))) = (from.split_first(), to.split_first())
    else {
        parts.push(start.clone());
        return;
    };
    let all = |rest: &[u8]| match rest.len() {
        0 => String::new(),
        1 => "[0-9]".to_owned(),
        n => format!("[0-9]{{{n}}}"),
    };
    let class = |low: u8, high: u8| match low.cmp(&high) {
        std::cmp::Ordering::Equal => char::from(low).to_string(),
        _ => format!("[{}-{}]", char::from(low), char::from(high)),
    };
    let is = |rest: &[u8], digit: u8| rest.iter().all(|it| *it == digit);
    if low == high {
        let length = start.len();
        start.push(char::from(*low));
        range(from_rest, to_rest, start, parts);
        start.truncate(length);
        return;
    }
    // The first digit apart where not everything behind it fits.
    let (mut first, mut last) = (*low, *high);
    if !is(from_rest, b'0') {
        let nines = vec![b'9'; from_rest.len()];
        range(from, &[&[*low], nines.as_slice()].concat(), start, parts);
        first += 1;
    }
    let whole = is(to_rest, b'9');
    if !whole {
        last -= 1;
    }
    if first <= last {
        parts.push(format!("{start}{}{}", class(first, last), all(to_rest)));
    }
    if !whole {
        let zeros = vec![b'0'; to_rest.len()];
        range(&[&[*high], zeros.as_slice()].concat(), to, start, parts);
    }
}

/// `EEJJMMDD`: the dates of the calendar from year 1 to 9999, leap years included.
pub(super) fn date() -> String {
    const YEAR: &str = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
    const LONG: &str = "(0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])";
    const SHORT: &str = "(0[469]|11)(0[1-9]|[12][0-9]|30)";
    const FEBRUARY: &str = "02(0[1-9]|1[0-9]|2[0-8])";
    // Divisible by four, and not a whole century unless that is.
    const FOURTH: &str = "(0[48]|[2468][048]|[13579][26])";
    format!("{YEAR}({LONG}|{SHORT}|{FEBRUARY})|([0-9]{{2}}{FOURTH}|{FOURTH}00)0229")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_translated() {
        for (pattern, expected) in [
            ("^[0-9]{4}[a-zA-Z]{2}$", "[0-9]{4}[a-zA-Z]{2}"),
            ("^[a-zA-Z0-9_.-]{0,200}$", r"[a-zA-Z0-9_.\-]{0,200}"),
            ("^[0-9]+$", "[0-9]+"),
            ("^(ab|c)*d?$", "(ab|c)*d?"),
            ("^x(a|b)(cd){2,}$", "x(a|b)(cd){2,}"),
            (r"^\$\.\^\-\{$", r"$\.\^\-\{"),
            (r"^[\]\\^a]$", r"[\]\\\^a]"),
            ("^$", ""),
            ("^(a|)$", "a|"),
            ("^<&é$", "<&é"),
            ("^(a{0,3}){2}$", "(a{0,3}){0,2}"),
        ] {
            assert_eq!(translated(pattern).unwrap(), expected, "{pattern}");
        }
        assert_eq!(translated("a"), None);
    }

    /// Our own reading of the pattern, which has to be anchored and grouped for that.
    fn fits(pattern: &str) -> Pattern {
        Pattern::parse(&format!("^({pattern})$")).unwrap()
    }

    #[test]
    fn digits_are_bounded() {
        assert_eq!(digits(&Bounds { min: Some(1), max: Some(9) }), "0*([1-9])");
        assert_eq!(digits(&Bounds { min: None, max: None }), "[0-9]+");
        assert_eq!(digits(&Bounds { min: Some(-1), max: Some(9) }), "[0-9]+");
        for (min, max) in [(0, 0), (0, 9), (1, 9), (0, 99_999), (7, 312), (95, 105), (120, 129)] {
            let pattern = fits(&digits(&Bounds { min: Some(min), max: Some(max) }));
            for number in (0..=1100).chain([9999, 10_000, 99_998, 99_999, 100_000, 999_999]) {
                let inside = (min..=max).contains(&number);
                assert_eq!(pattern.accepts(&number.to_string()), inside, "{min} {max} {number}");
                assert_eq!(pattern.accepts(&format!("00{number}")), inside);
            }
            for text in ["", " 1", "1 ", "+1", "-1", "1.0", "a"] {
                assert!(!pattern.accepts(text), "{text}");
            }
        }
        let most = digits(&Bounds { min: Some(0), max: Some(i64::MAX) });
        assert!(fits(&most).accepts("9223372036854775807"));
        assert!(!fits(&most).accepts("9223372036854775808"));
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        let pattern = fits(&date());
        let leap = |year: u32| {
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
        };
        for year in
            [0, 1, 4, 9, 40, 99, 100, 104, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9996, 9999]
        {
            for month in 0..=13 {
                let days = match month {
                    2 if leap(year) => 29,
                    2 => 28,
                    4 | 6 | 9 | 11 => 30,
                    1..=12 => 31,
                    _ => 0,
                };
                for day in [0, 1, 9, 10, 19, 20, 27, 28, 29, 30, 31, 32, 99] {
                    let exists = year > 0 && (1..=days).contains(&day);
                    let text = format!("{year:04}{month:02}{day:02}");
                    assert_eq!(pattern.accepts(&text), exists, "{text}");
                }
            }
        }
        for text in ["", "2023020", "202302010", "2023-02-01", " 20230201"] {
            assert!(!pattern.accepts(text), "{text}");
        }
    }
}
