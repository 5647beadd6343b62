//! A typed walk through a TOML table that reports everything that is wrong at once.

use std::cell::RefCell;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::release::Version;
use crate::source::{At, Place, SourceFile};
use crate::written::Texts;

/// Parses a file and reports its syntax errors. What can be read is given all the same.
pub(crate) fn parse<'a>(index: usize, file: &'a SourceFile, sink: &Sink) -> Spanned<'a> {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let span = error.span().unwrap_or_default();
        draft(Problem::TomlSyntax, Place::new(index, span), error.message().to_owned()).send(sink);
        sink.lose(&file.path);
    }
    Spanned { table: table.into_inner(), file: index, broken: !errors.is_empty() }
}

/// A parsed file.
pub(crate) struct Spanned<'a> {
    table: DeTable<'a>,
    file: usize,
    broken: bool,
}

impl<'a> Spanned<'a> {
    /// A reader of the whole file.
    pub fn reader<'s>(&'s self, sink: &'s Sink) -> Reader<'s, 'a> {
        Reader {
            table: &self.table,
            place: Place::new(self.file, 0..0),
            broken: self.broken,
            asked: RefCell::default(),
            sink,
        }
    }
}

/// Reads the keys of one table. [`Reader::finish`] reports the keys nobody asked for.
pub(crate) struct Reader<'s, 'a> {
    table: &'s DeTable<'a>,
    place: Place,
    /// Whether the file has syntax errors: what is missing may then just be unreadable.
    broken: bool,
    asked: RefCell<Vec<&'static str>>,
    pub sink: &'s Sink,
}

impl<'s, 'a> Reader<'s, 'a> {
    pub fn place(&self) -> Place {
        self.place
    }

    fn get(&self, key: &'static str) -> Option<At<&'s DeValue<'a>>> {
        self.asked.borrow_mut().push(key);
        let value = self.table.get(key)?;
        Some(At::new(value.get_ref(), Place::new(self.place.file, value.span())))
    }

    fn wrong_type(&self, place: Place, what: &str, found: &DeValue<'_>, wanted: &str) {
        draft(
            Problem::WrongType,
            place,
            format!("{what} must be {wanted}, not {}", found.type_str()),
        )
        .send(self.sink);
    }

    /// Whether the table has the key; does not count as reading it.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Reports that a key must be there.
    pub fn missing(&self, key: &str, help: &str) {
        if !self.broken && !self.has(key) {
            draft(Problem::MissingKey, self.place, format!("`{key}` is missing"))
                .help(help)
                .send(self.sink);
        }
    }

    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        let found = self.get(key)?;
        match found.value {
            DeValue::String(text) => Some(At::new(text.clone().into_owned(), found.place)),
            other => {
                self.wrong_type(found.place, &format!("`{key}`"), other, "a string");
                None
            }
        }
    }

    /// A text that must be there and not be empty.
    pub fn need(&self, key: &'static str, help: &str) -> Option<At<String>> {
        let text = self.text(key);
        if text.is_none() {
            self.missing(key, help);
        }
        let text = text?;
        if text.value.trim().is_empty() {
            if self.broken {
                return None;
            }
            draft(Problem::MissingKey, text.place, format!("`{key}` is empty"))
                .help(help)
                .send(self.sink);
            return None;
        }
        Some(text)
    }

    pub fn flag(&self, key: &'static str) -> Option<At<bool>> {
        let found = self.get(key)?;
        match found.value {
            DeValue::Boolean(value) => Some(At::new(*value, found.place)),
            other => {
                self.wrong_type(found.place, &format!("`{key}`"), other, "true or false");
                None
            }
        }
    }

    pub fn integer(&self, key: &'static str) -> Option<At<i64>> {
        let found = self.get(key)?;
        if let DeValue::Integer(value) = found.value {
            if let Ok(number) = i64::from_str_radix(value.as_str(), value.radix()) {
                return Some(At::new(number, found.place));
            }
            draft(Problem::WrongType, found.place, format!("`{key}` does not fit in 64 bits"))
                .send(self.sink);
        } else {
            self.wrong_type(found.place, &format!("`{key}`"), found.value, "a whole number");
        }
        None
    }

    /// A length: a whole number from 0.
    pub fn length(&self, key: &'static str) -> Option<At<u32>> {
        let found = self.integer(key)?;
        match u32::try_from(found.value) {
            Ok(length) => Some(At::new(length, found.place)),
            Err(_) => {
                draft(Problem::WrongType, found.place, format!("`{key}` is not a length"))
                    .send(self.sink);
                None
            }
        }
    }

    /// A list of strings; one string alone is wrong.
    pub fn texts(&self, key: &'static str) -> Option<Texts> {
        let found = self.get(key)?;
        let DeValue::Array(array) = found.value else {
            self.wrong_type(found.place, &format!("`{key}`"), found.value, "a list of strings");
            return None;
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            let place = Place::new(self.place.file, item.span());
            match item.get_ref() {
                DeValue::String(text) => texts.push(At::new(text.clone().into_owned(), place)),
                other => self.wrong_type(place, &format!("an item of `{key}`"), other, "a string"),
            }
        }
        Some(At::new(texts, found.place))
    }

    /// A word of a fixed vocabulary.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<At<T>> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word);
            draft(Problem::UnknownValue, text.place, format!("`{key}` cannot be `{}`", text.value))
                .help(did_you_mean(&text.value, known))
                .send(self.sink);
        }
        found.map(|(_, value)| At::new(*value, text.place))
    }

    /// A release number. Whether that release exists is not checked here.
    pub fn version(&self, key: &'static str) -> Option<At<Version>> {
        let text = self.text(key)?;
        version(&text, self.sink)
    }

    /// A table under a key, or one written inline.
    pub fn table(&self, key: &'static str) -> Option<Reader<'s, 'a>> {
        let found = self.get(key)?;
        match found.value {
            DeValue::Table(table) => Some(self.inner(table, found.place)),
            other => {
                self.wrong_type(found.place, &format!("`{key}`"), other, "a table");
                None
            }
        }
    }

    /// The tables of `[[key]]`, in order.
    pub fn tables(&self, key: &'static str) -> Vec<Reader<'s, 'a>> {
        let Some(found) = self.get(key) else { return Vec::new() };
        let DeValue::Array(array) = found.value else {
            self.wrong_type(found.place, &format!("`{key}`"), found.value, "a list of tables");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            let place = Place::new(self.place.file, item.span());
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.inner(table, place)),
                other => self.wrong_type(place, &format!("an item of `{key}`"), other, "a table"),
            }
        }
        tables
    }

    /// Every key of a table whose keys are not fixed, with a release number as value.
    pub fn versions(&self, key: &'static str) -> Vec<(At<String>, At<Version>)> {
        let Some(inner) = self.table(key) else { return Vec::new() };
        let mut found = Vec::new();
        for (name, value) in inner.table.iter() {
            let name = At::new(
                name.get_ref().clone().into_owned(),
                Place::new(self.place.file, name.span()),
            );
            let place = Place::new(self.place.file, value.span());
            match value.get_ref() {
                DeValue::String(text) => {
                    let text = At::new(text.clone().into_owned(), place);
                    found.extend(version(&text, self.sink).map(|version| (name, version)));
                }
                other => self.wrong_type(
                    place,
                    &format!("`{}`", name.value),
                    other,
                    "a release, such as \"3.1.0\"",
                ),
            }
        }
        found.sort_by_key(|(name, _)| name.place);
        found
    }

    fn inner(&self, table: &'s DeTable<'a>, place: Place) -> Reader<'s, 'a> {
        Reader { table, place, broken: self.broken, asked: RefCell::default(), sink: self.sink }
    }

    /// Reports the keys nobody asked for.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref();
            if !asked.iter().any(|known| known == name) {
                draft(
                    Problem::UnknownKey,
                    Place::new(self.place.file, key.span()),
                    format!("unknown key `{name}`"),
                )
                .help(did_you_mean(name, asked.iter().copied()))
                .send(self.sink);
            }
        }
    }
}

/// Reads a release number and reports one that is none.
pub(crate) fn version(text: &At<String>, sink: &Sink) -> Option<At<Version>> {
    let version = Version::parse(&text.value);
    if version.is_none() {
        draft(Problem::BadVersion, text.place, format!("`{}` is not a release", text.value))
            .help("write three numbers, such as `3.1.0`")
            .send(sink);
    }
    version.map(|version| At::new(version, text.place))
}
