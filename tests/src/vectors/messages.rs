//! Files of messages: the smallest and the fullest, one change for every constraint, and what a
//! message, a role or a release does not have.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{Model, Release, Standard, Version};
use vum_vectors::{Expected, Vector, VectorFile};

use super::constraints::{Case, InXml, cases};
use super::frame::Frame;
use super::remarks::remarks;
use super::{layout, short};
use crate::facts;
use crate::profile::Profile;
use crate::xml;

/// Every generated file of messages, by its path.
///
/// # Panics
/// If two vectors have one id.
#[must_use]
pub fn files() -> BTreeMap<String, String> {
    let model = Standard::embedded().resolve().model.expect("the standard has no errors");
    let mut files = BTreeMap::new();
    let mut seen: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (release, message, role) in facts::contexts() {
        let (part, _) = message.split_once('/').expect("part/view");
        let profile = Profile::new(release, message, role);
        let maker = Maker { profile: &profile, release: number(&model, release) };
        let seen = seen.entry((release, part)).or_default();
        for (name, file) in maker.files(seen) {
            files.insert(format!("{release}/{message}/{name}.json"), layout::vectors(&file));
        }
    }
    files
}

fn number(model: &Model, release: &str) -> Release {
    let version = Version::parse(release).expect("a number");
    model.release(version).expect("a release")
}

struct Maker<'a> {
    profile: &'a Profile,
    release: Release,
}

impl Maker<'_> {
    fn files(&self, seen: &mut BTreeSet<String>) -> BTreeMap<String, VectorFile> {
        let role = &self.profile.role;
        let mut files = BTreeMap::new();
        files.insert(
            format!("valid/{role}-whole"),
            self.file("The smallest message, and the fullest", &["REQ-FORM-001"], self.whole()),
        );
        let mut by_entity: BTreeMap<String, [Vec<Vector>; 2]> = BTreeMap::new();
        for case in cases(self.profile, seen) {
            let entity = case.entity.clone();
            let vector = self.vector(case);
            by_entity.entry(entity).or_default()[usize::from(!vector.valid)].push(vector);
        }
        for (entity, [valid, invalid]) in by_entity {
            let name = format!("{}{}", entity[..1].to_lowercase(), &entity[1..]);
            let about = format!("{entity}: values that the contract allows");
            files.insert(
                format!("valid/{role}-{name}"),
                self.file(&about, &["REQ-FORM-001", "REQ-FORM-002"], valid),
            );
            let about = format!("{entity}: one change each that the contract forbids");
            files.insert(
                format!("invalid/{role}-{name}"),
                self.file(&about, &["REQ-FORM-002"], invalid),
            );
        }
        files.retain(|_, file| !file.tests.is_empty());
        files
    }

    fn file(&self, description: &str, requirements: &[&str], tests: Vec<Vector>) -> VectorFile {
        VectorFile {
            description: description.to_owned(),
            release: self.profile.release.clone(),
            message: self.profile.message.clone(),
            role: self.profile.role.clone(),
            requirements: requirements.iter().map(|it| (*it).to_owned()).collect(),
            tests,
        }
    }

    /// The smallest message, and the fullest with each alternative of the choices.
    fn whole(&self) -> Vec<Vector> {
        let frame = Frame { profile: self.profile };
        let root = &self.profile.root;
        let most = self.profile.objects.values().flat_map(|object| &object.attributes);
        let most = most.map(|it| match &it.kind {
            crate::profile::Kind::Choice(of) => of.len(),
            _ => 1,
        });
        let most = most.max().unwrap_or(1);
        let mut whole =
            vec![("kleinst".to_owned(), "only what is required", frame.something(root).into())];
        for n in 0..most {
            let about = "every attribute that there is, with this alternative of the choices";
            whole.push((format!("volledig-{}", n + 1), about, frame.full(root, n)));
        }
        let case = |(slug, about, data): (String, &str, _)| Case {
            entity: root.clone(),
            slug,
            description: about.to_owned(),
            data,
            findings: Vec::new(),
            xml: InXml::Same,
        };
        whole.into_iter().map(|it| self.vector(case(it))).collect()
    }

    fn vector(&self, case: Case) -> Vector {
        let remarks = remarks(self.profile, &case.data);
        let with = |findings: &[Expected]| {
            let mut all: Vec<Expected> = findings.iter().chain(&remarks).cloned().collect();
            all.sort_by(|a, b| (&a.pointer, &a.rule).cmp(&(&b.pointer, &b.rule)));
            all
        };
        let findings = with(&case.findings);
        let valid = findings.iter().all(|it| it.severity != "error");
        let message = self.release.message(&self.profile.message).expect("a message");
        let xml = match case.xml {
            InXml::No => None,
            _ => xml::document(&self.release, message, &layout::sorted(&case.data)),
        };
        let other = match &case.xml {
            InXml::Other(findings) if xml.is_some() => Some(with(findings)),
            _ => None,
        };
        let (part, view) = self.profile.message.split_once('/').expect("part/view");
        let id = [
            &self.profile.release,
            short(part),
            view,
            &self.profile.role,
            &case.entity,
            &case.slug,
        ];
        Vector {
            id: id.join("-"),
            description: case.description,
            data: Some(case.data),
            xml: xml.map(|it| it.trim_end().to_owned()),
            valid,
            xml_findings: other.filter(|it| *it != findings),
            findings,
            ..Vector::default()
        }
    }
}
