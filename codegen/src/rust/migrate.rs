//! The way between releases: which types are each other's counterpart, and what the standard says
//! beside that. How values come over is derived at run time, from the tables of the types.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{LossReason, Migrations};

use super::file::{header, pretty};
use super::{Whole, names};
use crate::builder::GeneratedFile;
use crate::error::Error;
use crate::plan::{Home, Plan};

/// The name of the file.
const FILE: &str = "migrations.rs";

/// The file, when there are releases to go between.
pub(super) fn file(
    wholes: &[Whole],
    plan: &Plan,
    migrations: &Migrations,
) -> Result<Option<GeneratedFile>, Error> {
    let mut pairs = Vec::new();
    let mut known = BTreeSet::new();
    for (n, newer) in wholes.iter().enumerate() {
        for older in wholes.iter().take(n) {
            for message in &newer.release.messages {
                let Some(before) = older.release.message(&message.id) else { continue };
                let old = plan.shape(&older.release, before.root)?;
                let new = plan.shape(&newer.release, message.root)?;
                for (from, to, forward) in [(&old, &new, true), (&new, &old, false)] {
                    if known.insert((from.clone(), to.clone())) {
                        let (from, to) = (path(from), path(to));
                        pairs.push(quote! {
                            ::vum_runtime::migration!(#from => #to, MIGRATION, #forward);
                        });
                    }
                }
            }
        }
    }
    let (Some(first), Some(last)) = (wholes.first(), wholes.last()) else { return Ok(None) };
    if pairs.is_empty() {
        return Ok(None);
    }
    let (first, last) = (first.release.info.version, last.release.info.version);
    let table = table(migrations, |release| first < release && release <= last);
    let body = pretty(FILE, quote!(#table #(#pairs)*))?;
    let releases: Vec<String> =
        wholes.iter().map(|whole| whole.release.info.version.to_string()).collect();
    let text = header(&releases.join(", "), &body) + &body;
    Ok(Some(GeneratedFile { name: FILE.to_owned(), text }))
}

/// A type from within the file, which stands beside the modules of the releases.
fn path(home: &Home) -> TokenStream {
    let (module, name) = (names::ident(&names::module(home.release)), names::ident(&home.name));
    quote!(super::#module::#name)
}

fn table(migrations: &Migrations, concerns: impl Fn(vum_model::Version) -> bool) -> TokenStream {
    let successors = migrations.successions.iter().filter(|it| concerns(it.release));
    let successors = successors.map(|it| {
        let (from, to) = (&it.from, &it.to);
        quote!((#from, #to))
    });
    let picks = migrations.picks.iter().map(|it| {
        let (list, by, order) = (&it.list, &it.by, &it.order);
        quote!(::vum_runtime::meta::PickMeta { list: #list, by: #by, order: &[#(#order),*] })
    });
    let unmapped = migrations.losses.iter().filter(|it| it.reason == LossReason::NoMapping);
    let unmapped = unmapped.map(|it| &it.attribute);
    quote! {
        /// What took the place of what.
        pub static MIGRATION: ::vum_runtime::meta::MigrationMeta =
            ::vum_runtime::meta::MigrationMeta {
                successors: &[#(#successors),*],
                picks: &[#(#picks),*],
                unmapped: &[#(#unmapped),*],
            };
    }
}
