//! Rules above the contract (`rules/*.toml`): what the dictionary states in prose, and what is
//! proposed beside it. They are data: a small closed vocabulary, evaluated by the runtime.

pub(crate) mod bind;
pub(crate) mod check;
pub(crate) mod types;
pub(crate) mod written;

/// The folder that holds them, a file for each theme.
pub(crate) const FOLDER: &str = "rules";

/// The ids of the rules of the runtime, which are not of the standard: a business rule cannot have
/// one of them, and a check that one of them makes already is not a business rule. A test holds this
/// against the runtime.
pub static ENGINE_RULES: &[&str] = &[
    "json-syntax",
    "encoding",
    "xml-syntax",
    "xml-encoding",
    "xml-doctype",
    "xml-entity",
    "xml-attribute-limit",
    "depth-limit",
    "record-size",
    "wrong-type",
    "null-value",
    "unknown-attribute",
    "attribute-case",
    "removed-attribute",
    "later-attribute",
    "other-message",
    "other-role",
    "root-element",
    "root-namespace",
    "element-namespace",
    "element-order",
    "repeated-element",
    "stray-text",
    "xml-attribute",
    "xml-nil",
    "boolean-form",
    "duplicate-attribute",
    "required",
    "choice-none",
    "choice-many",
    "empty-value",
    "deprecated-attribute",
    "extra-attribute",
    "ignored-criterion",
    "alias-name",
    "operator-combination",
    "min-items",
    "not-judged",
    "header-required",
    "header-duplicate",
    "header-syntax",
    "header-constant",
    "header-boolean",
    "oin-form",
    "oin-number",
    "min-length",
    "max-length",
    "pattern",
    "minimum",
    "maximum",
    "integer-form",
    "integer-range",
    "date-form",
    "date-partial",
    "date-calendar",
    "unknown-code",
    "absent-code",
    "unknown-label",
    "external-code",
    "code-period",
    "deprecated-code",
];
