//! Generators that others wrote take our files, and what they make reads our messages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vum_codegen::{Builder, Layout, Target};
use vum_model::{Standard, Version};
use vum_tests::profile::Profile;
use vum_tests::rng::Rng;
use vum_tests::{facts, generate, python, xml};

const SEED: u64 = 20_261_127;
const PER_MESSAGE: usize = 25;

fn directory(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn python(test: &str, name: &str, packages: &[&str], import: &str) -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    python::with(test, &dir, packages, import)
}

/// Reads every document without tolerance and writes it back.
const XSDATA: &str = r#"
import importlib, pathlib, sys
from xml.etree.ElementTree import canonicalize
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.serializers import XmlSerializer
sys.path.insert(0, ".")
importlib.import_module(sys.argv[1])
parser = XmlParser(config=ParserConfig(
    fail_on_unknown_properties=True,
    fail_on_unknown_attributes=True,
    fail_on_converter_warnings=True,
))
count = 0
for path in sorted(pathlib.Path(sys.argv[2]).glob("good-*.xml")):
    record = parser.from_path(path)
    before = canonicalize(path.read_text(encoding="utf-8"), rewrite_prefixes=True).strip()
    after = canonicalize(XmlSerializer().render(record), rewrite_prefixes=True).strip()
    assert before == after, f"{path}: {before[:2000]} is written as {after[:2000]}"
    count += 1
for path in sorted(pathlib.Path(sys.argv[2]).glob("bad-*.xml")):
    try:
        parser.from_path(path)
    except Exception:
        count += 1
    else:
        raise AssertionError(f"{path} is read")
print(count)
"#;

#[test]
fn classes_of_xsdata_read_and_write_our_xml() {
    let test = "classes_of_xsdata_read_and_write_our_xml";
    let packages = ["xsdata[cli]==26.10"];
    let Some(python) = python(test, "python-xsdata", &packages, "xsdata, ruff") else { return };
    let model = Standard::embedded().resolve().model.unwrap();
    for number in facts::releases() {
        let release = model.release(Version::parse(number).unwrap()).unwrap();
        for role in facts::roles() {
            let name = format!("v{}_{role}", number.replace('.', "_"));
            let dir = directory(&name);
            let builder = Builder::new().release(*number).role(*role);
            let files = builder.target(Target::Xsd(Layout::PerRelease)).generate().unwrap();
            let [file] = files.as_slice() else { panic!("one file") };
            fs::write(dir.join("vum.xsd"), &file.text).unwrap();
            let args = ["generate", "vum.xsd", "--package", &name];
            let _ = python::run(&python, "xsdata", &args, &dir);
            let mut count = 0;
            for id in facts::messages(number) {
                let message = release.message(id).unwrap();
                let profile = Profile::new(number, id, role);
                let mut rng = Rng::named(SEED, &format!("{number} {id} {role}"));
                let stem = id.replace('/', "-");
                let mut write = |name: String, text: String| {
                    fs::write(dir.join(format!("{name}.xml")), text).unwrap();
                    count += 1;
                };
                let mut records = Vec::new();
                for n in 0..PER_MESSAGE {
                    let record = generate::message(&profile, &mut rng);
                    let text = xml::document(&release, message, &record).unwrap();
                    write(format!("good-{stem}-{n}"), text);
                    records.push(record);
                }
                write(format!("good-{stem}-list"), xml::list(&release, message, &records).unwrap());
                // An element that no message has.
                let text = xml::document(&release, message, &json!({ "onbekend": "x" })).unwrap();
                write(format!("bad-{stem}"), text);
            }
            let read = python::run(&python, "python", &["-c", XSDATA, &name, "."], &dir);
            assert_eq!(read.trim(), count.to_string(), "{name}");
        }
    }
}

/// Reads every line as the class that is named with it, and writes it back.
const PYDANTIC: &str = r#"
import importlib, json, sys
sys.path.insert(0, ".")
models = importlib.import_module(sys.argv[1])
count = 0
for line in open("records.ndjson", encoding="utf-8"):
    case = json.loads(line)
    model = getattr(models, case["class"])
    if case["good"]:
        record = model.model_validate(case["record"])
        after = json.loads(record.model_dump_json(exclude_unset=True, by_alias=True))
        assert after == case["record"], f"{case['record']} is written as {after}"
    else:
        try:
            model.model_validate(case["record"])
        except ValueError:
            pass
        else:
            raise AssertionError(f"{case['record']} is read")
    count += 1
print(count)
"#;

#[test]
fn models_of_datamodel_code_generator_read_and_write_our_json() {
    let test = "models_of_datamodel_code_generator_read_and_write_our_json";
    let packages = ["datamodel-code-generator==0.89.0", "pydantic==2.14.3"];
    let import = "datamodel_code_generator, pydantic";
    let Some(python) = python(test, "python-datamodel", &packages, import) else { return };
    let model = Standard::embedded().resolve().model.unwrap();
    let mut judged = 0;
    for number in facts::releases() {
        let release = model.release(Version::parse(number).unwrap()).unwrap();
        for role in facts::roles() {
            let builder = Builder::new().release(*number).role(*role).target(Target::OpenApi);
            for file in builder.generate().unwrap() {
                let document: Value = serde_json::from_str(&file.text).unwrap();
                let name = file.name.replace(['/', '.', '-'], "_");
                let dir = directory(&name);
                fs::write(dir.join("openapi.json"), &file.text).unwrap();
                let args = [
                    "--input=openapi.json",
                    "--input-file-type=openapi",
                    "--output-model-type=pydantic_v2.BaseModel",
                    "--formatters=builtin",
                    "--output=models.py",
                ];
                let _ = python::run(&python, "datamodel-codegen", &args, &dir);
                let (mut lines, mut count) = (String::new(), 0);
                for id in facts::messages(number) {
                    let root = release.message(id).unwrap().root;
                    let class = &release.shape(root).unwrap().name;
                    if document["components"]["schemas"].get(class).is_none() {
                        continue;
                    }
                    let profile = Profile::new(number, id, role);
                    let mut rng = Rng::named(SEED + 1, &format!("{number} {id} {role}"));
                    for n in 0..PER_MESSAGE {
                        let mut record = generate::message(&profile, &mut rng);
                        let good = n > 0;
                        if !good {
                            record["onbekend"] = "x".into();
                        }
                        let case = json!({ "class": class, "good": good, "record": record });
                        lines.push_str(&format!("{case}\n"));
                        count += 1;
                    }
                }
                assert!(count > 0, "{name} has no record of any message");
                fs::write(dir.join("records.ndjson"), lines).unwrap();
                let read = python::run(&python, "python", &["-c", PYDANTIC, "models"], &dir);
                assert_eq!(read.trim(), count.to_string(), "{name}");
                judged += count;
            }
        }
    }
    assert!(judged >= facts::contexts().len() * PER_MESSAGE, "only {judged} records");
}
