//! Tables of code lists, for each release.
//!
//! A table that others keep under terms of their own is named, and comes along only when that is
//! asked for: whoever passes it on has to look at those terms first.

use vum_model::{Code, CodeList, Day, Release};

use crate::builder::GeneratedFile;
use crate::json::{Json, Object};
use crate::json_schema::generated;
use crate::target::TableFormat;

/// The tables of a release.
pub(crate) fn files(release: &Release, format: TableFormat, external: bool) -> Vec<GeneratedFile> {
    let version = release.info.version;
    let file = |name: &str, text: String| GeneratedFile { name: format!("{version}/{name}"), text };
    match format {
        TableFormat::Json => vec![file("codelists.json", json(release, external))],
        TableFormat::Csv => {
            let lists = release.code_lists.values();
            let written = lists.filter(|list| table(list, external) == Table::Written);
            let tables = written.map(|list| file(&csv_name(list), csv(list)));
            [file("codelists.csv", index(release, external))].into_iter().chain(tables).collect()
        }
    }
}

/// What becomes of the table of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Written,
    /// Others keep it under terms of their own.
    Withheld,
    /// The standard does not have it.
    Unknown,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Written => "included",
            Self::Withheld => "withheld",
            Self::Unknown => "unknown",
        }
    }
}

fn table(list: &CodeList, external: bool) -> Table {
    match (list.codes.is_empty(), &list.terms) {
        (true, _) => Table::Unknown,
        (false, Some(_)) if !external => Table::Withheld,
        (false, _) => Table::Written,
    }
}

fn csv_name(list: &CodeList) -> String {
    // An id is a plain name, unless the standard is a strange one.
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name: String = list.id.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    // `codelists.csv` names the lists.
    format!("{name}{}.csv", if name == "codelists" { "_" } else { "" })
}

fn language(list: &CodeList) -> &'static str {
    if list.labels_in_english { "en" } else { "nl" }
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |it| it.to_string())
}

fn csv(list: &CodeList) -> String {
    let mut rows = vec![row(["code", "name", "label", "deprecated", "successor", "from", "until"])];
    for Code { code, name, label, deprecated, period } in &list.codes {
        rows.push(vec![
            code.clone(),
            name.clone(),
            label.clone().unwrap_or_default(),
            deprecated.as_ref().map_or_else(String::new, |it| it.release.to_string()),
            deprecated
                .as_ref()
                .and_then(|it| it.successor.as_deref())
                .unwrap_or_default()
                .to_owned(),
            day(period.from),
            day(period.until),
        ]);
    }
    table_of(&rows)
}

fn index(release: &Release, external: bool) -> String {
    let mut rows = vec![row([
        "list",
        "release",
        "label",
        "owner",
        "closed",
        "complete",
        "codes",
        "table",
        "file",
        "labels",
        "form",
        "definition-nl",
        "definition-en",
        "source",
        "terms",
    ])];
    for list in release.code_lists.values() {
        let table = table(list, external);
        let file = if table == Table::Written { csv_name(list) } else { String::new() };
        rows.push(vec![
            list.id.clone(),
            release.info.version.to_string(),
            list.description.label.clone(),
            list.owner.clone(),
            list.closed.to_string(),
            list.complete.to_string(),
            list.codes.len().to_string(),
            table.name().to_owned(),
            file,
            language(list).to_owned(),
            list.form.clone().unwrap_or_default(),
            list.description.definition.nl.clone(),
            list.description.definition.en.clone(),
            list.source.clone(),
            list.terms.clone().unwrap_or_default(),
        ]);
    }
    table_of(&rows)
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).into()
}

/// Comma-separated values, quoted where they have to be.
fn table_of(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect()
}

fn json(release: &Release, external: bool) -> String {
    let lists = release.code_lists.values().map(|list| {
        let table = table(list, external);
        let codes: Json = list.codes.iter().map(code).collect();
        let definition = Object::new()
            .with("nl", list.description.definition.nl.as_str())
            .with("en", list.description.definition.en.as_str());
        Object::new()
            .with("id", list.id.as_str())
            .with("label", list.description.label.as_str())
            .with("definition", definition)
            .with("owner", list.owner.as_str())
            .with("closed", list.closed)
            .with("complete", list.complete)
            .with_some("form", list.form.as_deref())
            .with("source", list.source.as_str())
            .with_some("terms", list.terms.as_deref())
            .with("labels", language(list))
            .with("table", table.name())
            .with_some("codes", (table == Table::Written).then_some(codes))
    });
    let document = Object::new()
        .with("comment", generated(release))
        .with("release", release.info.version.to_string())
        .with("lists", lists.collect::<Json>());
    Json::from(document).to_string()
}

fn code(code: &Code) -> Object {
    let deprecated = code.deprecated.as_ref().map(|deprecated| {
        Object::new()
            .with("release", deprecated.release.to_string())
            .with_some("successor", deprecated.successor.as_deref())
    });
    Object::new()
        .with("code", code.code.as_str())
        .with("name", code.name.as_str())
        .with_some("label", code.label.as_deref())
        .with_some("deprecated", deprecated)
        .with_some("from", code.period.from.map(|it| it.to_string()))
        .with_some("until", code.period.until.map(|it| it.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let rows = [row(["a,b", "\"", "", "c d"]), row(["1\n2", "é"])];
        assert_eq!(table_of(&rows), "\"a,b\",\"\"\"\",,c d\n\"1\n2\",é\n");
    }
}
