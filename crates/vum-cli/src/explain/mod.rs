//! `vum explain`: what the standard, and this program, say about a name.

mod body;
pub(crate) mod business;
mod describe;
mod example;
mod list;
mod node;
mod page;
mod placeholder;
mod rule;
mod topic;

use vum_model::{Model, Version};

use self::page::Page;
use self::topic::{Topic, Topics};
use crate::Outcome;
use crate::args::ExplainArgs;
use crate::check;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, harmless};

/// What an explanation is made with.
struct Explainer<'m> {
    model: &'m Model,
    speech: Speech,
    /// The release that was asked for.
    release: Option<Version>,
}

pub(crate) fn run(args: &ExplainArgs, speech: Speech) -> Outcome {
    let model = match check::model(args.standard.as_deref())? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let release = args.release.as_deref().map(|it| release(&model, it)).transpose()?;
    let explainer = Explainer { model: &model, speech, release };
    let mut page = Page::new();
    if args.topics.is_empty() {
        explainer.topics(&mut page);
    }
    let topics = Topics::new(&model);
    for name in &args.topics {
        for topic in topics.find(name)? {
            explainer.explain(topic, &mut page)?;
        }
    }
    screen::print(&page.finish())?;
    Ok(Exit::Clean)
}

/// The release of the standard with this number.
pub(crate) fn release(model: &Model, text: &str) -> Result<Version, Failure> {
    let mut known = model.releases().iter().map(|info| info.version);
    let wanted = Version::parse(text);
    known.clone().find(|it| Some(*it) == wanted).ok_or_else(|| {
        let text = harmless(text);
        let first = known.next().map_or(String::new(), |it| it.to_string());
        let known = known.fold(first, |all, it| format!("{all}, {it}"));
        Failure::usage(
            format!("er is geen release {text}; wel {known}"),
            format!("there is no release {text}; there are {known}"),
        )
    })
}

impl Explainer<'_> {
    fn explain(&self, topic: Topic<'_>, page: &mut Page) -> Result<(), Failure> {
        match topic {
            Topic::Rule(rule) => self.rule(rule, page),
            Topic::Business(rule) => self.business(&rule, page),
            Topic::Check(code) => self.check(code, page),
            Topic::Change(rule) => self.change(rule, page),
            Topic::Release(info) => self.release_info(info, page),
            Topic::Message(message) => return self.message(message, page),
            Topic::Body(id) => return self.body(&id, page),
            Topic::Entity(entity) => return self.entity(entity, page),
            Topic::Attribute(entity, attribute) => return self.attribute(entity, attribute, page),
            Topic::List(list) => return self.list(list, page),
        }
        Ok(())
    }

    /// The release of what differs by release: the one that was asked for, else the newest that
    /// has the node.
    fn release_for(
        &self,
        id: &str,
        covers: impl Fn(Version) -> bool,
    ) -> Result<Option<Version>, Failure> {
        let Some(release) = self.release else {
            let mut live = self.model.releases().iter().map(|info| info.version);
            return Ok(live.rfind(|it| covers(*it)));
        };
        if covers(release) {
            return Ok(Some(release));
        }
        Err(Failure::usage(
            format!("{id} bestaat niet in release {release}"),
            format!("{id} does not exist in release {release}"),
        ))
    }

    /// Everything that can be explained.
    fn topics(&self, page: &mut Page) {
        let (model, speech) = (self.model, self.speech);
        let versions = model.releases().iter().map(|it| it.version.to_string());
        page.heading(speech.pick("Releases", "Releases"));
        page.words(versions);
        page.heading(speech.pick("Berichten", "Messages"));
        page.words(model.messages().iter().map(|it| it.id.clone()));
        page.heading(speech.pick("Hele body's", "Whole bodies"));
        page.words(body::ids(model).into_iter());
        page.heading(speech.pick("Regels voor berichten", "Rules for messages"));
        page.words(vum::RULES.iter().map(|it| it.id.to_owned()));
        page.heading(speech.pick("Regels boven het contract", "Rules above the contract"));
        page.words(model.rules().into_iter().map(|it| it.id));
        page.heading(
            speech
                .pick("Bevindingen van de conformiteitstest", "Findings of the conformance suite"),
        );
        page.words(vum_conform::RULES.iter().map(|it| it.id.to_owned()));
        page.heading(speech.pick("Controles van de standaard", "Checks of the standard"));
        let policies = vum_release::POLICIES.iter().map(|it| it.code.to_owned());
        page.words(vum_model::CODES.iter().map(|it| it.code.to_owned()).chain(policies));
        page.heading(speech.pick("Wijzigingen tussen releases", "Changes between releases"));
        page.words(vum_release::RULES.iter().map(|it| it.id.to_owned()));
        page.heading(speech.pick("Codelijsten", "Code lists"));
        page.words(model.lists().iter().map(|it| it.id.clone()));
        page.heading(
            speech.pick("Entiteiten met hun attributen", "Entities with their attributes"),
        );
        for entity in model.entities() {
            let names: Vec<&str> = entity.attributes.iter().map(|it| own_name(&it.id)).collect();
            page.item(&entity.id, &names.join(", "));
        }
    }
}

/// The id of an attribute without its entity.
fn own_name(id: &str) -> &str {
    id.split_once('.').map_or(id, |(_, name)| name)
}
