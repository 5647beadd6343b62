//! What follows the first page: every suite with its cases, and the rules.

use super::Page;
use crate::model::{Case, Finding, Outcome, Suite};
use crate::words;

/// So many findings are on the page; browsers and people stop somewhere.
const FINDINGS: usize = 2000;
/// So many cases without a finding are named in a suite.
const NAMED: usize = 500;
/// So many suites without anything to tell are named.
const SUITES: usize = 1000;

impl Page<'_> {
    pub(super) fn details(&self, html: &mut String) {
        let heading = self.pick("Details", "Details");
        html.push_str(&format!("<section class=\"details\" aria-labelledby=\"details\">\n<h2 id=\"details\" tabindex=\"-1\">{heading}</h2>\n"));
        let (mut room, mut left_out, mut quiet) = (FINDINGS, 0, 0_usize);
        for (number, suite) in self.run.suites.iter().enumerate() {
            let is_quiet = suite
                .cases
                .iter()
                .all(|it| it.outcome == Outcome::Passed && it.findings.is_empty());
            quiet += usize::from(is_quiet);
            if !is_quiet || quiet <= SUITES {
                self.suite(number, suite, &mut room, &mut left_out, html);
            }
        }
        if let Some(more) = quiet.checked_sub(SUITES).filter(|it| *it > 0) {
            html.push_str(&self.pick(
                format!("<p>En nog {more} onderdelen waarin niets is gevonden.</p>\n"),
                format!("<p>And {more} more parts in which nothing was found.</p>\n"),
            ));
        }
        if left_out > 0 {
            html.push_str(&self.pick(
                format!("<p><strong>En nog {left_out} bevindingen.</strong> Deze pagina toont er hoogstens {FINDINGS}; de andere vormen van dit rapport hebben ze allemaal.</p>\n"),
                format!("<p><strong>And {left_out} more findings.</strong> This page shows {FINDINGS} at most; the other forms of this report have them all.</p>\n"),
            ));
        }
        html.push_str("</section>\n");
        self.rules(html);
        let tool = self.text(&format!("{} {}", self.run.tool.name, self.run.tool.version));
        html.push_str(&format!(
            "</main>\n<footer><p>{} {tool}. {}</p></footer>\n",
            self.pick("Gemaakt met", "Made with"),
            self.pick(
                "Deze pagina staat op zichzelf: ze haalt niets op en voert niets uit.",
                "This page stands by itself: it fetches nothing and runs nothing.",
            ),
        ));
    }

    fn suite(
        &self,
        number: usize,
        suite: &Suite,
        room: &mut usize,
        left_out: &mut usize,
        html: &mut String,
    ) {
        let counts = suite.counts();
        html.push_str(&format!(
            "<section aria-labelledby=\"s{0}\">\n<h3 id=\"s{0}\">{1}</h3>\n<p class=\"soft\">{2}.</p>\n",
            number + 1,
            self.suite_name(suite),
            words::cases(&counts, self.language),
        ));
        let (quiet, told): (Vec<_>, Vec<_>) = suite
            .cases
            .iter()
            .partition(|it| it.outcome == Outcome::Passed && it.findings.is_empty());
        if !told.is_empty() {
            html.push_str("<ul class=\"cases\">\n");
            for case in told {
                self.case(case, room, left_out, html);
            }
            html.push_str("</ul>\n");
        }
        if !quiet.is_empty() {
            let label = self.pick("Geslaagd:", "Passed:");
            html.push_str(&format!("<p>{label}</p>\n<ul class=\"passed\">\n"));
            for case in quiet.iter().take(NAMED) {
                html.push_str(&format!(
                    "<li>{}{}</li>\n",
                    self.case_name(case),
                    self.requirements(case)
                ));
            }
            if let Some(more) = quiet.len().checked_sub(NAMED).filter(|it| *it > 0) {
                html.push_str(&self.pick(
                    format!("<li>en nog {more}</li>\n"),
                    format!("<li>and {more} more</li>\n"),
                ));
            }
            html.push_str("</ul>\n");
        }
        html.push_str("</section>\n");
    }

    fn case_name(&self, case: &Case) -> String {
        let title = case.title.get(self.language);
        let id = self.text(&case.id);
        if title.is_empty() || title == case.id {
            id
        } else {
            format!("{id}: {}", self.text(title))
        }
    }

    fn requirements(&self, case: &Case) -> String {
        if case.requirements.is_empty() {
            return String::new();
        }
        format!(" <span class=\"soft\">({})</span>", self.text(&case.requirements.join(", ")))
    }

    fn case(&self, case: &Case, room: &mut usize, left_out: &mut usize, html: &mut String) {
        let (shown, rest) = case.findings.split_at(case.findings.len().min(*room));
        *room -= shown.len();
        *left_out += rest.len();
        let own = match &case.outcome {
            Outcome::Errored(why) => Some(why),
            Outcome::Skipped { reason, .. } => Some(reason),
            _ => None,
        };
        // A case of which nothing fits is left out with its findings.
        if shown.is_empty() && !rest.is_empty() && own.is_none() {
            return;
        }
        html.push_str(&format!(
            "<li><h4>{} {}{}</h4>\n",
            self.outcome(&case.outcome),
            self.case_name(case),
            self.requirements(case)
        ));
        if let Some(why) = own {
            html.push_str(&format!("<p>{}</p>\n", self.text(why.get(self.language))));
        }
        if !shown.is_empty() {
            html.push_str("<ul class=\"findings\">\n");
            shown.iter().for_each(|finding| self.finding(finding, html));
            html.push_str("</ul>\n");
        }
        html.push_str("</li>\n");
    }

    fn finding(&self, finding: &Finding, html: &mut String) {
        html.push_str(&format!(
            "<li><p>{} {} {}</p>\n",
            self.severity(finding.severity),
            self.text(finding.text.get(self.language)),
            self.rule_link(&finding.rule),
        ));
        let place = finding.place.as_ref();
        if let Some(at) = place.map(words::place).filter(|it| !it.is_empty()) {
            let label = self.pick("Plaats", "Place");
            html.push_str(&format!("<p class=\"soft\">{label}: <code>{}</code>", self.text(&at)));
            if let Some(attribute) = place.and_then(|it| it.attribute.as_deref()) {
                let label = self.pick("attribuut", "attribute");
                html.push_str(&format!(", {label} <code>{}</code>", self.text(attribute)));
            }
            html.push_str("</p>\n");
        }
        let help = finding.help.get(self.language);
        if !help.is_empty() {
            let label = self.pick("Advies", "Help");
            html.push_str(&format!("<p>{label}: {}</p>\n", self.text(help)));
        }
        html.push_str("</li>\n");
    }

    fn rules(&self, html: &mut String) {
        if self.run.rules.is_empty() {
            return;
        }
        let heading = self.pick("De regels", "The rules");
        html.push_str(&format!("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">{heading}</h2>\n<dl class=\"rules\">\n"));
        for (number, rule) in self.run.rules.iter().enumerate() {
            html.push_str(&format!(
                "<dt id=\"r{}\"><code>{}</code> {}</dt>\n<dd>{}</dd>\n",
                number + 1,
                self.text(&rule.id),
                self.severity(rule.severity),
                self.text(rule.purpose.get(self.language)),
            ));
            let help = rule.help.get(self.language);
            if !help.is_empty() {
                let label = self.pick("Advies", "Help");
                html.push_str(&format!("<dd>{label}: {}</dd>\n", self.text(help)));
            }
        }
        html.push_str("</dl>\n</section>\n");
    }
}
