//! The statements of `vum attest`, read by the package of in-toto and verified by that of the
//! Python Cryptographic Authority.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

use std::fs;
use std::path::Path;

use vum_attest::{PrivateKey, sign};
use vum_tests::python;

/// Reads the envelope with types and checks of others, and prints what they saw.
const READ: &str = r#"
import base64, json, sys
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from google.protobuf import json_format
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement

envelope = json.load(open("envelope.json"))
payload = base64.b64decode(envelope["payload"], validate=True)
kind = envelope["payloadType"].encode()
message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
for name, signature in zip(sys.argv[1:], envelope["signatures"], strict=True):
    key = load_pem_public_key(open(name, "rb").read())
    key.verify(base64.b64decode(signature["sig"], validate=True), message)

statement = json_format.Parse(payload, statement_pb2.Statement())
Statement.copy_from_pb(statement).validate()
predicate = test_result_pb2.TestResult()
json_format.Parse(json.dumps(json.loads(payload)["predicate"]), predicate)
print(statement.type, statement.predicate_type)
print([(it.name, dict(it.digest)["sha256"][:4]) for it in statement.subject])
print(predicate.result, [it.name for it in predicate.configuration])
print(list(predicate.passed_tests), list(predicate.warned_tests), list(predicate.failed_tests))
"#;

#[test]
fn statements_are_what_others_read() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attest");
    fs::create_dir_all(&dir).unwrap();
    let report = format!(
        r#"{{"product": {{"name": "Voorbeeld", "version": "2.1", "digest": "sha256:{0}"}},
            "suite": {{"version": "0.1.0", "sha256": "{0}"}}, "standard": {{"release": "3.1.0", "sha256": "{0}"}},
            "profile": "wz-bron", "level": "N3", "outcome": "voldoet-niet", "on": "2026-11-01",
            "suites": [{{"id": "N1", "cases": [{{"id": "a", "outcome": "passed"}}, {{"id": "b", "outcome": "warned"}},
            {{"id": "c", "outcome": "failed"}}, {{"id": "d", "outcome": "errored"}}]}}]}}"#,
        "ab".repeat(32)
    );
    let (supplier, desk) = (PrivateKey::generate().unwrap(), PrivateKey::generate().unwrap());
    let mut envelope = sign(report.as_bytes(), &supplier).unwrap();
    envelope.add(&desk).unwrap();
    fs::write(dir.join("envelope.json"), envelope.to_json().unwrap()).unwrap();
    fs::write(dir.join("supplier.pub"), supplier.public().to_pem().unwrap()).unwrap();
    fs::write(dir.join("desk.pub"), desk.public().to_pem().unwrap()).unwrap();
    let packages = ["in-toto-attestation==0.9.3", "cryptography", "protobuf"];
    let import = "cryptography, in_toto_attestation.v1.statement";
    let test = "statements_are_what_others_read";
    let Some(python) = python::with(test, &dir.join("python"), &packages, import) else { return };
    let seen = python::run(&python, "python", &["-c", READ, "supplier.pub", "desk.pub"], &dir);
    let lines: Vec<&str> = seen.lines().collect();
    assert_eq!(
        lines,
        [
            "https://in-toto.io/Statement/v1 https://in-toto.io/attestation/test-result/v0.1",
            "[('Voorbeeld', 'abab'), ('report.json', '{digest}')]",
            "FAILED ['vum-conform-suite', 'vum-standard']",
            "['N1/a'] ['N1/b'] ['N1/c', 'N1/d']",
        ]
        .map(|it| it.replace("{digest}", lines[1].split('\'').nth(7).unwrap_or_default()))
    );
}
