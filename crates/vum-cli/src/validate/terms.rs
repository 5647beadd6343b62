//! On which terms files are judged: the rules above the contract, and the day of reference.

use vum::meta::{RecordMeta, ValueMeta};
use vum::{Options, Rules};
use vum_report::Text;

use super::inputs::Input;
use super::rules::Chosen;
use crate::args::ValidateArgs;
use crate::exit::Failure;
use crate::today::{self, Day};

/// The terms of the command line, or of a file.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    rules: Option<Chosen>,
    day: Day,
    /// Whether the day is that of the clock.
    is_today: bool,
    /// Whether something can depend on the day.
    is_dated: bool,
}

impl Terms {
    /// Those that the command line names.
    pub(super) fn new(args: &ValidateArgs) -> Result<Self, Failure> {
        let rules = args.rules.as_deref().map(|it| Chosen::new(it, None)).transpose()?;
        let (day, is_today) = match args.messages.on {
            Some(day) => (day.0, false),
            None => (today::today(), true),
        };
        Ok(Self { rules, day, is_today, is_dated: false })
    }

    /// Those of a file: what the command line does not name, its `vum.toml` may.
    pub(super) fn of(&self, input: &Input) -> Self {
        let rules = self.rules.clone().or_else(|| input.house.rules.clone());
        let rules = rules.filter(|it| !it.rules.is_none());
        let is_dated = input.kind.is_some_and(|kind| has_days(kind.message.root));
        Self { is_dated: is_dated || rules.is_some(), rules, ..self.clone() }
    }

    /// Options with the rules and the day.
    pub(super) fn apply(&self, options: Options) -> Options {
        let rules = self.rules.as_ref().map_or(Rules::None, |it| it.rules);
        Options { rules, on: Some(self.day), ..options }
    }

    pub(super) fn day(&self) -> Day {
        self.day
    }

    /// The rules, when there are any.
    pub(super) fn chosen(&self) -> Option<&Chosen> {
        self.rules.as_ref()
    }

    /// The name of the rules, when there are any.
    pub(super) fn shown_rules(&self) -> Option<&str> {
        self.rules.as_ref().map(|it| it.name.as_str())
    }

    /// The day, when something can depend on it.
    pub(super) fn shown_day(&self) -> Option<Day> {
        self.is_dated.then_some(self.day)
    }

    /// What the files were held against beside the contract; `None` when that is nothing.
    pub(super) fn told(&self) -> Option<Text> {
        let (mut nl, mut en) = (Vec::new(), Vec::new());
        if let Some(Chosen { name, count, .. }) = self.chosen() {
            nl.push(format!("regels boven het contract: {name} ({count})"));
            en.push(format!("rules above the contract: {name} ({count})"));
        }
        if let Some(day) = self.shown_day().map(today::written) {
            let (of_nl, of_en) = match self.is_today() {
                true => (" (vandaag; --on noemt een andere)", " (today; --on names another)"),
                false => ("", ""),
            };
            nl.push(format!("peildatum {day}{of_nl}"));
            en.push(format!("day of reference {day}{of_en}"));
        }
        (!nl.is_empty()).then(|| Text::new(nl.join("; "), en.join("; ")))
    }

    /// Whether the day is that of the clock.
    pub(super) fn is_today(&self) -> bool {
        self.is_today
    }
}

/// Whether a record, or one below it, has codes that hold on some days only. Records of the standard
/// do not contain themselves.
fn has_days(meta: &RecordMeta) -> bool {
    meta.attributes.iter().any(|attribute| match &attribute.value {
        ValueMeta::Code(list, _) | ValueMeta::Label(list) => !list.dated.is_empty(),
        ValueMeta::Record(below) => has_days(below),
        _ => false,
    })
}
