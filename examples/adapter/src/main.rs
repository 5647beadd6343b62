//! An adapter for `vum conform` around a product that is built on `vum`: `docs/adapter.md`.
//!
//! It reads a request a line from standard input and writes an answer a line to standard output; what
//! it has to say for itself goes to standard error. `--fault NAME` makes it go wrong in one way
//! ([`fault::Fault`]), to see that the suite notices.

mod content;
mod fault;
mod product;

use std::io::{self, BufRead};

use serde::{Deserialize, Serialize};

use content::Entry;
use fault::Fault;
use product::Product;

/// What the suite asks. Fields that this adapter has no use for are passed over.
#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum Request {
    Hello { release: String, part: String, role: String },
    Produce { message: String, content: Vec<Entry> },
    Read { message: String, text: String },
    Headers { body: String },
    Population { records: Vec<Vec<Entry>> },
    Answer { text: String },
    Ask { criteria: Vec<Wanted> },
    Bye,
}

#[derive(Deserialize)]
struct Numbered {
    id: u64,
    #[serde(flatten)]
    request: Request,
}

/// A thing that is wanted in a question.
#[derive(Deserialize)]
struct Wanted {
    criterion: String,
    entry: usize,
    about: String,
    is: String,
    value: String,
}

/// What is answered: only the fields that the operation has.
#[derive(Default, Serialize)]
struct Answer {
    id: u64,
    #[serde(flatten)]
    said: Said,
}

#[derive(Default, Serialize)]
struct Said {
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Vec<Entry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<Vec<(&'static str, &'static str)>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    refused: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsupported: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

fn main() -> io::Result<()> {
    let fault = match Fault::asked(std::env::args().skip(1)) {
        Ok(fault) => fault,
        Err(text) => {
            eprintln!("{text}");
            std::process::exit(2);
        }
    };
    fault.begin();
    let mut product = None;
    for line in io::stdin().lock().lines() {
        let Ok(Numbered { id, request }) = serde_json::from_str(&line?) else {
            // Without an id there is nothing to answer to.
            eprintln!("a line that is no request");
            continue;
        };
        if matches!(request, Request::Bye) {
            break;
        }
        let said = answer(&mut product, request, fault);
        let line = serde_json::to_string(&Answer { id: fault.id(id), said })?;
        fault.print(line, &mut io::stdout().lock())?;
    }
    Ok(())
}

fn answer(product: &mut Option<Product>, request: Request, fault: Fault) -> Said {
    if let Request::Hello { release, part, role } = request {
        *product = Product::new(release, part, &role, fault);
        return match product {
            Some(_) => Said {
                protocol: Some(1),
                name: Some("Voorbeeld op vum"),
                version: Some(env!("CARGO_PKG_VERSION")),
                ..Said::default()
            },
            None => Said { unsupported: Some("this release, part or role"), ..Said::default() },
        };
    }
    let Some(product) = product else {
        return Said { error: Some("hello comes first".to_owned()), ..Said::default() };
    };
    let text = |text: String| Said { text: Some(text), ..Said::default() };
    let said = match request {
        Request::Produce { message, content } => product.produce(&message, &content).map(text),
        Request::Read { message, text } => product.read(&message, &text).map(|read| match read {
            Some(content) => Said { content: Some(content), ..Said::default() },
            None => Said { refused: true, ..Said::default() },
        }),
        Request::Headers { body } => {
            Ok(Said { headers: Some(product.headers(&body)), ..Said::default() })
        }
        Request::Population { records } => product.hold(records).map(|()| Said::default()),
        Request::Answer { text: request } => product.answer(&request).map(|answer| match answer {
            Some(answer) => text(answer),
            None => Said { refused: true, ..Said::default() },
        }),
        Request::Ask { criteria } => product.ask(&criteria).map(text),
        Request::Hello { .. } | Request::Bye => Ok(Said::default()),
    };
    said.unwrap_or_else(|error| Said { error: Some(error), ..Said::default() })
}
