//! What can be wrong with a standard, and how it is told.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::source::{Place, SourceFile, line_column};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The standard has no meaning until this is mended.
    Error,
    /// The standard has a meaning, perhaps not the one that was meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something wrong in a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code; see [`CODES`].
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Path of the file, relative to the folder of the standard.
    pub file: String,
    /// The bytes of the file it is about.
    pub span: Range<usize>,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that play a part.
    pub related: Vec<Related>,
    line: usize,
    column: usize,
}

impl Diagnostic {
    pub(crate) fn new(
        files: &[SourceFile],
        info: &CodeInfo,
        place: Place,
        message: String,
        help: Option<String>,
    ) -> Self {
        let file = files.get(place.file);
        let (line, column) = line_column(file.map_or("", |it| it.text.as_str()), place.start);
        Self {
            code: info.code,
            severity: info.severity,
            message,
            file: file.map_or(String::new(), |it| it.path.clone()),
            span: place.span(),
            help,
            related: Vec::new(),
            line,
            column,
        }
    }

    /// Line of the start, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column of the start in characters, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

/// Another place that plays a part in a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Path of the file, relative to the folder of the standard.
    pub file: String,
    /// The bytes of the file.
    pub span: Range<usize>,
    /// What that place has to do with it.
    pub text: String,
}

/// What a diagnostic code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// The code, in kebab-case.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it guards, in one line.
    pub purpose: &'static str,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $code:literal $severity:ident $purpose:literal)*) => {
        /// A diagnostic code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Problem { $($name),* }

        impl Problem {
            fn info(self) -> CodeInfo {
                match self {
                    $(Self::$name => CodeInfo {
                        code: $code,
                        severity: Severity::$severity,
                        purpose: $purpose,
                    }),*
                }
            }
        }

        /// Every diagnostic code, by subject.
        pub static CODES: &[CodeInfo] = &[
            $(CodeInfo { code: $code, severity: Severity::$severity, purpose: $purpose }),*
        ];
    };
}

codes! {
    MissingFile "missing-file" Error "releases.toml, messages.toml and codelists.toml must be there."
    NotUtf8 "not-utf8" Error "A file is text in UTF-8."
    UnusedFile "unused-file" Warning "A file that nothing reads is mostly a misspelt name."
    FileName "file-name" Error "An entity stands in the file that has its id as name, so that people find it."
    TomlSyntax "toml-syntax" Error "The text must be TOML."
    CsvSyntax "csv-syntax" Error "The text must be CSV (RFC 4180) with the agreed columns."
    UnknownKey "unknown-key" Error "A key that nothing reads is mostly a misspelt one."
    MissingKey "missing-key" Error "A node must state what cannot be derived."
    WrongType "wrong-type" Error "A value must have the TOML type that the key asks for."
    UnknownValue "unknown-value" Error "A word of a fixed vocabulary must be one of its words."
    BadDate "bad-date" Error "A date is a year, a year and month, or a full date."
    BadName "bad-name" Error "An id or name must have the form that generated code and JSON can carry."
    BadVersion "bad-version" Error "A release is written as three numbers, such as 3.1.0."
    UnknownRelease "unknown-release" Error "A release that a node names must be in releases.toml."
    DuplicateRelease "duplicate-release" Error "A release number is given once."
    ReleaseOrder "release-order" Error "Releases stand in the file from old to new."
    ReleaseStatus "release-status" Error "A draft comes behind every published release."
    DuplicateId "duplicate-id" Error "An id means one node."
    DanglingReference "dangling-reference" Error "A node that another node names must exist."
    UnknownSelector "unknown-selector" Error "A selector names a part, a view, a message or a role that exists."
    EmptySelection "empty-selection" Error "A list of selectors that selects nothing is a mistake."
    LifecycleOrder "lifecycle-order" Error "A node comes, is deprecated and goes, in that order and within the life of its parent."
    SuccessorMissing "successor-missing" Error "A successor must exist in the release that sends people to it."
    OwnSuccessor "own-successor" Error "A node cannot be its own successor."
    MissingFacet "missing-facet" Error "An attribute must have a type from the release that introduces it."
    FacetConflict "facet-conflict" Error "Facets must fit the type and each other."
    ShadowedFacet "shadowed-facet" Warning "A later general facet does not reach profiles that have a specific one."
    RequiredOutsideProfile "required-outside-profile" Error "An attribute can be required only where it exists."
    NameCollision "name-collision" Error "In one message two attributes or branches cannot have one JSON name."
    NameCase "name-case" Warning "JSON names in one message that differ only in case are mixed up by people and programs."
    RustCollision "rust-collision" Error "Names must stay different, and no keywords, as Rust identifiers."
    BadTag "bad-tag" Warning "An XML tag is UpperCamelCase in ASCII, at most 32 characters."
    TagCollision "tag-collision" Warning "In one message two attributes should not have one XML tag."
    BadNamespace "bad-namespace" Error "A namespace is an absolute URI."
    NamespaceCollision "namespace-collision" Warning "Releases have different namespaces, so that a reader of XML can tell them apart."
    PatternSyntax "pattern-syntax" Error "A pattern must be well-formed."
    PatternUnsafe "pattern-unsafe" Error "A pattern keeps to the subset that every engine reads alike, in linear time."
    ChoiceWithoutWrapper "choice-without-wrapper" Error "A branch of a choice needs the JSON key under which it stands."
    ChoiceForm "choice-form" Error "A choice has records as branches and no attributes of its own."
    RecursiveEntity "recursive-entity" Error "An entity cannot contain itself."
    TooDeep "too-deep" Error "Entities may be nested 32 deep at most."
    TooManyAttributes "too-many-attributes" Error "An entity has 128 attributes at most; readers keep a bit for each."
    EmptyEntity "empty-entity" Error "An entity has attributes, or is a choice."
    EntityNotAlive "entity-not-alive" Error "An entity that an attribute or message uses must exist in that release."
    UnreachableEntity "unreachable-entity" Warning "An entity that no message reaches is in no contract."
    UnreachableAttribute "unreachable-attribute" Warning "An attribute that no message holds is in no contract."
    ListNotAlive "list-not-alive" Error "A code list that an attribute uses must exist in that release."
    UnusedList "unused-list" Warning "A code list that no attribute uses is in no contract."
    EmptyList "empty-list" Error "A closed or complete list must have its codes, in every release that has the list."
    DuplicateCode "duplicate-code" Error "A code means one thing, and its name one code."
    DatedCode "dated-code" Error "Only a list that others keep has codes that come and go on a day instead of with a release."
    CodeForm "code-form" Error "A code must have the form that its list and the attributes that use it prescribe."
    BadUrl "bad-url" Error "The address of a server starts with http:// or https://."
    BadPath "bad-path" Error "A path of a contract is made of a collection, a key and fixed parts."
    BadStatus "bad-status" Error "A status of HTTP is a number from 100 to 599."
    MissingEdition "missing-edition" Error "In every release that has a contract it is known which version the contract carries."
    BodyNotAlive "body-not-alive" Error "A body that an operation names must exist in that release, part and role."
    MessageNotAlive "message-not-alive" Error "A message that a body holds must exist in that release."
    UnexplainedPath "unexplained-path" Error "Where a question writes another path than the data has, a note says why."
    UnresolvedPath "unresolved-path" Error "What a question asks for must be in the records that answer it."
    SearchableMismatch "searchable-mismatch" Error "An attribute is searchable in a part when a question can ask for it, and only then."
    MissingMigration "missing-migration" Error "Of everything that goes or changes it is known what becomes of its values."
    NeedlessLoss "needless-loss" Warning "What is stated of something that did not go is mostly a mistake."
    RuleIdTaken "rule-id-taken" Error "The id of a rule means one rule, of the standard or of the runtime, for ever."
    RuleType "rule-type" Error "A check looks at attributes of the kind that it is made for."
    RuleEntity "rule-entity" Error "A check looks at the attributes of one record."
    RuleUnreachable "rule-unreachable" Error "A rule that nothing can break is mostly a mistake."
    RuleLimit "rule-limit" Error "A limit of a rule is one number, with the reason for it."
    RuleText "rule-text" Error "The texts of a rule name what a finding of it has, alike in both languages."
    RuleExample "rule-example" Error "The examples of a rule are messages of a release that has the rule."
    MissingLabel "missing-label" Warning "A list whose labels are known should have a label for each code."
    MissingDefinition "missing-definition" Warning "A node should have a label and a definition."
    MissingSgrItem "missing-sgr-item" Warning "A node that is equal to an item of the SGR names that item."
    MissingEnglish "missing-english" Warning "A Dutch text should have its English counterpart."
}

/// A diagnostic that is being written; places are resolved to paths at the end.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    code: Problem,
    place: Place,
    /// The path of a file that is not there.
    path: Option<&'static str>,
    message: String,
    help: Option<String>,
    related: Vec<(Place, String)>,
}

impl Draft {
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push((place, text.into()));
        self
    }

    /// Says that it is about a file that is not there.
    pub fn at_missing(mut self, path: &'static str) -> Self {
        self.path = Some(path);
        self
    }

    pub fn send(self, sink: &Sink) {
        sink.drafts.borrow_mut().push(self);
    }
}

/// Starts a diagnostic.
pub(crate) fn draft(code: Problem, place: Place, message: impl Into<String>) -> Draft {
    Draft { code, place, path: None, message: message.into(), help: None, related: Vec::new() }
}

/// Collects diagnostics. Everything that reads or checks shares one, hence the cell.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    drafts: RefCell<Vec<Draft>>,
    /// Paths of files of which not everything could be read.
    lost: RefCell<BTreeSet<String>>,
}

impl Sink {
    /// Whether anything but warnings was collected.
    pub fn has_errors(&self) -> bool {
        let error = |it: &Draft| it.code.info().severity == Severity::Error;
        self.drafts.borrow().iter().any(error)
    }

    /// How much was collected.
    pub fn count(&self) -> usize {
        self.drafts.borrow().len()
    }

    /// Notes that not everything in a file could be read, which was reported. What refers to that
    /// file may then be right.
    pub fn lose(&self, path: &str) {
        self.lost.borrow_mut().insert(path.to_owned());
    }

    /// Whether [`Self::lose`] was told of that file.
    pub fn is_lost(&self, path: &str) -> bool {
        self.lost.borrow().contains(path)
    }

    /// Whether the file of an entity, or the one of an attribute's entity, is lost.
    pub fn is_lost_entity(&self, id: &str) -> bool {
        let entity = id.split_once('.').map_or(id, |(entity, _)| entity);
        self.is_lost(&format!("entities/{entity}.toml"))
    }

    /// Everything that was collected: files that cannot be read first, then by file and place,
    /// without repetition. Of a file that is no TOML only that is told: the rest would be guesses.
    pub fn finish(self, files: &[SourceFile]) -> Vec<Diagnostic> {
        let path = |place: Place| files.get(place.file).map_or("", |file| file.path.as_str());
        let drafts = self.drafts.into_inner();
        let unreadable = |code| matches!(code, Problem::TomlSyntax | Problem::NotUtf8);
        let dark: BTreeSet<usize> =
            drafts.iter().filter(|it| unreadable(it.code)).map(|it| it.place.file).collect();
        let mut list: Vec<_> = drafts
            .into_iter()
            .filter(|it| unreadable(it.code) || !dark.contains(&it.place.file))
            .map(|draft| {
                let info = draft.code.info();
                let mut told =
                    Diagnostic::new(files, &info, draft.place, draft.message, draft.help);
                if let Some(missing) = draft.path {
                    told.file = missing.to_owned();
                }
                let related = draft.related.into_iter().map(|(place, text)| Related {
                    file: path(place).to_owned(),
                    span: place.span(),
                    text,
                });
                told.related = related.collect();
                told
            })
            .collect();
        list.sort_by(|a, b| key(a).cmp(&key(b)));
        list.dedup();
        list
    }
}

fn key(it: &Diagnostic) -> (bool, &str, usize, usize, Severity, &str, &str) {
    let form = [Problem::MissingFile, Problem::NotUtf8, Problem::TomlSyntax, Problem::CsvSyntax];
    let form = form.iter().any(|code| code.info().code == it.code);
    (!form, &it.file, it.span.start, it.span.end, it.severity, it.code, &it.message)
}

/// The known word that is most like the given one, if any is like it.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A help line for a word that is not known.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut known: Vec<_> = known.into_iter().collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            known.sort_unstable();
            known.dedup();
            match known.len() {
                0 => "there is none yet".to_owned(),
                1..=24 => format!("known here: {}", known.join(", ")),
                more => format!("there are {more}, none of them like it"),
            }
        }
    }
}

/// Number of characters to insert, delete, replace or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let lower = |text: &str| text.chars().flat_map(char::to_lowercase).take(64).collect::<Vec<_>>();
    let (a, b) = (lower(a), lower(b));
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    let at = |items: &[char], index: usize| items.get(index).copied();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cell = |up: usize, left: usize| {
                let row = rows.get(i.wrapping_sub(up))?;
                row.get(j.wrapping_sub(left)).copied()
            };
            let (x, y) = (at(&a, i - 1), at(&b, j - 1));
            let swapped = i > 1 && j > 1 && x == at(&b, j - 2) && y == at(&a, i - 2);
            let insert = row.get(j - 1).map(|cost| cost + 1);
            let delete = cell(1, 0).map(|cost| cost + 1);
            let replace = cell(1, 1).map(|cost| cost + usize::from(x != y));
            let swap = cell(2, 2).filter(|_| swapped).map(|cost| cost + 1);
            row.push(
                [insert, delete, replace, swap].into_iter().flatten().min().unwrap_or_default(),
            );
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("lable", ["label", "table-x", "note"]), Some("label"));
        assert_eq!(nearest("defintion-en", ["definition", "definition-en"]), Some("definition-en"));
        assert_eq!(nearest("qqqq", ["label", "note"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut codes: Vec<_> = CODES.iter().map(|info| info.code).collect();
        assert!(
            codes
                .iter()
                .all(|code| code.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')))
        );
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(CODES.iter().all(|info| info.purpose.ends_with('.')));
    }
}
