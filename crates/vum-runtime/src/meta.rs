//! The tables that the generator writes: what the standard says of each record.

use std::cmp::Ordering;

use crate::pattern::Pattern;
use crate::role::{Role, Roles};
use crate::rules::{BusinessRule, ShapeRule};

/// What a release says of one shape of an entity.
#[derive(Debug)]
pub struct RecordMeta {
    /// Id of the entity, such as `opleiding`.
    pub entity: &'static str,
    /// Whether exactly one of the attributes must be present (a choice up to 2.0.0).
    pub choice: bool,
    /// The roles whose messages may hold attributes that the standard does not name.
    pub open: Roles,
    /// The attributes that the bron, and those that the bemiddelaar must send, as bits.
    pub required: [u128; 2],
    /// The attributes in the order of the standard; at most 128.
    pub attributes: &'static [AttributeMeta],
    /// Attributes of the entity in other releases or messages, for clear errors.
    pub absent: &'static [AbsentMeta],
    /// Set for the records of a question with operators.
    pub question: Option<&'static QuestionMeta>,
    /// The rules that it can break itself. `None` for the root of a question: nothing in it is held
    /// against rules.
    pub rules: Option<&'static [ShapeRule]>,
}

/// What a record of a question with operators has beside its attributes. Other names in it are
/// ignored by who answers.
#[derive(Debug)]
pub struct QuestionMeta {
    /// Other names under which attributes are read: a name, and the number of the attribute.
    pub aliases: &'static [(&'static str, usize)],
    /// Least number of elements of the list in this record, if it is there.
    pub least: usize,
    /// Which attributes go together. Without any, all of them do.
    pub alternatives: &'static [AlternativeMeta],
}

/// Attributes of a question's record that go together.
#[derive(Debug)]
pub struct AlternativeMeta {
    /// The attributes that must be there, as bits.
    pub required: u128,
    /// The attributes that may not be there, as bits.
    pub forbidden: u128,
    /// Whether names that the standard does not have are forbidden too.
    pub closed: bool,
}

impl AlternativeMeta {
    /// Whether attributes, as bits, are those of this alternative.
    pub(crate) fn holds(&self, seen: u128) -> bool {
        seen & self.required == self.required && seen & self.forbidden == 0
    }
}

/// A rule of a shape, for generated code.
#[doc(hidden)]
#[must_use]
pub const fn rule(rule: &'static BusinessRule, attributes: &'static [u8]) -> ShapeRule {
    ShapeRule { rule, attributes }
}

impl RecordMeta {
    /// The attribute with this number.
    pub(crate) fn attribute(&self, n: usize) -> Option<&'static AttributeMeta> {
        self.attributes.get(n)
    }

    /// The number of the attribute with this name.
    pub(crate) fn find(&self, name: &[u8]) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.name.as_bytes() == name)
    }

    /// The attributes that a role must send, as bits.
    pub(crate) fn required(&self, role: Role) -> u128 {
        let [bron, bemiddelaar] = self.required;
        match role {
            Role::Bron => bron,
            Role::Bemiddelaar => bemiddelaar,
        }
    }

    /// Whether an attribute is nobody's business in a message of the role: only the contract of the
    /// other role has it, and that of this one allows other names.
    pub(crate) fn is_extra(&self, attribute: &AttributeMeta, role: Role) -> bool {
        self.open.contains(role) && !attribute.present.contains(role)
    }

    /// Whether some role must send one of the attributes.
    pub(crate) fn has_required(&self) -> bool {
        self.required != [0, 0]
    }
}

/// What a release says of one attribute of a shape.
#[derive(Debug)]
pub struct AttributeMeta {
    /// Id that never changes, such as `opleiding.codeNiveauOpleiding`.
    pub id: &'static str,
    /// Name in JSON.
    pub name: &'static str,
    /// The name as it mostly stands in JSON, in quotes and with its colon.
    pub key: &'static str,
    /// Name of its element in XML.
    pub tag: &'static str,
    /// What its value is.
    pub value: ValueMeta,
    /// Whether it holds a list of such values.
    pub many: bool,
    /// The roles whose messages can hold it.
    pub present: Roles,
    /// The roles whose messages must hold it.
    pub required: Roles,
    /// Whether it is sensitive with respect to privacy.
    pub sensitive: bool,
    /// Set when it is deprecated in this release.
    pub deprecated: Option<&'static DeprecationMeta>,
}

impl AttributeMeta {
    /// Whether it is a code that JSON writes as a number.
    #[inline]
    pub(crate) fn is_integer_code(&self) -> bool {
        matches!(self.value, ValueMeta::Code(_, CodeFormMeta::Integer(_)))
    }

    /// Whether nothing is to be said of it when it is there.
    #[inline]
    pub(crate) fn is_plain(&self, role: Role) -> bool {
        self.present.contains(role) & self.deprecated.is_none()
    }

    /// Whether a code that its list has needs no further look. An operand may be fewer codes than
    /// its list has.
    #[inline]
    pub(crate) fn has_plain_codes(&self) -> bool {
        matches!(self.value, ValueMeta::Code(list, _) if list.plain) && !self.is_operand()
    }

    /// Whether it is a word of the form of a question: an operator with its operand, mostly.
    #[inline]
    pub(crate) fn is_operand(&self) -> bool {
        self.name.as_bytes().first() == Some(&b'$')
    }
}

/// What a single value is.
#[derive(Debug)]
pub enum ValueMeta {
    /// A text (a URI too: contracts check no more than its length).
    Text(TextMeta),
    /// A text that must be one of the labels of a code list.
    Label(&'static CodeListMeta),
    /// A whole number within inclusive bounds.
    Integer(BoundsMeta),
    /// `true` or `false`.
    Boolean,
    /// A calendar date.
    Date,
    /// A code.
    Code(&'static CodeListMeta, CodeFormMeta),
    /// A record or a choice of its own.
    Record(&'static RecordMeta),
    /// An object that is kept as it is and not judged.
    Raw,
}

/// Constraints on a text; lengths count characters.
#[derive(Debug)]
pub struct TextMeta {
    /// Least number of characters; 0 when there is none.
    pub min_length: u32,
    /// Greatest number of characters; `u32::MAX` when there is none.
    pub max_length: u32,
    /// Pattern that the whole text must match.
    pub pattern: Option<&'static Pattern>,
}

/// Inclusive bounds.
#[derive(Debug)]
pub struct BoundsMeta {
    /// Least value; `i64::MIN` when there is none.
    pub min: i64,
    /// Greatest value; `i64::MAX` when there is none.
    pub max: i64,
}

/// How a code is written in JSON.
#[derive(Debug)]
pub enum CodeFormMeta {
    /// As a string.
    Text(TextMeta),
    /// As a number.
    Integer(BoundsMeta),
}

/// That something is still accepted but should no longer be sent.
#[derive(Debug)]
pub struct DeprecationMeta {
    /// The release that deprecated it.
    pub release: &'static str,
    /// Id of the node that takes its place, if there is one.
    pub successor: Option<&'static str>,
}

/// An attribute that the entity has elsewhere.
#[derive(Debug)]
pub struct AbsentMeta {
    /// Name in JSON.
    pub name: &'static str,
    /// Name of its element in XML.
    pub tag: &'static str,
    /// Id that never changes.
    pub id: &'static str,
    /// Why it is not here.
    pub reason: AbsentReasonMeta,
}

/// Why a name or code of the standard is not accepted here.
#[derive(Debug)]
pub enum AbsentReasonMeta {
    /// It was removed in a release; the id is that of its successor.
    Removed(&'static str, Option<&'static str>),
    /// It comes in a later release.
    Introduced(&'static str),
    /// It exists in other messages of this release.
    OtherMessages(&'static [&'static str]),
}

/// What the standard says of the way from one release to another, for all releases together.
#[derive(Debug)]
pub struct MigrationMeta {
    /// Ids of attributes and entities that went, with what took their place.
    pub successors: &'static [(&'static str, &'static str)],
    /// The lists of which one record lives on.
    pub picks: &'static [PickMeta],
    /// Ids of attributes that say what the newer release says in another way, to which no value can
    /// be brought over.
    pub unmapped: &'static [&'static str],
}

/// A list of which one record lives on.
#[derive(Debug)]
pub struct PickMeta {
    /// Id of the attribute with the list.
    pub list: &'static str,
    /// Id of the attribute of a record that tells which.
    pub by: &'static str,
    /// Its values, the most wanted first. A record without a value comes after them; one with
    /// another value is never taken.
    pub order: &'static [&'static str],
}

/// A code list as it is in a release.
#[derive(Debug)]
pub struct CodeListMeta {
    /// Its id, such as `CodeVervoermiddel`.
    pub id: &'static str,
    /// Whether the contracts enumerate it: an unknown code is then an error.
    pub closed: bool,
    /// Whether every code of the list is in the table.
    pub complete: bool,
    /// Codes that hold on some days only.
    pub dated: &'static [DatedCodeMeta],
    /// Whether no code of it is deprecated in this release or dated: a code of the list then needs no
    /// further look. That its codes have the form of the attributes is checked in the standard.
    pub plain: bool,
    /// The codes.
    pub codes: CodeTable,
    /// Codes of other releases, for clear errors.
    pub absent: &'static [AbsentCodeMeta],
}

/// A code that holds on some days only: year, month and day.
#[derive(Debug)]
pub struct DatedCodeMeta {
    /// As written in a message.
    pub code: &'static str,
    /// The first day.
    pub from: (u16, u8, u8),
    /// The first day without it.
    pub until: (u16, u8, u8),
}

/// A code of the list that the release does not have.
#[derive(Debug)]
pub struct AbsentCodeMeta {
    /// As written in a message.
    pub code: &'static str,
    /// Why it is not here.
    pub reason: AbsentReasonMeta,
}

/// The codes of a list.
#[derive(Debug)]
pub enum CodeTable {
    /// A small list, in the order of the standard.
    Listed(&'static [CodeMeta]),
    /// A large list of codes of so many letters, all capital or all small: which of them there are,
    /// as bits, counted in the order of the alphabet from `aa…`.
    Letters {
        /// Letters per code.
        width: usize,
        /// The first letter of the alphabet: `A` or `a`.
        first: u8,
        /// The codes.
        bits: &'static [u64],
    },
    /// A large list: codes of equal width, sorted, one behind the other.
    Packed {
        /// Bytes per code.
        width: usize,
        /// The codes.
        text: &'static str,
    },
}

/// One code.
#[derive(Debug)]
pub struct CodeMeta {
    /// As written in a message.
    pub code: &'static str,
    /// Its meaning in Dutch, where known.
    pub label: Option<&'static str>,
    /// Set when it is deprecated in this release.
    pub deprecated: Option<&'static DeprecationMeta>,
}

impl CodeListMeta {
    /// The days on which a code holds, when these are not all.
    pub(crate) fn period(&self, code: &str) -> Option<&'static DatedCodeMeta> {
        self.dated.iter().find(|dated| dated.code == code)
    }

    /// Looks a code up.
    #[must_use]
    pub fn look_up(&self, code: &str) -> CodeStatus {
        let of = |known| if known { CodeStatus::Known(None) } else { CodeStatus::Unknown };
        match &self.codes {
            CodeTable::Listed(codes) => match codes.iter().find(|known| known.code == code) {
                Some(known) => CodeStatus::Known(known.deprecated),
                None => CodeStatus::Unknown,
            },
            CodeTable::Letters { width, first, bits } => {
                of(letters_contain(bits, *width, *first, code.as_bytes()))
            }
            CodeTable::Packed { width, text } => {
                of(code.len() == *width
                    && packed_contains(text.as_bytes(), *width, code.as_bytes()))
            }
        }
    }

    /// The Dutch label of a code, where list and table have one.
    #[must_use]
    pub fn label(&self, code: &str) -> Option<&'static str> {
        match &self.codes {
            CodeTable::Listed(codes) => codes.iter().find(|known| known.code == code)?.label,
            CodeTable::Letters { .. } | CodeTable::Packed { .. } => None,
        }
    }

    /// Whether a text is the label of one of the codes.
    pub(crate) fn has_label(&self, label: &str) -> bool {
        match &self.codes {
            CodeTable::Listed(codes) => codes.iter().any(|known| known.label == Some(label)),
            CodeTable::Letters { .. } | CodeTable::Packed { .. } => false,
        }
    }

    /// Whether the table can tell an unknown code.
    pub(crate) fn has_table(&self) -> bool {
        self.complete
            && match &self.codes {
                CodeTable::Listed(codes) => !codes.is_empty(),
                CodeTable::Letters { bits, .. } => !bits.is_empty(),
                CodeTable::Packed { text, .. } => !text.is_empty(),
            }
    }
}

/// What a list says of a code.
#[derive(Clone, Copy, Debug)]
pub enum CodeStatus {
    /// The list has it, perhaps deprecated.
    Known(Option<&'static DeprecationMeta>),
    /// The list does not have it.
    Unknown,
}

/// Letters in the alphabet.
const LETTERS: usize = 26;

fn letters_contain(bits: &[u64], width: usize, first: u8, code: &[u8]) -> bool {
    let (mut place, mut other) = (0, code.len() != width);
    for letter in code.iter().take(width) {
        let letter = usize::from(letter.wrapping_sub(first));
        other |= letter >= LETTERS;
        place = place * LETTERS + letter;
    }
    !other && bits.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
}

/// Binary search; codes of up to eight bytes are compared as numbers, which keep their order.
fn packed_contains(codes: &[u8], width: usize, code: &[u8]) -> bool {
    if (1..=8).contains(&width) {
        let code = number(code);
        return search(codes, width, |known| number(known).cmp(&code));
    }
    search(codes, width, |known| known.cmp(code))
}

#[inline]
fn search(codes: &[u8], width: usize, compare: impl Fn(&[u8]) -> Ordering) -> bool {
    let (mut low, mut high) = (0, codes.len().checked_div(width).unwrap_or(0));
    while low < high {
        let middle = low + (high - low) / 2;
        let start = middle * width;
        match codes.get(start..start + width).map(&compare) {
            Some(Ordering::Equal) => return true,
            Some(Ordering::Less) => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}

#[inline]
fn number(code: &[u8]) -> u64 {
    code.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::{letters_contain, packed_contains};

    #[test]
    fn codes_of_letters_are_found_and_others_are_not() {
        // ac, az and ba.
        let bits = [1 << 2 | 1 << 25 | 1 << 26];
        for known in ["ac", "az", "ba"] {
            assert!(letters_contain(&bits, 2, b'a', known.as_bytes()), "{known}");
            let capital = known.to_ascii_uppercase();
            assert!(letters_contain(&bits, 2, b'A', capital.as_bytes()), "{capital}");
            assert!(!letters_contain(&bits, 2, b'a', capital.as_bytes()), "{capital}");
        }
        for unknown in
            ["aa", "bb", "zz", "", "a", "c", "aac", "acc", "a{", "`c", "a\u{e9}", "\u{e9}"]
        {
            assert!(!letters_contain(&bits, 2, b'a', unknown.as_bytes()), "{unknown}");
        }
        assert!(!letters_contain(&[], 2, b'a', b"ac"));
    }

    #[test]
    fn packed_codes_are_found_and_others_are_not() {
        let codes = b"aaabbbccc";
        for known in [b"aaa", b"bbb", b"ccc"] {
            assert!(packed_contains(codes, 3, known));
        }
        for unknown in [b"aab", b"zzz", b"000"] {
            assert!(!packed_contains(codes, 3, unknown));
        }
        assert!(!packed_contains(b"", 0, b""));
    }
}
