//! `vum codelist`: editions of code lists.

use std::fs;
use std::path::Path;

use vum_model::{Day, Model, Status};
use vum_release::codelist::{Changes, Entry, ImportError, ReadError, Since, import, read};

use crate::Outcome;
use crate::args::{CodelistCommand, CodelistDiffArgs, CodelistImportArgs};
use crate::check;
use crate::diff::version;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, GREEN, RED, YELLOW, harmless, paint};

/// So many codes of a kind are shown; the rest is counted.
const SHOWN: usize = 200;

pub(crate) fn run(command: &CodelistCommand, speech: Speech) -> Outcome {
    match command {
        CodelistCommand::Diff(args) => diff(args, speech),
        CodelistCommand::Import(args) => take_over(args, speech),
    }
}

fn diff(args: &CodelistDiffArgs, speech: Speech) -> Outcome {
    let list = args.list.as_deref();
    let changes = Changes::between(&edition(&args.old, list)?, &edition(&args.new, list)?);
    screen::print(&told(&changes, &[], speech))
}

fn take_over(args: &CodelistImportArgs, speech: Speech) -> Outcome {
    let model = match check::model(Some(&args.standard))? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let shown_list = harmless(&args.list);
    let Some(list) = model.list(&args.list) else {
        return Err(Failure::usage(
            format!("de standaard heeft geen codelijst {shown_list}; vum explain noemt ze"),
            format!("the standard has no code list {shown_list}; vum explain names them"),
        ));
    };
    let since = since(args, &model)?;
    if list.closed && matches!(since, Since::Day(_)) {
        return Err(Failure::usage(
            format!("de contracten sommen {shown_list} op; die lijst wijzigt met een release"),
            format!("the contracts enumerate {shown_list}; that list changes with a release"),
        ));
    }
    let path = args.standard.join("codelists").join(format!("{}.csv", args.list));
    let shown = harmless(&path.display().to_string());
    let table = fs::read_to_string(&path).map_err(|error| Failure::unreadable(&path, &error))?;
    let source = args.source_list.as_deref().unwrap_or(&args.list);
    let edition = edition(&args.file, Some(source))?;
    let imported = import(&table, &edition, since).map_err(|error| refused(&path, &error))?;
    let mut text = told(&imported.changes, &imported.back, speech);
    if imported.changes.is_empty() || args.dry_run {
        return screen::print(&text);
    }
    fs::write(&path, &imported.text).map_err(|error| Failure::unwritable(&path, &error))?;
    text.push_str(&speech.pick(
        format!("{shown} is bijgewerkt; controleer met vum check\n"),
        format!("{shown} is up to date; check it with vum check\n"),
    ));
    screen::print(&text).map(|_| Exit::Clean)
}

/// From when an edition holds: a draft, or a day.
fn since(args: &CodelistImportArgs, model: &Model) -> Result<Since, Failure> {
    if let Some(date) = &args.date {
        return Day::parse(date).map(Since::Day).ok_or_else(|| {
            let date = harmless(date);
            Failure::usage(
                format!("{date} is geen datum als 2027-01-01"),
                format!("{date} is no date such as 2027-01-01"),
            )
        });
    }
    let release = version(model, args.release.as_deref().unwrap_or_default())?;
    let is_draft =
        model.releases().iter().any(|it| it.version == release && it.status == Status::Draft);
    if !is_draft {
        return Err(Failure::usage(
            format!("{release} is geen concept; begin er een met vum release new"),
            format!("{release} is no draft; start one with vum release new"),
        ));
    }
    Ok(Since::Release(release))
}

fn edition(path: &Path, list: Option<&str>) -> Result<Vec<Entry>, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::unreadable(path, &error))?;
    read(&bytes, list).map_err(|error| {
        let shown = harmless(&path.display().to_string());
        let nl = match &error {
            ReadError::Form => "is geen tekst in UTF-8 en geen rekenblad (xlsx)".to_owned(),
            ReadError::Spreadsheet(why) => format!("het rekenblad is niet te lezen: {why}"),
            ReadError::Csv(why) => format!("is geen CSV: {why}"),
            ReadError::Columns => {
                "geen rij heeft de kolommen code en label, of codelijst, code en omschrijving"
                    .to_owned()
            }
            ReadError::Several(names) => {
                format!("houdt meer dan één lijst; kies met --list uit: {}", names.join(", "))
            }
            ReadError::NoList(list) => format!("houdt de lijst {list} niet"),
            ReadError::Twice { row, code } => {
                format!("rij {row}: code {code} staat er twee keer, met verschillende betekenissen")
            }
            ReadError::TooLarge => "heeft te veel rijen".to_owned(),
        };
        let (nl, en) = (harmless(&nl), harmless(&error.to_string()));
        Failure::broken(format!("{shown}: {nl}"), format!("{shown}: {en}"))
    })
}

fn refused(path: &Path, error: &ImportError) -> Failure {
    let shown = harmless(&path.display().to_string());
    let nl = match error {
        ImportError::Table => "heeft niet de afgesproken kolommen".to_owned(),
        ImportError::Csv(why) => format!("is geen CSV: {why}"),
        ImportError::Number(code) => format!(
            "code {code} staat in een cel voor getallen, die geen voorloopnullen bewaart; maak de kolom tekst"
        ),
    };
    let (nl, en) = (harmless(&nl), harmless(&error.to_string()));
    Failure::broken(format!("{shown}: {nl}"), format!("{shown}: {en}"))
}

fn told(changes: &Changes, back: &[Entry], speech: Speech) -> String {
    let mut text = String::new();
    let label = |it: &Entry| it.label.clone().unwrap_or_else(|| "?".to_owned());
    let mut rows = |lines: Vec<String>, total: usize| {
        for line in lines.iter().take(SHOWN) {
            text.push_str(line);
        }
        if total > SHOWN {
            let more = total - SHOWN;
            text.push_str(
                &speech.pick(format!("  en nog {more}\n"), format!("  and {more} more\n")),
            );
        }
    };
    let line = |sign: String, it: &Entry, what: String| {
        format!("{sign} {} {}\n", harmless(&it.code), harmless(&what))
    };
    let added = changes.added.iter().map(|it| line(paint(GREEN, "+"), it, label(it)));
    rows(added.collect(), changes.added.len());
    let ended = changes.ended.iter().map(|it| line(paint(RED, "-"), it, label(it)));
    rows(ended.collect(), changes.ended.len());
    let relabelled = changes.relabelled.iter().map(|(old, new)| {
        line(paint(YELLOW, "~"), old, format!("{} → {}", label(old), label(new)))
    });
    rows(relabelled.collect(), changes.relabelled.len());
    let back_rows = back.iter().map(|it| {
        let what = speech.pick(
            "was vervallen en staat er weer in; beslis zelf",
            "had ended and is there again; decide for yourself",
        );
        line(paint(YELLOW, "!"), it, format!("{} ({what})", label(it)))
    });
    rows(back_rows.collect(), back.len());
    let (added, ended, relabelled) =
        (changes.added.len(), changes.ended.len(), changes.relabelled.len());
    text.push_str(&speech.pick(
        format!("nieuw: {added}, vervallen: {ended}, andere omschrijving: {relabelled}\n"),
        format!("new: {added}, ended: {ended}, relabelled: {relabelled}\n"),
    ));
    text
}
