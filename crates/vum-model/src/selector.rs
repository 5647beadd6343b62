//! Selectors: which messages, and which roles in them, a list such as `["vacature/match@bron"]`
//! means.
//!
//! A selector is `part`, `view`, `part/view` or `*`, each with an optional `@role`; a leading `!`
//! takes away, whatever its place in the list. A selector that names a view also reaches the
//! views that are based on it, unless another selector of the list names that view itself.

use crate::diagnostic::{Draft, Problem, Sink, did_you_mean, draft};
use crate::release::{Role, RoleSet};
use crate::resolve::MESSAGES;
use crate::source::{At, Place};
use crate::written::Texts;

/// Parts, views and messages: what selectors can name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles {
    pub parts: Vec<String>,
    pub views: Vec<View>,
    /// Part and view of every message; a profile is an index of this list.
    pub messages: Vec<(usize, usize)>,
}

#[derive(Clone, Debug)]
pub(crate) struct View {
    pub id: String,
    pub based_on: Option<usize>,
    pub question: bool,
}

/// The roles that a list of selectors selects, for every message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    roles: Vec<RoleSet>,
    /// Without what a view gets because it is based on another one.
    explicit: Vec<RoleSet>,
    pub place: Place,
}

impl Selection {
    pub fn roles(&self, profile: usize) -> RoleSet {
        self.roles.get(profile).copied().unwrap_or_default()
    }

    pub fn explicit(&self, profile: usize) -> RoleSet {
        self.explicit.get(profile).copied().unwrap_or_default()
    }

    pub fn selects(&self, profile: usize) -> bool {
        !self.roles(profile).is_empty()
    }

    fn is_empty(&self) -> bool {
        self.roles.iter().all(|roles| roles.is_empty())
    }
}

/// What a list of selectors is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// `where`: whole messages, no role and no `!`.
    Where,
    /// `profiles`.
    Profiles,
    /// `required`: an empty list is "nowhere any more".
    Required,
}

#[derive(Clone, Copy, Debug)]
struct Selector {
    negative: bool,
    part: Option<usize>,
    view: Option<usize>,
    role: Option<Role>,
}

impl Profiles {
    /// Reads a list of selectors. What is wrong in it is reported and selects nothing.
    pub fn select(&self, list: &Texts, purpose: Use, sink: &Sink) -> Selection {
        let mut selectors = Vec::new();
        // Without messages nothing can be selected, which was said.
        let lost = sink.is_lost(MESSAGES);
        let mut sound = !lost;
        for text in &list.value {
            match self.parse(text, purpose) {
                Ok(selector) => selectors.push(selector),
                Err(draft) => {
                    if !lost {
                        draft.send(sink);
                    }
                    sound = false;
                }
            }
        }
        let cells = |inherit: bool| {
            (0..self.messages.len()).map(|at| self.roles(&selectors, at, inherit)).collect()
        };
        let selection = Selection { roles: cells(true), explicit: cells(false), place: list.place };
        let may_be_empty = purpose == Use::Required && list.value.is_empty();
        if sound && selection.is_empty() && !may_be_empty {
            draft(Problem::EmptySelection, list.place, "this selects nothing")
                .help("start from `*`, a part, a view or a message; `!` only takes away")
                .send(sink);
        }
        selection
    }

    fn parse(&self, text: &At<String>, purpose: Use) -> Result<Selector, Draft> {
        let wrong = |message: String| draft(Problem::UnknownSelector, text.place, message);
        let whole = text.value.as_str();
        let (negative, rest) = match whole.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, whole),
        };
        let (rest, role) = match rest.split_once('@') {
            Some((rest, role)) => (rest, Some(role)),
            None => (rest, None),
        };
        if purpose == Use::Where && (negative || role.is_some()) {
            return Err(wrong(format!("`where` cannot hold `{whole}`"))
                .help("`where` names whole messages: no `@role` and no `!`"));
        }
        let role = match role {
            None => None,
            Some(name) => Some(Role::parse(name).ok_or_else(|| {
                wrong(format!("no role `{name}`"))
                    .help(did_you_mean(name, Role::ALL.map(Role::name)))
            })?),
        };
        let part_of = |name: &str| self.parts.iter().position(|part| part == name);
        let view_of = |name: &str| self.views.iter().position(|view| view.id == name);
        let parts = self.parts.iter().map(String::as_str);
        let views = self.views.iter().map(|view| view.id.as_str());
        let (part, view) = match rest.split_once('/') {
            _ if rest == "*" => (None, None),
            Some((part, view)) => {
                let known_part = part_of(part).ok_or_else(|| {
                    wrong(format!("no part `{part}`")).help(did_you_mean(part, parts))
                })?;
                let known_view = view_of(view).ok_or_else(|| {
                    wrong(format!("no view `{view}`")).help(did_you_mean(view, views))
                })?;
                if !self.messages.contains(&(known_part, known_view)) {
                    return Err(wrong(format!("there is no message `{rest}`"))
                        .help("only messages of messages.toml can be selected"));
                }
                (Some(known_part), Some(known_view))
            }
            None => match (part_of(rest), view_of(rest)) {
                (None, None) => {
                    return Err(wrong(format!("no part or view `{rest}`"))
                        .help(did_you_mean(rest, parts.chain(views))));
                }
                (part, view) => (part, if part.is_some() { None } else { view }),
            },
        };
        Ok(Selector { negative, part, view, role })
    }

    fn roles(&self, selectors: &[Selector], profile: usize, inherit: bool) -> RoleSet {
        let Some(&(part, view)) = self.messages.get(profile) else { return RoleSet::NONE };
        let base = self.views.get(view).and_then(|view| view.based_on);
        let in_part = |it: &Selector| it.part.is_none_or(|wanted| wanted == part);
        let names_view = |it: &Selector| in_part(it) && it.view == Some(view);
        let named = selectors.iter().any(names_view);
        let named_positively = selectors.iter().any(|it| names_view(it) && !it.negative);
        let selects = |it: &Selector| {
            let direct = it.view.is_none_or(|wanted| wanted == view);
            // A `!zoekvraag` alone only takes away from what `match` gives.
            let own_say = if it.negative { named } else { named_positively };
            let inherited = inherit && base.is_some() && it.view == base && !own_say;
            in_part(it) && (direct || inherited)
        };
        let mut roles = RoleSet::NONE;
        for pass in [false, true] {
            for it in selectors.iter().filter(|it| it.negative == pass && selects(it)) {
                for role in Role::ALL {
                    if it.role.is_none_or(|wanted| wanted == role) {
                        if it.negative { roles.remove(role) } else { roles.insert(role) }
                    }
                }
            }
        }
        roles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profiles() -> Profiles {
        let view = |id: &str, based_on| View { id: id.to_owned(), based_on, question: false };
        Profiles {
            parts: vec!["w".to_owned(), "v".to_owned()],
            views: vec![view("detail", None), view("match", None), view("zoekvraag", Some(1))],
            messages: vec![(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)],
        }
    }

    /// The messages `w/detail w/match w/zoekvraag v/detail v/match v/zoekvraag` as bits of roles.
    fn select(list: &[&str]) -> Vec<u8> {
        let list = list.iter().map(|it| At::new((*it).to_owned(), Place::default())).collect();
        let sink = Sink::default();
        let selection = profiles().select(&At::new(list, Place::default()), Use::Required, &sink);
        assert!(sink.finish(&[]).is_empty());
        (0..6).map(|profile| selection.roles(profile).bits()).collect()
    }

    #[test]
    fn selectors_select() {
        assert_eq!(select(&["*"]), [3, 3, 3, 3, 3, 3]);
        assert_eq!(select(&["w"]), [3, 3, 3, 0, 0, 0]);
        assert_eq!(select(&["match"]), [0, 3, 3, 0, 3, 3]);
        assert_eq!(select(&["match", "!zoekvraag"]), [0, 3, 0, 0, 3, 0]);
        assert_eq!(select(&["v/match@bron"]), [0, 0, 0, 0, 1, 1]);
        assert_eq!(select(&["match@bron", "zoekvraag@bemiddelaar"]), [0, 1, 2, 0, 1, 2]);
        assert_eq!(select(&["match", "w/zoekvraag@bemiddelaar"]), [0, 3, 2, 0, 3, 3]);
        assert_eq!(select(&["match", "!zoekvraag@bron"]), [0, 3, 2, 0, 3, 2]);
        assert_eq!(select(&["*", "!match"]), [3, 0, 0, 3, 0, 0]);
        assert_eq!(select(&["!match", "*", "zoekvraag"]), [3, 0, 3, 3, 0, 3]);
        assert_eq!(select(&["*@bron", "!detail@bron"]), [0, 1, 1, 0, 1, 1]);
        assert_eq!(select(&[]), [0, 0, 0, 0, 0, 0]);
    }
}
