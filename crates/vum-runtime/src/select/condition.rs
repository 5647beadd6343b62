//! What the conditions of a question hold of the values of a profile; for generated code.
//!
//! Values and operands become keys that are compared as MongoDB compares them. An empty value is
//! as absent, and an operand that is absent asks nothing.

use std::cmp::Ordering;
use std::ops::{Bound, RangeBounds};

use super::Outcome;
use crate::code::{Code, code_integer};
use crate::date::Date;

/// The key of a whole number.
#[must_use]
#[inline]
pub fn integer(value: Option<&i64>) -> Option<i64> {
    value.copied()
}

/// The key of a text: texts are compared by their bytes.
#[must_use]
#[inline]
pub fn text<T: AsRef<str> + ?Sized>(value: Option<&T>) -> Option<&str> {
    value.map(AsRef::as_ref).filter(|text| !text.is_empty())
}

/// The key of a date: the order of its text is that of the calendar.
#[must_use]
#[inline]
pub fn date(value: Option<&Date>) -> Option<&Date> {
    value.filter(|date| date.digits().is_some() || !date.to_string().is_empty())
}

/// The key of a code that is a text in messages.
#[must_use]
#[inline]
pub fn code<C: Code>(value: Option<&C>) -> Option<CodeText<'_, C>> {
    // Only what the list does not have can be empty.
    value.filter(|code| code.is_variant() || !code.as_str().is_empty()).map(CodeText)
}

/// A code that is compared by its text. Whether two are the same their type knows best.
pub struct CodeText<'a, C>(&'a C);

impl<C> Clone for CodeText<'_, C> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for CodeText<'_, C> {}

impl<C: PartialEq> PartialEq for CodeText<'_, C> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<C: PartialOrd> PartialOrd for CodeText<'_, C> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partial_cmp(other.0)
    }
}

/// The key of a code that is a number in messages.
#[must_use]
#[inline]
pub fn integer_code<C: Code>(value: Option<&C>) -> Option<CodeNumber> {
    let code = value.map(Code::as_str).filter(|code| !code.is_empty());
    code.map(|code| match code.as_bytes() {
        // Most lists have fewer than ten codes.
        [digit @ b'0'..=b'9'] => CodeNumber(Some(i64::from(digit - b'0'))),
        _ => CodeNumber(code_integer(code)),
    })
}

/// The number that a code stands for. A code that is no number has no order, and equals nothing.
#[derive(Clone, Copy)]
pub struct CodeNumber(Option<i64>);

impl PartialEq for CodeNumber {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for CodeNumber {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.0?.cmp(&other.0?))
    }
}

/// An operator with its operand. Without an operand it asks nothing.
#[derive(Clone, Copy)]
pub struct Test<K> {
    operator: Operator,
    operand: Option<K>,
}

#[derive(Clone, Copy)]
enum Operator {
    Eq,
    Gte,
    Lte,
    Lt,
}

/// `$eq`.
#[must_use]
#[inline]
pub fn eq<K>(operand: Option<K>) -> Test<K> {
    Test { operator: Operator::Eq, operand }
}

/// `$gte`.
#[must_use]
#[inline]
pub fn gte<K>(operand: Option<K>) -> Test<K> {
    Test { operator: Operator::Gte, operand }
}

/// `$lte`.
#[must_use]
#[inline]
pub fn lte<K>(operand: Option<K>) -> Test<K> {
    Test { operator: Operator::Lte, operand }
}

/// `$lt`.
#[must_use]
#[inline]
pub fn lt<K>(operand: Option<K>) -> Test<K> {
    Test { operator: Operator::Lt, operand }
}

impl<K: PartialOrd> Test<K> {
    #[inline]
    fn holds(&self, found: &K) -> bool {
        let Some(operand) = &self.operand else { return true };
        match self.operator {
            Operator::Eq => found == operand,
            Operator::Gte => found >= operand,
            Operator::Lte => found <= operand,
            Operator::Lt => found < operand,
        }
    }
}

/// One condition: the value has to pass all tests.
#[must_use]
#[inline]
pub fn value<K: PartialOrd, const N: usize>(found: Option<K>, tests: [Test<K>; N]) -> Outcome {
    if tests.iter().all(|test| test.operand.is_none()) {
        return Outcome::Ignored;
    }
    match found {
        None => Outcome::Absent,
        Some(found) if tests.iter().all(|test| test.holds(&found)) => Outcome::Satisfied,
        Some(_) => Outcome::NotSatisfied,
    }
}

/// Both of two conditions. The second is not looked at where the first decides.
#[must_use]
#[inline]
pub fn and(first: Outcome, second: impl FnOnce() -> Outcome) -> Outcome {
    if first == Outcome::NotSatisfied {
        return first;
    }
    let second = second();
    if weight(second) > weight(first) { second } else { first }
}

/// The heavier outcome is that of both.
#[inline]
fn weight(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Ignored => 0,
        Outcome::Satisfied => 1,
        Outcome::Unknown => 2,
        Outcome::Absent => 3,
        Outcome::NotSatisfied => 4,
    }
}

/// The elements of a list in a record that can be absent.
#[must_use]
#[inline]
pub fn list<R, E>(record: Option<&R>, field: impl FnOnce(&R) -> &Vec<E>) -> &[E] {
    record.map_or(&[], |record| field(record))
}

/// `{$elemMatch: {$or: [...]}}`: some element satisfies some branch.
///
/// `ask` makes the test of a branch, once for all elements. It holds the branch against an
/// element, or against none: then it tells whether the branch asks anything. A branch that asks
/// nothing restricts nothing, so that the whole asks nothing.
#[must_use]
#[inline]
pub fn any<'q, E, B, T: Fn(Option<&E>) -> Outcome>(
    elements: &[E],
    branches: &'q [B],
    ask: impl Fn(&'q B) -> T,
) -> Outcome {
    let mut outcome = None;
    for branch in branches {
        // Where one is satisfied, the others only have to ask something.
        let left = if outcome == Some(Outcome::Satisfied) { &[] } else { elements };
        outcome = match (outcome, some(left, ask(branch))) {
            (_, Outcome::Ignored) => return Outcome::Ignored,
            (Some(Outcome::Satisfied), _) => outcome,
            (Some(Outcome::NotSatisfied), Outcome::Absent) => outcome,
            (_, of_branch) => Some(of_branch),
        };
    }
    outcome.unwrap_or(Outcome::Ignored)
}

/// What a test says to the elements: the first that satisfies it decides.
#[inline]
fn some<E>(elements: &[E], test: impl Fn(Option<&E>) -> Outcome) -> Outcome {
    if test(None) == Outcome::Ignored {
        return Outcome::Ignored;
    }
    let mut outcome = Outcome::Absent;
    for element in elements {
        match test(Some(element)) {
            Outcome::Satisfied => return Outcome::Satisfied,
            Outcome::NotSatisfied => outcome = Outcome::NotSatisfied,
            _ => {}
        }
    }
    outcome
}

/// `{$all: [{$elemMatch: ...}, ...]}`: every entry is satisfied by some element.
///
/// `ask` is that of [`any`]. An entry that asks nothing is as absent.
#[must_use]
#[inline]
pub fn all<'q, E, B, T: Fn(Option<&E>) -> Outcome>(
    elements: &[E],
    entries: &'q [B],
    ask: impl Fn(&'q B) -> T,
) -> Outcome {
    let mut outcome = Outcome::Ignored;
    for entry in entries {
        outcome = and(outcome, || some(elements, ask(entry)));
    }
    outcome
}

/// The least and the greatest number of a range; `None` where it has no bound.
pub fn bounds(range: &impl RangeBounds<i64>) -> (Option<i64>, Option<i64>) {
    let from = match range.start_bound() {
        Bound::Included(from) => Some(*from),
        Bound::Excluded(from) => Some(from.saturating_add(1)),
        Bound::Unbounded => None,
    };
    let to = match range.end_bound() {
        Bound::Included(to) => Some(*to),
        Bound::Excluded(to) => Some(to.saturating_sub(1)),
        Bound::Unbounded => None,
    };
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta::CodeListMeta;
    use crate::select::tests::Random;

    #[derive(PartialEq, PartialOrd)]
    struct Mine(&'static str);

    static LIST: CodeListMeta = crate::select::tests::NO_CODES;

    impl Code for Mine {
        const LIST: &'static CodeListMeta = &LIST;
        fn as_str(&self) -> &str {
            self.0
        }
        fn from_code(_: &str) -> Self {
            Self("")
        }
    }

    use Outcome::{Absent, Ignored, NotSatisfied, Satisfied};

    #[test]
    fn numbers_and_texts_have_their_own_order() {
        let (two, ten) = (Mine("2"), Mine("10"));
        let as_text = value(code(Some(&ten)), [gte(code(Some(&two)))]);
        assert_eq!(as_text, NotSatisfied, "\"10\" is before \"2\"");
        let as_number = value(integer_code(Some(&ten)), [gte(integer_code(Some(&two)))]);
        assert_eq!(as_number, Satisfied);
        for (found, asked, outcome) in [
            ("1", "1", Satisfied),
            ("x", "x", NotSatisfied),
            ("01", "1", NotSatisfied),
            ("1", "01", NotSatisfied),
            ("x", "1", NotSatisfied),
            ("", "1", Absent),
            ("1", "", Ignored),
            ("-5", "-5", Satisfied),
        ] {
            let (found, asked) = (Mine(found), Mine(asked));
            let told = value(integer_code(Some(&found)), [eq(integer_code(Some(&asked)))]);
            assert_eq!(told, outcome, "{} {}", found.0, asked.0);
            let (found, asked) = (integer_code(Some(&found)), integer_code(Some(&asked)));
            if outcome == NotSatisfied && found.is_some_and(|it| it.0.is_none()) {
                assert_eq!(value(found, [lt(asked)]), NotSatisfied);
                assert_eq!(value(found, [gte(asked)]), NotSatisfied);
            }
        }
    }

    #[test]
    fn empty_is_absent() {
        let (empty, full) = (String::new(), "x".to_owned());
        assert_eq!(text(Some(&empty)), None);
        assert_eq!(text(Some(&full)), Some("x"));
        assert_eq!(text::<String>(None), None);
        assert!(code(Some(&Mine(""))).is_none());
        assert!(date(Some(&Date::from_text(""))).is_none());
        assert!(date(Some(&Date::from_text("later"))).is_some());
        assert!(date(Some(&Date::from_text("2026-01-01"))).is_some());
        assert_eq!(value(text(Some(&full)), [eq(text(Some(&empty)))]), Ignored);
        assert_eq!(value(text(Some(&empty)), [eq(text(Some(&full)))]), Absent);
        assert_eq!(value(text::<str>(None), [eq(text(Some(&empty)))]), Ignored);
        assert_eq!(value(Some(1), []), Ignored);
    }

    #[test]
    fn dates_are_in_the_order_of_the_calendar() {
        let [before, day, after] = ["2025-12-31", "2026-01-01", "2026-01-02"].map(Date::from_text);
        let not_after = |found| value(date(Some(found)), [lte(date(Some(&day)))]);
        assert_eq!([&before, &day, &after].map(not_after), [Satisfied, Satisfied, NotSatisfied]);
        let at_least = |found| value(date(Some(found)), [gte(date(Some(&day)))]);
        assert_eq!([&before, &day, &after].map(at_least), [NotSatisfied, Satisfied, Satisfied]);
    }

    #[test]
    fn every_operator_counts() {
        let mut random = Random(7);
        for _ in 0..10_000 {
            let mut some =
                || Some(random.below(5)).filter(|it| *it < 4).map(|it| i64::from(it) - 1);
            let (found, low, high, same, below) = (some(), some(), some(), some(), some());
            let told = value(found, [gte(low), lte(high), eq(same), lt(below)]);
            let asked = [low, high, same, below];
            let expected = match found {
                _ if asked == [None; 4] => Ignored,
                None => Absent,
                Some(it)
                    if low.is_none_or(|low| it >= low)
                        && high.is_none_or(|high| it <= high)
                        && same.is_none_or(|same| it == same)
                        && below.is_none_or(|below| it < below) =>
                {
                    Satisfied
                }
                Some(_) => NotSatisfied,
            };
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn both_is_what_weighs_more() {
        let all = [Ignored, Satisfied, Outcome::Unknown, Absent, NotSatisfied];
        for (n, first) in all.into_iter().enumerate() {
            for (m, second) in all.into_iter().enumerate() {
                assert_eq!(and(first, || second), all[n.max(m)]);
            }
        }
    }

    /// An element or condition of two values.
    type Two = [Option<i64>; 2];

    fn both(asked: &Two) -> impl Fn(Option<&Two>) -> Outcome {
        let tests = [0, 1].map(|n| eq(integer(asked[n].as_ref())));
        move |element| {
            let one = |n: usize| value(element.and_then(|it| integer(it[n].as_ref())), [tests[n]]);
            and(one(0), || one(1))
        }
    }

    #[test]
    fn a_branch_that_asks_nothing_restricts_nothing() {
        let one: Two = [Some(1), None];
        let nothing: Two = [None; 2];
        for elements in [&[][..], &[one]] {
            assert_eq!(any(elements, &[], both), Ignored);
            assert_eq!(any(elements, &[one, nothing], both), Ignored);
            assert_eq!(all(elements, &[], both), Ignored);
            assert_eq!(all(elements, &[nothing], both), Ignored);
        }
        assert_eq!(all(&[one], &[nothing, one], both), Satisfied);
        assert_eq!(all(&[], &[nothing, one], both), Absent);
        assert_eq!(any(&[], &[one], both), Absent);
        assert_eq!(any(&[nothing], &[one], both), Absent);
    }

    #[test]
    fn one_element_has_to_satisfy_all_of_an_entry() {
        let (asked, split) = ([Some(1), Some(2)], [[Some(1), Some(9)], [Some(9), Some(2)]]);
        assert_eq!(all(&split, &[asked], both), NotSatisfied);
        assert_eq!(all(&[asked], &[asked], both), Satisfied);
        let entries = [[Some(1), None], [None, Some(2)]];
        assert_eq!(all(&split, &entries, both), Satisfied, "not the same element");
        assert_eq!(any(&split, &[asked, [Some(9), Some(2)]], both), Satisfied);
    }

    #[test]
    fn lists_agree_with_their_definition() {
        let mut random = Random(11);
        for _ in 0..20_000 {
            let mut list = || -> Vec<Two> {
                let length = random.below(4);
                let mut one = || Some(random.below(4)).filter(|it| *it < 3).map(i64::from);
                (0..length).map(|_| [one(), one()]).collect()
            };
            let (elements, asked) = (list(), list());
            let fits = |element: &Two, asked: &Two| {
                element.iter().zip(asked).all(|(it, asked)| asked.is_none() || it == asked)
            };
            let nothing: Two = [None; 2];
            let told = any(&elements, &asked, both);
            if asked.is_empty() || asked.contains(&nothing) {
                assert_eq!(told, Ignored);
            } else {
                let holds = elements.iter().any(|it| asked.iter().any(|asked| fits(it, asked)));
                assert_eq!(told == Satisfied, holds);
            }
            let told = all(&elements, &asked, both);
            let asked: Vec<Two> = asked.into_iter().filter(|it| *it != nothing).collect();
            if asked.is_empty() {
                assert_eq!(told, Ignored);
            } else {
                let holds = asked.iter().all(|asked| elements.iter().any(|it| fits(it, asked)));
                assert_eq!(told == Satisfied, holds);
            }
        }
    }

    #[test]
    fn a_list_of_an_absent_record_is_empty() {
        assert_eq!(list(None::<&(Vec<i64>,)>, |it| &it.0), [0; 0]);
        assert_eq!(list(Some(&(vec![1],)), |it| &it.0), [1]);
    }
}
