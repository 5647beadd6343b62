//! Names in XML: the namespace of a release and the root elements of its messages.

use std::collections::BTreeMap;

use crate::diagnostic::{Problem, Sink, draft};
use crate::model::Model;
use crate::naming::upper_camel;
use crate::read_toml::Reader;
use crate::release::{Version, XmlInfo, XmlRoots};
use crate::source::{At, Place};

/// Behind the root of one record in the root that holds many of them.
const LIST: &str = "Lijst";

const STATUS: [(&str, bool); 2] = [("official", false), ("draft", true)];

/// `xml` of a release, as written.
#[derive(Clone, Debug)]
pub(crate) struct Namespace {
    pub namespace: At<String>,
    pub draft: bool,
}

/// `xml` of a message, as written.
#[derive(Clone, Debug)]
pub(crate) struct Roots {
    pub root: At<String>,
    pub list: At<String>,
    pub draft: bool,
}

/// Reads `xml` of a release. A release without one gets a draft.
pub(crate) fn namespace(it: &Reader<'_, '_>) -> Option<Namespace> {
    let it = it.table("xml")?;
    let namespace = it.need("namespace", "the namespace of every root element of this release");
    let draft = status(&it);
    it.finish();
    Some(Namespace { namespace: namespace?, draft })
}

/// Reads `xml` of a message. A message without one gets drafts.
pub(crate) fn roots(it: &Reader<'_, '_>) -> Option<Roots> {
    let it = it.table("xml")?;
    let root = it.need("root", "the root element of one record");
    let list = it.need("list", "the root element that holds any number of records");
    let draft = status(&it);
    it.finish();
    Some(Roots { root: root?, list: list?, draft })
}

fn status(it: &Reader<'_, '_>) -> bool {
    let status = it.word("status", &STATUS);
    it.missing("status", "official when its owner published it, draft when it is our proposal");
    status.is_none_or(|it| it.value)
}

/// The namespace of a release: the one written, or our draft `urn:x-vum:draft:vMMmm`.
pub(crate) fn info(written: Option<&Namespace>, version: Version) -> XmlInfo {
    match written {
        Some(it) => XmlInfo { namespace: it.namespace.value.clone(), draft: it.draft },
        None => XmlInfo {
            namespace: format!("urn:x-vum:draft:v{:02}{:02}", version.major, version.minor),
            draft: true,
        },
    }
}

/// The roots of a message: those written, or drafts from its part and view.
pub(crate) fn names(written: Option<&Roots>, part: &str, view: &str) -> XmlRoots {
    match written {
        Some(it) => {
            XmlRoots { root: it.root.value.clone(), list: it.list.value.clone(), draft: it.draft }
        }
        None => {
            let root = format!("{}{}", upper_camel(part), upper_camel(view));
            XmlRoots { list: format!("{root}{LIST}"), root, draft: true }
        }
    }
}

/// Reports names that XML cannot carry or readers cannot tell apart.
pub(crate) fn check(model: &Model, sink: &Sink) {
    let mut seen: BTreeMap<&str, (Version, Place)> = BTreeMap::new();
    for (version, it) in &model.namespaces {
        let namespace = &it.namespace;
        if !is_namespace(&namespace.value) {
            draft(
                Problem::BadNamespace,
                namespace.place,
                format!("`{}` cannot be a namespace", namespace.value),
            )
            .help("write an absolute URI in ASCII, such as `urn:x-vum:draft:v0301`")
            .send(sink);
        }
        if let Some((other, place)) = seen.insert(&namespace.value, (*version, namespace.place)) {
            draft(
                Problem::NamespaceCollision,
                namespace.place,
                format!("{other} and {version} have the namespace `{}`", namespace.value),
            )
            .related(place, "the other one")
            .help("a reader tells releases apart by their namespace")
            .send(sink);
        }
    }
    for release in model.releases.iter().map(|it| it.version) {
        check_roots(model, release, sink);
    }
}

/// The roots of a release's messages have the form of a tag and are all different.
fn check_roots(model: &Model, release: Version, sink: &Sink) {
    let mut seen: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    for message in model.messages.iter().filter(|it| it.lifecycle.covers(release)) {
        let Some(it) = &message.xml else { continue };
        for root in [&it.root, &it.list] {
            if !is_tag(&root.value) {
                draft(Problem::BadTag, root.place, format!("`{}` is not a good tag", root.value))
                    .help("write ASCII letters and digits in UpperCamelCase")
                    .send(sink);
            }
            match seen.get(root.value.as_str()) {
                Some((other, place)) => draft(
                    Problem::TagCollision,
                    root.place,
                    format!(
                        "the root element `{}` is that of `{}` and of `{other}`",
                        root.value, message.id
                    ),
                )
                .related(*place, "the other one")
                .help("XML cannot tell them apart")
                .send(sink),
                None => {
                    seen.insert(&root.value, (&message.id, root.place));
                }
            }
        }
    }
}

fn is_tag(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An absolute URI, as far as a namespace needs it: a scheme, and nothing to escape in XML.
fn is_namespace(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !rest.is_empty()
        && rest.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>&\\^`{|}".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::{info, is_namespace, names};
    use crate::release::Version;

    #[test]
    fn a_namespace_is_an_absolute_uri() {
        for good in ["urn:x-vum:draft:v0301", "http://example.org/a/b#c"] {
            assert!(is_namespace(good), "{good}");
        }
        for bad in ["", "vum", ":a", "urn:", "1urn:a", "urn:a b", "urn:a\"", "urn:é", "urn:a&b"] {
            assert!(!is_namespace(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_not_written_is_a_draft() {
        let xml = info(None, Version { major: 3, minor: 12, patch: 1 });
        assert_eq!((xml.namespace.as_str(), xml.draft), ("urn:x-vum:draft:v0312", true));
        let roots = names(None, "werkzoekende", "detail");
        assert_eq!((roots.root.as_str(), roots.draft), ("WerkzoekendeDetail", true));
        assert_eq!(roots.list, "WerkzoekendeDetailLijst");
    }
}
