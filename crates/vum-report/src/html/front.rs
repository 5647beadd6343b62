//! The first page: for who has to decide.

use std::collections::BTreeMap;

use super::{Page, look};
use crate::issue::{Counts, Issue};
use crate::model::{Severity, Suite, Verdict};
use crate::words;

/// So many suites are in the table of numbers.
const SUITES: usize = 8;
/// So many rules are told that ask for attention.
const RULES: usize = 5;

impl Page<'_> {
    pub(super) fn front(&self, html: &mut String) {
        let run = self.run;
        let (class, sign) = look(run.verdict);
        let tool = self.text(&format!("{} {}", run.tool.name, run.tool.version));
        html.push_str(&format!(
            "<header>\n<p class=\"tool\">{} {tool}</p>\n<h1>{}</h1>\n\
             <div class=\"verdict {class}\"><strong><span aria-hidden=\"true\">{sign}</span> {}\
             </strong>\n<p>{}</p></div>\n</header>\n<main>\n",
            self.pick("Rapport van", "Report of"),
            self.text(run.title.get(self.language)),
            self.verdict(),
            self.explanation(),
        ));
        self.facts(html);
        self.numbers(html);
        self.notes(html);
        self.attention(html);
    }

    fn explanation(&self) -> &'static str {
        match self.run.verdict {
            Verdict::Passed => self.pick(
                "Alle controles zijn gedaan, en er is niets gevonden dat niet mag.",
                "All checks were done, and nothing was found that is forbidden.",
            ),
            Verdict::Warned => self.pick(
                "Er is niets gevonden dat niet mag. Er zijn wel waarschuwingen: zaken die mogen, maar waarschijnlijk niet zo bedoeld zijn.",
                "Nothing was found that is forbidden. There are warnings: things that are allowed, but probably not meant.",
            ),
            Verdict::Failed => self.pick(
                "Een of meer controles zijn niet geslaagd. Hieronder staat wat er is gevonden en wat eraan te doen is.",
                "One or more checks did not pass. Below stands what was found, and what to do about it.",
            ),
            Verdict::Incomplete => self.pick(
                "Niet alles wat gecontroleerd moest worden is gecontroleerd. Dit is daarom geen uitspraak dat iets voldoet.",
                "Not everything that had to be checked was checked. So this does not say that anything conforms.",
            ),
        }
    }

    fn facts(&self, html: &mut String) {
        if self.run.facts.is_empty() {
            return;
        }
        let heading = self.pick("Wat is gecontroleerd", "What was checked");
        html.push_str(&format!("<section aria-labelledby=\"what\">\n<h2 id=\"what\">{heading}</h2>\n<dl class=\"facts\">\n"));
        for (name, value) in &self.run.facts {
            let (name, value) = (name.get(self.language), value.get(self.language));
            html.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", self.text(name), self.text(value)));
        }
        html.push_str("</dl>\n</section>\n");
    }

    fn numbers(&self, html: &mut String) {
        let heading = self.pick("De uitkomst in getallen", "The outcome in numbers");
        let counts = self.run.counts();
        html.push_str(&format!(
            "<section aria-labelledby=\"numbers\">\n<h2 id=\"numbers\">{heading}</h2>\n<p>{}. {}.",
            words::cases(&counts, self.language),
            words::findings(&counts, self.language),
        ));
        if let Some(unlisted) = words::unlisted(self.run, self.language) {
            html.push_str(&format!(" {unlisted}"));
        }
        html.push_str("</p>\n");
        if !self.run.suites.is_empty() {
            self.table(&counts, html);
        }
        html.push_str("</section>\n");
    }

    /// The suites with their numbers, those with the most trouble first when they do not all fit.
    fn table(&self, all: &Counts, html: &mut String) {
        let mut suites: Vec<(&Suite, Counts)> =
            self.run.suites.iter().map(|suite| (suite, suite.counts())).collect();
        if suites.len() > SUITES {
            let trouble = |it: &Counts| (it.errored, it.failed, it.warned);
            suites.sort_by_key(|(_, counts)| std::cmp::Reverse(trouble(counts)));
        }
        let columns = self.columns(all);
        let caption = self.pick("Controles per onderdeel", "Checks by part");
        html.push_str(&format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table>\n\
             <caption>{caption}</caption>\n<thead><tr><th scope=\"col\">{}</th>",
            self.pick("Onderdeel", "Part"),
        ));
        for (head, _) in &columns {
            html.push_str(&format!("<th scope=\"col\" class=\"number\">{head}</th>"));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for (suite, counts) in suites.iter().take(SUITES) {
            let number = self.run.suites.iter().position(|it| std::ptr::eq(it, *suite));
            let number = number.map_or(0, |it| it + 1);
            let mut name = format!("<a href=\"#s{number}\">{}</a>", self.text(&suite.id));
            if let Some(title) = self.suite_title(suite) {
                name.push_str(&format!(" <span class=\"soft\">{title}</span>"));
            }
            row(&name, counts, &columns, html);
        }
        html.push_str("</tbody>\n");
        let rest = suites.len().saturating_sub(SUITES);
        if suites.len() > 1 {
            let label = self.pick("Samen", "Together");
            let label = match rest {
                0 => label.to_owned(),
                rest => format!(
                    "{label} ({})",
                    self.pick(
                        format!("met nog {rest} onderdelen"),
                        format!("with {rest} more parts")
                    )
                ),
            };
            html.push_str("<tfoot>\n");
            row(&label, all, &columns, html);
            html.push_str("</tfoot>\n");
        }
        html.push_str("</table>\n</div>\n");
    }

    /// The columns in which there is anything but zero.
    fn columns(&self, all: &Counts) -> Vec<Column> {
        let columns: [Column; 5] = [
            (self.pick("Geslaagd", "Passed"), |it| it.passed),
            (self.pick("Waarschuwing", "Warning"), |it| it.warned),
            (self.pick("Niet geslaagd", "Failed"), |it| it.failed),
            (self.pick("Niet uitgevoerd", "Not done"), |it| it.errored),
            (self.pick("Overgeslagen", "Skipped"), |it| it.skipped),
        ];
        columns.into_iter().filter(|(_, number)| number(all) > 0).collect()
    }

    /// The title of a suite, when it says more than the id.
    fn suite_title(&self, suite: &Suite) -> Option<String> {
        let title = suite.title.get(self.language);
        (!title.is_empty() && title != suite.id).then(|| self.text(title))
    }

    /// Id and title of a suite.
    pub(super) fn suite_name(&self, suite: &Suite) -> String {
        let id = self.text(&suite.id);
        self.suite_title(suite).map_or(id.clone(), |title| format!("{id}: {title}"))
    }

    /// The rules with the worst and the most findings.
    fn attention(&self, html: &mut String) {
        let mut rules: BTreeMap<&str, (Severity, u64, Issue<'_>)> = BTreeMap::new();
        for issue in self.run.issues() {
            let entry = rules.entry(issue.rule).or_insert((issue.severity, 0, issue.clone()));
            entry.1 += 1;
            if issue.severity > entry.0 {
                (entry.0, entry.2) = (issue.severity, issue);
            }
        }
        if rules.is_empty() {
            return;
        }
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|(_, (severity, number, _))| std::cmp::Reverse((*severity, *number)));
        let heading = self.pick("Wat aandacht vraagt", "What asks for attention");
        let order = self.pick(
            "Het ergste en het meest gevonden eerst.",
            "The worst and the most frequent first.",
        );
        html.push_str(&format!(
            "<section aria-labelledby=\"worst\">\n<h2 id=\"worst\">{heading}</h2>\n\
             <p class=\"soft\">{order}</p>\n<ol class=\"worst\">\n"
        ));
        for (id, (severity, number, issue)) in rules.iter().take(RULES) {
            let purpose = self.run.rule(id).map(|rule| rule.purpose.get(self.language).to_owned());
            let times = self.pick(
                words::count(*number, "keer", "keer"),
                words::count(*number, "time", "times"),
            );
            html.push_str(&format!(
                "<li><p>{} <strong>{}</strong> {times} ({})</p>\n\
                 <p class=\"soft\">{} {}: {}</p></li>\n",
                self.severity(*severity),
                self.text(purpose.as_deref().unwrap_or(id)),
                self.rule_link(id),
                self.pick("Bijvoorbeeld", "For example"),
                self.text(&words::whereabouts(issue)),
                self.text(issue.text.get(self.language)),
            ));
        }
        html.push_str("</ol>\n");
        if let Some(more) = rules.len().checked_sub(RULES).filter(|it| *it > 0) {
            html.push_str(&self.pick(
                format!("<p class=\"soft\">En nog {more} regels; zie de details.</p>\n"),
                format!("<p class=\"soft\">And {more} more rules; see the details.</p>\n"),
            ));
        }
        html.push_str("</section>\n");
    }

    fn notes(&self, html: &mut String) {
        if self.run.notes.is_empty() {
            return;
        }
        let heading = self.pick("Wat dit rapport niet zegt", "What this report does not say");
        html.push_str(&format!(
            "<section aria-labelledby=\"not\">\n<h2 id=\"not\">{heading}</h2>\n<ul>\n"
        ));
        for note in &self.run.notes {
            html.push_str(&format!("<li>{}</li>\n", self.text(note.get(self.language))));
        }
        html.push_str("</ul>\n</section>\n");
    }
}

/// A heading, and what is counted below it.
type Column = (&'static str, fn(&Counts) -> u64);

fn row(name: &str, counts: &Counts, columns: &[Column], html: &mut String) {
    html.push_str(&format!("<tr><th scope=\"row\">{name}</th>"));
    for (_, number) in columns {
        html.push_str(&format!("<td class=\"number\">{}</td>", number(counts)));
    }
    html.push_str("</tr>\n");
}
