//! Checks of the resolved model: what can only be judged when all names are known.

use crate::diagnostic::Sink;
use crate::model::Model;
use crate::resolve::MESSAGES;
use crate::{
    check_facets, check_graph, check_life, check_lists, check_names, contracts, migration,
    question, rules, xml,
};

/// Reports everything that is wrong with the model, and notes which message holds what.
pub(crate) fn check(model: &mut Model, sink: &Sink) {
    check_life::check(model, sink);
    if model.releases.is_empty() {
        return;
    }
    check_names::check_ids(model, sink);
    xml::check(model, sink);
    check_lists::check(model, sink);
    if sink.is_lost(MESSAGES) {
        return;
    }
    check_facets::check(model, sink);
    contracts::check::check(model, sink);
    check_lists::check_uses(model, sink);
    // Names and shapes are judged per message, which is endless when an entity contains itself.
    if let Some(reach) = check_graph::check(model, sink) {
        check_facets::check_profiles(model, &reach, sink);
        check_names::check_messages(model, &reach, sink);
        // What follows says little as long as references are broken.
        if !sink.has_errors() {
            check_graph::check_reached(model, &reach, sink);
            check_facets::check_reached(model, &reach, sink);
            check_lists::check_used(model, sink);
            check_names::check_types(model, sink);
            question::check::check(model, sink);
        }
        model.reach = reach;
        if !sink.has_errors() {
            migration::check::check(model, sink);
        }
        if !sink.has_errors() {
            rules::check::check(model, sink);
        }
    }
}
