//! Release notes: what a release changes, in prose and tables.

use vum_model::{Description, Model, ReleaseInfo, SgrRelation, Version};

use crate::compare::{Change, Comparison};
use crate::facts::Kind;
use crate::policy::Policy;
use crate::rules::{Effect, Impact, Party};
use crate::tell::Language;
use vum_report::markdown::{code, head, plain, row};

/// The notes of the newer release, in Markdown.
#[must_use]
pub fn changelog(
    model: &Model,
    policy: &Policy,
    comparison: &Comparison,
    language: Language,
) -> String {
    let mut notes = Notes { model, policy, comparison, language, text: String::new() };
    notes.head();
    notes.summary();
    for section in SECTIONS {
        notes.section(section);
    }
    notes.outlook();
    notes.text
}

/// So many ids of what came or went with a node are named.
const NAMED: usize = 40;

/// A part of the notes: changes that ask the same of people.
struct Section {
    nl: &'static str,
    en: &'static str,
    lead_nl: &'static str,
    lead_en: &'static str,
    holds: fn(&Change) -> bool,
}

fn is_contract(change: &Change) -> bool {
    matches!(
        change.kind,
        Kind::Contract
            | Kind::Server
            | Kind::Operation
            | Kind::Response
            | Kind::HeaderUse
            | Kind::Header
            | Kind::Body
            | Kind::BodyProperty
            | Kind::Error
            | Kind::Limit
    )
}

fn is_question(change: &Change) -> bool {
    matches!(change.kind, Kind::Criterion | Kind::Condition | Kind::Operator)
}

fn is_data(change: &Change) -> bool {
    !is_contract(change) && !is_question(change)
}

const SECTIONS: &[Section] = &[
    Section {
        nl: "Vervallen en vervangen",
        en: "Removed and replaced",
        lead_nl: "Dit kan niet meer worden gestuurd. Waar een opvolger staat, neemt die de plaats in.",
        lead_en: "This can no longer be sent. Where there is a successor, it takes the place.",
        holds: |it| {
            let gone = matches!(it.rule.effect, Effect::Vanishes | Effect::VanishesRequired);
            is_data(it) && (gone || is_environment(it) && it.rule.id.ends_with("-removed"))
        },
    },
    Section {
        nl: "Anders geworden",
        en: "Different",
        lead_nl: "Oud en nieuw passen niet op elkaar; zender en ontvanger moeten mee.",
        lead_en: "Old and new do not fit each other; senders and receivers have to follow.",
        holds: |it| is_data(it) && matches!(it.rule.effect, Effect::Differs | Effect::Identifier),
    },
    Section {
        nl: "Verplicht geworden of strenger",
        en: "Required, or tighter",
        lead_nl: "Wat eerst geldig was, kan nu worden geweigerd.",
        lead_en: "What was valid can be refused now.",
        holds: |it| {
            is_data(it) && matches!(it.rule.effect, Effect::Narrower | Effect::AppearsRequired)
        },
    },
    Section {
        nl: "Nieuw",
        en: "New",
        lead_nl: "Dit kan worden gestuurd. Wie strikt op de oude release controleert, keurt een nieuw attribuut in een bestaand bericht af.",
        lead_en: "This can be sent. Who judges strictly by the older release refuses a new attribute in a message that existed.",
        holds: |it| {
            let new = matches!(it.rule.effect, Effect::Appears | Effect::Offered);
            is_data(it) && (new || is_environment(it) && it.rule.id.ends_with("-added"))
        },
    },
    Section {
        nl: "Ruimer",
        en: "Looser",
        lead_nl: "Er is meer geldig dan eerst.",
        lead_en: "More is valid than before.",
        holds: |it| is_data(it) && it.rule.effect == Effect::Wider,
    },
    Section {
        nl: "Vervalt op termijn",
        en: "Deprecated",
        lead_nl: "Nog toegestaan; stuur het niet meer als het kan.",
        lead_en: "Still allowed; do not send it any more if you can.",
        holds: |it| is_data(it) && it.rule.effect == Effect::Announced,
    },
    Section {
        nl: "Selectievraag",
        en: "Selectievraag",
        lead_nl: "Wat een bemiddelaar kan vragen. Een bron van een oudere release slaat over wat hij niet kent.",
        lead_en: "What a bemiddelaar can ask. A bron of an older release passes over what it does not know.",
        holds: is_question,
    },
    Section {
        nl: "Contracten en headers",
        en: "Contracts and headers",
        lead_nl: "Wat er om de berichten heen wijzigt.",
        lead_en: "What changes around the messages.",
        holds: is_contract,
    },
    Section {
        nl: "Om de berichten heen",
        en: "Around the messages",
        lead_nl: "Geen bericht wordt hierdoor anders.",
        lead_en: "No message changes by this.",
        holds: |it| {
            is_data(it)
                && is_environment(it)
                && !it.rule.id.ends_with("-added")
                && !it.rule.id.ends_with("-removed")
        },
    },
];

fn is_environment(change: &Change) -> bool {
    change.rule.effect == Effect::Environment
}

struct Notes<'a> {
    model: &'a Model,
    policy: &'a Policy,
    comparison: &'a Comparison,
    language: Language,
    text: String,
}

impl Notes<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn info(&self, release: Version) -> Option<&ReleaseInfo> {
        self.model.releases().iter().find(|it| it.version == release)
    }

    fn head(&mut self) {
        let language = self.language;
        let (old, new) = (self.comparison.old, self.comparison.new);
        self.line(&format!("# VUM {new}"));
        self.line("");
        let Some(info) = self.info(new) else { return };
        let mut facts = Vec::new();
        if let Some(date) = &info.date {
            facts.push(
                language.pick(format!("Gepubliceerd: {date}."), format!("Published: {date}.")),
            );
        }
        if let Some(standard) = &info.gegevensstandaard {
            facts.push(format!("Gegevensstandaard {standard}."));
        }
        let relation = match info.sgr_relation {
            SgrRelation::Equal => language.pick("gelijk aan deze release", "equal to this release"),
            SgrRelation::Ahead => {
                language.pick("deze release loopt erop vooruit", "this release runs ahead of it")
            }
            SgrRelation::Absent => language.pick("kent dit niet", "does not have it"),
            SgrRelation::Unknown => language.pick("verhouding onbekend", "relation unknown"),
        };
        facts.push(format!("SGR {}: {relation}.", info.sgr_version));
        facts
            .push(language.pick(format!("Vergeleken met {old}."), format!("Compared with {old}.")));
        let note = plain(language.text(&info.note));
        let facts = facts.join(" ");
        self.line(&facts);
        self.line("");
        if !note.is_empty() {
            self.line(&note);
            self.line("");
        }
        let withdrawn: Vec<_> =
            self.policy.withdrawn.iter().filter(|it| it.release == new).cloned().collect();
        for it in withdrawn {
            let note = plain(language.text(&it.note));
            let date = &it.date;
            self.line(&language.pick(
                format!("**Ingetrokken:** de tekst van {date}. {note}"),
                format!("**Withdrawn:** the text of {date}. {note}"),
            ));
            self.line("");
        }
    }

    fn summary(&mut self) {
        let language = self.language;
        self.line(language.pick("## Wat u moet doen", "## What you have to do"));
        self.line("");
        let Some(step) = self.comparison.step() else {
            self.line(
                language.pick("Niets: er is geen verschil.", "Nothing: there is no difference."),
            );
            return;
        };
        let label = step.label();
        let label = language.text(&label).to_owned();
        self.line(&language.pick(format!("Stap: **{label}**."), format!("Step: **{label}**.")));
        self.line("");
        for party in Party::ALL {
            let count = |impact| {
                let all = self.comparison.changes.iter();
                all.filter(|it| it.impact(party) == impact).count()
            };
            let (breaks, look) = (count(Impact::Breaks), count(Impact::Look));
            let label = party.label();
            let who = capital(language.text(&label));
            let told = match (breaks, look) {
                (0, 0) => language.pick("merkt niets.".to_owned(), "notices nothing.".to_owned()),
                (0, look) => language.pick(
                    format!("moet op {look} wijzigingen letten; er breekt niets."),
                    format!("has {look} changes to look at; nothing breaks."),
                ),
                (breaks, 0) => language.pick(
                    format!("moet aanpassen: {breaks} wijzigingen breken."),
                    format!("has to adapt: {breaks} changes break."),
                ),
                (breaks, look) => language.pick(
                    format!(
                        "moet aanpassen: {breaks} wijzigingen breken, op {look} moet worden gelet."
                    ),
                    format!("has to adapt: {breaks} changes break, {look} are to be looked at."),
                ),
            };
            self.line(&format!("* {who} {told}"));
        }
        self.line("");
        let new = self.comparison.new;
        let waived = self.policy.waivers.iter().filter(|it| it.release == new);
        let told: Vec<String> = waived
            .filter(|it| it.policy != "draft-name" && it.policy != "unlabelled-code")
            .map(|it| {
                let nodes: Vec<String> = it.nodes.iter().map(|it| code(it)).collect();
                format!("* {} {}", plain(language.text(&it.reason)), nodes.join(", "))
            })
            .collect();
        if !told.is_empty() {
            self.line(language.pick(
                "Niet vooraf aangekondigd, en dus extra aandacht waard:",
                "Not announced beforehand, and so worth extra attention:",
            ));
            self.line("");
            for line in told {
                self.line(&line);
            }
            self.line("");
        }
    }

    fn section(&mut self, section: &Section) {
        let language = self.language;
        let all = &self.comparison.changes;
        let mine: Vec<&Change> =
            all.iter().filter(|it| !it.is_editorial() && (section.holds)(it)).collect();
        if mine.is_empty() {
            return;
        }
        let rows: Vec<String> = mine.iter().map(|it| self.change(it)).collect();
        self.line(&format!("## {}", language.pick(section.nl, section.en)));
        self.line("");
        self.line(language.pick(section.lead_nl, section.lead_en));
        self.line("");
        let cells = language.pick(["wat", "wijziging", "waar"], ["what", "change", "where"]);
        self.text.push_str(&head(&cells));
        self.text.push_str(&rows.concat());
        self.line("");
    }

    fn change(&self, change: &Change) -> String {
        let language = self.language;
        let node = self.node(change);
        let what = match node.filter(|it| !it.label.is_empty()) {
            None => code(&change.id),
            Some(node) => format!("{}<br>{}", plain(&node.label), code(&change.id)),
        };
        let text = change.text();
        let mut told = plain(language.text(&text));
        // What is new is told with what it means, and what goes with what went along.
        if let Some(node) = node.filter(|_| change.property.is_none()) {
            let meaning = plain(language.text(&node.definition));
            let appears = matches!(
                change.rule.effect,
                Effect::Appears | Effect::AppearsRequired | Effect::Offered
            );
            if appears && !meaning.is_empty() {
                told = format!("{told}. {meaning}");
            }
        }
        // What a contract holds is told by its messages, and a criterion by its name.
        let own = |it: &&String| change.kind != Kind::Contract && !it.contains(' ');
        let contents: Vec<&String> = change.contents.iter().filter(own).collect();
        if !contents.is_empty() {
            let more = contents.len().saturating_sub(NAMED);
            let named = contents.iter().take(NAMED).map(|it| code(it));
            let named = named.collect::<Vec<_>>().join(", ");
            let more = match more {
                0 => String::new(),
                more => language.pick(format!(" en nog {more}"), format!(" and {more} more")),
            };
            told = format!("{told}<br>{} {named}{more}", language.pick("met", "with"));
        }
        row(&[what, told, plain(&change.places_in_short().join(", "))])
    }

    /// What the standard says of the node.
    fn node(&self, change: &Change) -> Option<&Description> {
        let (id, model) = (change.id.as_str(), self.model);
        match change.kind {
            Kind::Attribute => model.attribute(id).map(|(_, it)| &it.description),
            Kind::Entity => model.entity(id).map(|it| &it.description),
            Kind::List => model.list(id).map(|it| &it.description),
            Kind::Message => {
                model.messages().iter().find(|it| it.id == id).map(|it| &it.description)
            }
            _ => None,
        }
    }

    fn outlook(&mut self) {
        let language = self.language;
        let new = self.comparison.new;
        let editorial = self.comparison.changes.iter().filter(|it| it.is_editorial()).count();
        if editorial > 0 {
            self.line(&language.pick(
                format!(
                    "Daarnaast {editorial} wijzigingen die redactioneel zijn of over adressen gaan."
                ),
                format!("Beside these, {editorial} changes that are editorial or about addresses."),
            ));
            self.line("");
        }
        let announced: Vec<_> =
            self.policy.announcements.iter().filter(|it| it.announced == new).cloned().collect();
        if announced.is_empty() {
            return;
        }
        self.line(language.pick("## Aangekondigd", "## Announced"));
        self.line("");
        for it in announced {
            let nodes: Vec<String> = it.nodes.iter().map(|it| code(it)).collect();
            let (planned, text) = (it.planned, plain(language.text(&it.text)));
            self.line(&format!("* {planned}: {text} {}", nodes.join(", ")));
        }
        self.line("");
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, reason = "a failed test is told")]
mod tests {
    use vum_model::{Standard, Version};

    use super::SECTIONS;
    use crate::{Facts, compare};

    #[test]
    fn every_change_has_one_section() {
        let model = Standard::embedded().resolve().model;
        let Some(model) = model else { panic!("the standard is not in order") };
        let releases: Vec<Version> = model.releases().iter().map(|it| it.version).collect();
        let mut both = releases.clone();
        both.reverse();
        for pair in releases.windows(2).chain(both.windows(2)) {
            let facts = |release: &Version| Facts::of(&model, *release);
            let (Some(old), Some(new)) = (facts(&pair[0]), facts(&pair[1])) else {
                panic!("{pair:?}")
            };
            let Ok(comparison) = compare(&old, &new) else { panic!("{pair:?}") };
            for change in comparison.changes.iter().filter(|it| !it.is_editorial()) {
                let sections = SECTIONS.iter().filter(|it| (it.holds)(change)).count();
                assert_eq!(sections, 1, "{change:?}");
            }
        }
    }
}
