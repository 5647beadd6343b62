//! `vum convert`: messages in the other syntax.

use std::ops::ControlFlow;

use vum::stream::convert;

use crate::Outcome;
use crate::args::ConvertArgs;
use crate::language::{Noun, Speech};
use crate::rewrite::{self, Ran, Source, Target};
use crate::screen;

pub(crate) fn run(args: &ConvertArgs, speech: Speech) -> Outcome {
    let source = Source::find(&args.messages)?;
    let message = source.kind.message;
    if message.xml.is_none() {
        return Err(rewrite::no_xml(message));
    }
    let (messages, output) = (&args.messages, &args.output);
    let target = Target { messages, output, to: args.to, message, speech };
    let ran = rewrite::run(&source, &target, |input, reader, options, told, put| {
        convert(reader, message, options, args.to.into(), |record| {
            let Some(text) = record.text else {
                told.left_out(input, &record.judged);
                return ControlFlow::Continue(());
            };
            if !record.complete {
                told.unread(input, &record.judged);
            }
            told.unwritten(input, &record.judged, record.losses);
            put(text)
        })
    });
    let Ran { exit, written, lost, left_out } = ran?;
    if lost > 0 {
        let records = speech.count(written, Noun::Record);
        let text = speech.pick(
            format!("{records} geschreven, {left_out} overgeslagen; verloren: {lost}"),
            format!("{records} written, {left_out} left out; lost: {lost}"),
        );
        screen::complain_as(speech.pick("fout", "error"), &text);
    }
    Ok(exit)
}
