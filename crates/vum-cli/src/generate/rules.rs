//! The rules page: every rule for messages, those above the contract and those of the contract, in
//! Markdown. It is made from the standard and the runtime, so that nothing is written twice.

use std::fmt::Write as _;

use vum::{Language, Layer, Rule};
use vum_codegen::GeneratedFile;
use vum_model::{BusinessRule, Covered, Model};

use crate::explain::business;
use crate::language::Speech;

/// The page in both languages.
pub(super) fn files(model: &Model) -> Vec<GeneratedFile> {
    let page = |name: &str, language: Language| GeneratedFile {
        name: name.to_owned(),
        text: Page { speech: Speech { language, page: language }, text: String::new() }.of(model),
    };
    vec![page("regels.md", Language::Nl), page("rules.md", Language::En)]
}

struct Page {
    speech: Speech,
    text: String,
}

impl Page {
    fn of(mut self, model: &Model) -> String {
        let speech = self.speech;
        let rules = model.rules();
        self.line(speech.pick("# Regels voor berichten", "# Rules for messages"));
        self.line(speech.pick(
            "*Gemaakt door `vum generate rules`; niet met de hand wijzigen. In English: \
             [rules.md](rules.md).*",
            "*Made by `vum generate rules`; do not edit. In het Nederlands: \
             [regels.md](regels.md).*",
        ));
        self.line(speech.pick(
            "Een bericht wordt altijd tegen het contract gehouden. Daarboven staan regels: wat de \
             gegevensstandaard in woorden zegt (*normatief*), en wat wij daarnaast voorstellen \
             (*voorstel*). `vum validate --rules normative` kijkt ook naar de eerste, `--rules all` \
             naar alle, en een bestand kiest er zelf uit. Een voorstel is alleen een fout waar niets \
             anders bedoeld kan zijn. `vum explain REGEL` vertelt hetzelfde op het scherm.",
            "A message is always held against the contract. Above it stand rules: what the dictionary \
             (gegevensstandaard) states in words (*normative*), and what we propose beside it \
             (*proposal*). `vum validate --rules normative` looks at the former too, `--rules all` at \
             all of them, and a file selects its own. A proposal is an error only where nothing else \
             can be meant. `vum explain RULE` tells the same on the screen.",
        ));
        self.heading(2, speech.pick("Boven het contract", "Above the contract"));
        self.summary(&rules);
        let mut theme = "";
        for rule in &rules {
            if rule.theme != theme {
                theme = &rule.theme;
                self.heading(3, &format!("`rules/{theme}.toml`"));
            }
            self.rule(rule);
        }
        self.covered(&model.covered());
        self.heading(2, speech.pick("Van het contract", "Of the contract"));
        for layer in
            [Layer::Syntax, Layer::Structure, Layer::Constraint, Layer::CodeList, Layer::Rule]
        {
            let of_layer: Vec<&Rule> =
                vum::RULES.iter().copied().filter(|it| it.layer == layer).collect();
            if !of_layer.is_empty() {
                self.layer(layer, &of_layer);
            }
        }
        self.text
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {text}", "#".repeat(level)));
    }

    /// The rules at a glance.
    fn summary(&mut self, rules: &[BusinessRule]) {
        let speech = self.speech;
        self.text.push_str(speech.pick(
            "| regel | ernst | dimensie | status | gaat over | releases |\n",
            "| rule | severity | dimension | status | about | releases |\n",
        ));
        self.text.push_str("|---|---|---|---|---|---|\n");
        for rule in rules {
            let id = &rule.id;
            let severity = business::severity(rule.severity, speech);
            let status = if rule.normative {
                speech.pick("normatief", "normative")
            } else {
                speech.pick("voorstel", "proposal")
            };
            let (dimension, about) = (rule.dimension.word(), rule.entities().join(", "));
            let releases = business::releases(rule, speech);
            // Writing to a String cannot fail.
            let _ = writeln!(
                self.text,
                "| [`{id}`](#{id}) | {severity} | {dimension} | {status} | {about} | {releases} |"
            );
        }
        self.text.push('\n');
    }

    fn rule(&mut self, rule: &BusinessRule) {
        let speech = self.speech;
        self.heading(4, &rule.id);
        self.line(speech.text(&rule.purpose));
        let mut facts = vec![
            (
                speech.pick("Ernst", "Severity"),
                business::severity(rule.severity, speech).to_owned(),
            ),
            (speech.pick("Dimensie", "Dimension"), rule.dimension.word().to_owned()),
            ("Status", business::status(rule, speech).to_owned()),
            (speech.pick("Herkomst", "Origin"), speech.text(&rule.source).to_owned()),
            ("Releases", business::releases(rule, speech)),
            (speech.pick("Vraagt", "Asks"), business::asks(&rule.check, speech)),
        ];
        if let Some(rationale) = &rule.rationale {
            facts.push((speech.pick("Grens", "Limit"), speech.text(rationale).to_owned()));
        }
        facts.push((speech.pick("Tekst", "Text"), speech.text(&rule.text).to_owned()));
        facts.push((speech.pick("Advies", "Help"), speech.text(&rule.help).to_owned()));
        for (name, text) in facts {
            let _ = writeln!(self.text, "* **{name}**: {text}");
        }
        let example = &rule.example;
        let on = example.on.map_or_else(String::new, |on| {
            format!(", {} {on}", speech.pick("peildatum", "day of reference"))
        });
        let _ = write!(
            self.text,
            "\n{} ({}, {}{on}):\n\n```json\n{}\n```\n\n{} `{}`:\n\n```json\n{}\n```\n\n",
            speech.pick("Goed", "Good"),
            example.message,
            example.release,
            example.good,
            speech.pick("Fout, gevonden op", "Bad, found at"),
            example.pointer,
            example.bad,
        );
    }

    /// What the contract checks already.
    fn covered(&mut self, covered: &[Covered]) {
        let speech = self.speech;
        self.heading(
            2,
            speech.pick("Wat het contract al nagaat", "What the contract checks already"),
        );
        self.line(speech.pick(
            "Wat een regel van het contract nagaat, is niet nog eens een regel erboven.",
            "What a rule of the contract checks is not a rule above it once more.",
        ));
        self.text.push_str(speech.pick("| wat | vanaf | regel |\n", "| what | from | rule |\n"));
        self.text.push_str("|---|---|---|\n");
        for it in covered {
            let rules = it.rules.iter().map(|id| format!("[`{id}`](#{id})"));
            let rules: Vec<String> = rules.collect();
            let since = it.since.map_or_else(String::new, |since| since.to_string());
            let _ = writeln!(
                self.text,
                "| {} | {since} | {} |",
                speech.text(&it.what),
                rules.join(", ")
            );
        }
        self.text.push('\n');
    }

    fn layer(&mut self, layer: Layer, rules: &[&Rule]) {
        let (speech, language) = (self.speech, self.speech.language);
        let name = match layer {
            Layer::Syntax => speech.pick("Syntaxis", "Syntax"),
            Layer::Structure => speech.pick("Structuur", "Structure"),
            Layer::Constraint => speech.pick("Vorm en grenzen", "Form and bounds"),
            Layer::CodeList => speech.pick("Codelijsten", "Code lists"),
            Layer::Rule => speech.pick("Regels", "Rules"),
        };
        self.heading(3, &format!("{name} (`{}`)", layer.name()));
        for rule in rules {
            self.heading(4, rule.id);
            self.line(rule.purpose.get(language));
            let severity = match rule.severity {
                vum::Severity::Error => speech.pick("fout", "error"),
                vum::Severity::Warning => speech.pick("waarschuwing", "warning"),
                vum::Severity::Info => "info",
            };
            let (text, help) = (rule.text.get(language), rule.help.get(language));
            let _ = write!(
                self.text,
                "* **{}**: {severity}\n* **{}**: {text}\n* **{}**: {help}\n\n",
                speech.pick("Ernst", "Severity"),
                speech.pick("Tekst", "Text"),
                speech.pick("Advies", "Help"),
            );
            for (label, example) in
                [(speech.pick("Goed", "Good"), rule.good), (speech.pick("Fout", "Bad"), rule.bad)]
            {
                if !example.is_empty() {
                    let _ = write!(self.text, "{label}:\n\n```text\n{example}\n```\n\n");
                }
            }
        }
    }
}
