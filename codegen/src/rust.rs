//! The Rust emitter: a release in, a module out.

mod bodies;
mod choice;
mod codes;
mod docs;
mod file;
mod fine;
mod headers;
mod meta;
mod migrate;
pub(crate) mod names;
mod project;
mod question;
mod record;
pub(crate) mod rules;
mod schemas;
mod types;

use vum_model::{Migrations, Release};

pub(crate) use self::bodies::Whole;
use crate::builder::GeneratedFile;
use crate::error::Error;
use crate::plan::Plan;
use crate::selection;

/// A module for each release, and one for the way between them. Without a message, body or entity
/// everything of it.
pub(crate) fn files(
    releases: Vec<Release>,
    migrations: &Migrations,
    messages: &[String],
    entities: &[String],
    schemars: bool,
) -> Result<Vec<GeneratedFile>, Error> {
    let mut wholes = Vec::new();
    for release in releases {
        // Bodies come first: their names must not depend on what is asked for.
        let whole = Whole::new(release)?;
        wholes.push(if messages.is_empty() && entities.is_empty() {
            whole
        } else {
            selection::select_whole(&whole, messages, entities)?
        });
    }
    let plan = Plan::new(&wholes)?;
    let files = wholes.iter().map(|whole| file::file(whole, &plan, schemars));
    let mut files = files.collect::<Result<Vec<_>, Error>>()?;
    files.extend(migrate::file(&wholes, &plan, migrations)?);
    Ok(files)
}
