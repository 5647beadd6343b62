//! Rules for messages, checks of the standard, releases.

use vum::{Rule, Severity};
use vum_model::{CodeInfo, ReleaseInfo, Status};
use vum_release::{Impact, Party};

use super::Explainer;
use super::page::Page;

impl Explainer<'_> {
    pub(super) fn rule(&self, rule: &Rule, page: &mut Page) {
        let (speech, language) = (self.speech, self.speech.language);
        page.title(rule.id, speech.pick("regel voor berichten", "rule for messages"));
        page.paragraph(rule.purpose.get(language));
        let severity = match rule.severity {
            Severity::Error => speech.pick("fout", "error"),
            Severity::Warning => speech.pick("waarschuwing", "warning"),
            Severity::Info => "info",
        };
        page.field(speech.pick("Ernst", "Severity"), severity);
        page.field(speech.pick("Laag", "Layer"), rule.layer.name());
        page.field(speech.pick("Tekst", "Text"), rule.text.get(language));
        page.field(speech.pick("Advies", "Help"), rule.help.get(language));
        page.heading(speech.pick("Goed", "Good"));
        page.verbatim(rule.good);
        page.heading(speech.pick("Fout", "Bad"));
        page.verbatim(rule.bad);
    }

    pub(super) fn check(&self, code: &CodeInfo, page: &mut Page) {
        let speech = self.speech;
        let what =
            speech.pick("controle van de standaard, vum check", "check of the standard, vum check");
        page.title(code.code, what);
        page.paragraph(code.purpose);
        let severity = match code.severity {
            vum_model::Severity::Error => speech.pick("fout", "error"),
            vum_model::Severity::Warning => speech.pick("waarschuwing", "warning"),
        };
        page.field(speech.pick("Ernst", "Severity"), severity);
    }

    /// A kind of change, and what it does to whom.
    pub(super) fn change(&self, rule: &vum_release::Rule, page: &mut Page) {
        let speech = self.speech;
        let what =
            speech.pick("wijziging tussen releases, vum diff", "change between releases, vum diff");
        page.title(rule.id, what);
        page.paragraph(speech.pick(rule.nl, rule.en));
        let step = rule.effect.step().label();
        page.field(speech.pick("Stap", "Step"), speech.text(&step));
        let impacts = |asked: bool| {
            let impacts = Party::ALL.into_iter().zip(rule.effect.impacts(asked));
            let told =
                impacts.filter(|(_, impact)| *impact != Impact::None).map(|(party, impact)| {
                    format!("{}: {}", speech.text(&party.label()), speech.text(&impact.label()))
                });
            let told: Vec<String> = told.collect();
            if told.is_empty() {
                return speech.pick("raakt niemand", "touches nobody").to_owned();
            }
            told.join("; ")
        };
        page.field(speech.pick("In een resultaat", "In a result"), &impacts(false));
        page.field(speech.pick("In een vraag", "In a question"), &impacts(true));
    }

    pub(super) fn release_info(&self, info: &ReleaseInfo, page: &mut Page) {
        let speech = self.speech;
        page.title(&info.version.to_string(), "release");
        page.paragraph(speech.text(&info.note));
        let status = match info.status {
            Status::Published => speech.pick("gepubliceerd", "published"),
            Status::History => speech.pick("alleen historie", "history only"),
            Status::Draft => speech.pick("concept", "draft"),
        };
        page.field(speech.pick("Status", "Status"), status);
        page.field(speech.pick("Datum", "Date"), info.date.as_deref().unwrap_or_default());
        let standard = info.gegevensstandaard.as_deref().unwrap_or_default();
        page.field("Gegevensstandaard", standard);
        let relation = self.sgr(Some(info.sgr_relation));
        page.field("SGR", &format!("{}: {relation}", info.sgr_version));
        page.field("", speech.text(&info.sgr_note));
        page.field(speech.pick("Bron", "Source"), &info.source);
        let messages = self.model.messages().iter().filter(|it| it.lifecycle.covers(info.version));
        let messages: Vec<&str> = messages.map(|it| it.id.as_str()).collect();
        page.field(speech.pick("Berichten", "Messages"), &messages.join(", "));
    }
}
