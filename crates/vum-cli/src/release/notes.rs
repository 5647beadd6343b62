//! `vum changelog` and `vum roadmap`: what changed, and what is coming.

use schemars::schema_for;
use vum_model::Model;
use vum_release::{Language, Policy, Roadmap, compare};

use crate::Outcome;
use crate::args::{ChangelogArgs, RoadmapArgs, RoadmapFormat};
use crate::check;
use crate::diff::{facts, json, plain, unclassified, version};
use crate::exit::{Exit, Failure};
use crate::language::Speech;

pub(crate) fn changelog(args: &ChangelogArgs, speech: Speech) -> Outcome {
    let (model, policy) = match standard(args.standard.as_deref())? {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    let (old, new) = (version(&model, &args.old)?, version(&model, &args.new)?);
    let (old, new) = (facts(&model, old)?, facts(&model, new)?);
    let comparison = compare(&old, &new).map_err(|error| unclassified(&error))?;
    plain(&vum_release::changelog(&model, &policy, &comparison, language(speech)))
}

pub(crate) fn roadmap(args: &RoadmapArgs, speech: Speech) -> Outcome {
    let (model, policy) = match standard(args.standard.as_deref())? {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    let roadmap = Roadmap::of(&model, &policy);
    match args.format {
        RoadmapFormat::Markdown => plain(&roadmap.to_markdown(language(speech))),
        RoadmapFormat::Json => plain(&json(&roadmap)?),
    }
}

/// The JSON Schema of the roadmap.
pub(crate) fn schema() -> Result<String, Failure> {
    json(&schema_for!(Roadmap))
}

/// A standard with its policy. Where one of them is wrong, that is told first.
fn standard(dir: Option<&std::path::Path>) -> Result<Result<(Model, Policy), Exit>, Failure> {
    let model = match check::model(dir)? {
        Ok(model) => model,
        Err(exit) => return Ok(Err(exit)),
    };
    Ok(check::policy(&model, dir)?.map(|policy| (model, policy)))
}

fn language(speech: Speech) -> Language {
    speech.pick(Language::Nl, Language::En)
}
