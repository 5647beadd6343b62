//! Ways to go wrong, each of which the suite has to notice. A real adapter has nothing of this.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::content::Entry;

/// A way to go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// None.
    None,
    /// A bron gives all it has, whatever is asked.
    ReturnsEverything,
    /// Texts of digits lose the zeros in front.
    DropsLeadingZeros,
    /// `$gte` does not count.
    IgnoresGte,
    /// A criterion does not count.
    IgnoresRijbewijs,
    /// A match has the e-mail addresses of the detail.
    LeaksContact,
    /// A match has an e-mail address of the detail in an attribute that it may have.
    HidesContact,
    /// A criterion that the release does not know is an error.
    ChokesOnUnknown,
    /// Only the first element of a list is looked at.
    DependsOnOrder,
    /// What is asked for at least is asked for at most.
    MixesOperators,
    /// No answer ever comes.
    Hangs,
    /// It ends at the second request.
    Crashes,
    /// It prints what is no answer.
    Garbage,
    /// It prints a line that has no end.
    Endless,
    /// It prints without being asked.
    Chatters,
    /// It never reads.
    Deaf,
    /// It answers to something else.
    WrongId,
    /// It prints what is not UTF-8.
    NotUtf8,
}

const NAMES: &[(&str, Fault)] = &[
    ("returns-everything", Fault::ReturnsEverything),
    ("drops-leading-zeros", Fault::DropsLeadingZeros),
    ("ignores-gte", Fault::IgnoresGte),
    ("ignores-rijbewijs", Fault::IgnoresRijbewijs),
    ("leaks-contact", Fault::LeaksContact),
    ("hides-contact", Fault::HidesContact),
    ("chokes-on-unknown", Fault::ChokesOnUnknown),
    ("depends-on-order", Fault::DependsOnOrder),
    ("mixes-operators", Fault::MixesOperators),
    ("hangs", Fault::Hangs),
    ("crashes", Fault::Crashes),
    ("garbage", Fault::Garbage),
    ("endless", Fault::Endless),
    ("chatters", Fault::Chatters),
    ("deaf", Fault::Deaf),
    ("wrong-id", Fault::WrongId),
    ("not-utf8", Fault::NotUtf8),
];

impl Fault {
    /// The fault that the command line asks for.
    pub fn asked(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        match (args.next().as_deref(), args.next()) {
            (None, _) => Ok(Self::None),
            (Some("--fault"), Some(name)) => {
                let found = NAMES.iter().find(|(known, _)| *known == name);
                found.map(|(_, fault)| *fault).ok_or_else(|| {
                    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
                    format!("no fault {name}; there are {}", names.join(", "))
                })
            }
            _ => Err("usage: adapter [--fault NAME]".to_owned()),
        }
    }

    /// What goes wrong before anything is asked.
    pub fn begin(self) {
        match self {
            Self::Deaf => wait(),
            Self::Endless => {
                let mut out = io::stdout().lock();
                while out.write_all(&[b'x'; 4096]).is_ok() {}
            }
            Self::Chatters => {
                let mut out = io::stdout().lock();
                while out.write_all(b"{\"id\": 0}\n").is_ok() {}
            }
            _ => {}
        }
    }

    /// The id to answer with.
    pub fn id(self, id: u64) -> u64 {
        if self == Self::WrongId && id > 1 { id - 1 } else { id }
    }

    /// Prints an answer. The first, to hello, always goes well.
    pub fn print(self, line: String, out: &mut impl Write) -> io::Result<()> {
        let first = line.contains("\"protocol\"");
        match self {
            _ if first => writeln!(out, "{line}")?,
            Self::Hangs => wait(),
            Self::Crashes => std::process::exit(101),
            Self::Garbage => writeln!(out, "Traceback (most recent call last):")?,
            Self::NotUtf8 => out.write_all(b"{\"id\": 2, \"text\": \"Zo\xEB\"}\n")?,
            _ => writeln!(out, "{line}")?,
        }
        out.flush()
    }

    pub fn spoil_message(self, message: &mut Value, id: &str, known: &[Entry]) {
        let is_match = id.ends_with("/match");
        let contact = known.iter().find(|it| it.at.starts_with("emailadres"));
        match self {
            Self::DropsLeadingZeros => drop_zeros(message),
            Self::LeaksContact if is_match => {
                if let (Some(entry), Some(object)) = (contact, message.as_object_mut()) {
                    object.insert("emailadres".to_owned(), Value::from(vec![entry.value.clone()]));
                }
            }
            Self::HidesContact if is_match => {
                if let (Some(entry), Some(object)) = (contact, message.as_object_mut()) {
                    let id =
                        if id.starts_with("vacature") { "naamVacature" } else { "idWerkzoekende" };
                    object.insert(id.to_owned(), Value::from(entry.value.clone()));
                }
            }
            _ => {}
        }
    }

    pub fn spoil_content(self, content: &mut [Entry]) {
        if self == Self::DropsLeadingZeros {
            for entry in content {
                without_zeros(&mut entry.value);
            }
        }
    }

    pub fn spoil_question(self, question: &mut Value, known: &[&str]) -> Result<(), String> {
        match self {
            Self::IgnoresGte => take_out(question, "$gte"),
            Self::IgnoresRijbewijs => {
                take_out(question, "rijbewijs");
                take_out(question, "arbeidsmarktkwalificatie.rijbewijs");
            }
            Self::ChokesOnUnknown => {
                let mut names = question.as_object().into_iter().flatten().map(|(name, _)| name);
                if names.any(|name| !known.contains(&name.as_str())) {
                    return Err("KeyError".to_owned());
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub fn spoil_record(self, record: &mut Value) {
        if self == Self::DependsOnOrder {
            first_only(record);
        }
    }

    pub fn spoil_selection(self, numbers: &mut Vec<usize>, all: usize) {
        if self == Self::ReturnsEverything {
            *numbers = (0..all).collect();
        }
    }

    pub fn spoil_asked(self, question: &mut Value) {
        if self == Self::MixesOperators {
            let text = question.to_string().replace("$gte", "$x").replace("$lte", "$gte");
            if let Ok(mixed) = serde_json::from_str(&text.replace("$x", "$lte")) {
                *question = mixed;
            }
        }
    }
}

fn wait() {
    loop {
        thread::sleep(Duration::from_secs(3600));
    }
}

fn without_zeros(text: &mut String) {
    if text.len() > 1 && text.bytes().all(|it| it.is_ascii_digit()) {
        let kept = text.trim_start_matches('0');
        *text = if kept.is_empty() { "0".to_owned() } else { kept.to_owned() };
    }
}

fn drop_zeros(value: &mut Value) {
    match value {
        Value::String(text) => without_zeros(text),
        Value::Array(all) => all.iter_mut().for_each(drop_zeros),
        Value::Object(object) => object.values_mut().for_each(drop_zeros),
        _ => {}
    }
}

fn take_out(value: &mut Value, name: &str) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|it| take_out(it, name)),
        Value::Object(object) => {
            object.remove(name);
            object.values_mut().for_each(|it| take_out(it, name));
        }
        _ => {}
    }
}

fn first_only(value: &mut Value) {
    match value {
        Value::Array(all) => {
            all.truncate(1);
            all.iter_mut().for_each(first_only);
        }
        Value::Object(object) => object.values_mut().for_each(first_only),
        _ => {}
    }
}
