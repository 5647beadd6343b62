//! Generated code must compile whatever the standard calls its entities, attributes and codes:
//! without a warning and with everything documented.
#![deny(warnings, missing_docs)]

/// The first release.
pub mod v1_0 {
    include!(concat!(env!("OUT_DIR"), "/v1_0.rs"));
}

/// The second release, which shares types with the first.
pub mod v1_1 {
    include!(concat!(env!("OUT_DIR"), "/v1_1.rs"));
}

#[cfg(test)]
mod tests {
    use vum_runtime::{Options, Role};

    use super::{v1_0, v1_1};

    const TEXT: &str = r#"{"type":"x","some":{"self_":1,"box":[true,false],"fn":"Self","crate":["2024-02-29"]},"vec":[{"none":"Unknown"},{"ok":{"result":[7]}}]}"#;

    #[test]
    fn values_round_trip_under_hostile_names() {
        let outcome = v1_1::Option::from_json(TEXT.as_bytes(), Role::Bron);
        assert!(outcome.is_valid(), "{:?}", outcome.report.findings());
        assert!(outcome.complete);
        assert_eq!(outcome.value.to_json(), TEXT);
        assert!(outcome.value.check(Role::Bron).is_valid());
        let value = serde_json::to_value(&outcome.value).unwrap();
        assert_eq!(value, serde_json::from_str::<serde_json::Value>(TEXT).unwrap());
        assert_eq!(serde_json::from_value::<v1_1::Option>(value).unwrap(), outcome.value);
    }

    #[test]
    fn schemas_hold_under_hostile_names() {
        let document = schemars::schema_for!(v1_1::Option).to_value();
        let judge = jsonschema::draft202012::new(&document).unwrap();
        let mut value = serde_json::from_str::<serde_json::Value>(TEXT).unwrap();
        assert!(judge.is_valid(&value), "{document:#}");
        value["vec"][0]["none"] = serde_json::json!("Zilver");
        assert!(!judge.is_valid(&value));
    }

    #[test]
    fn a_code_holds_on_its_days() {
        let text = br#"{"dated":["a","f","u","b"]}"#;
        let faults = |on: Option<(u16, u8, u8)>| {
            let options = Options { on, ..Options::new(Role::Bron) };
            let read = v1_0::Option::from_json(text, options);
            let found = |report: &vum_runtime::Report| {
                let found = report.findings().iter().filter(|it| it.rule().id == "code-period");
                found.map(|it| it.pointer().to_owned()).collect::<Vec<_>>()
            };
            let checked = found(&read.value.check(options));
            assert_eq!(found(&read.report), checked);
            assert!(read.report.is_valid());
            checked
        };
        assert_eq!(faults(None), Vec::<String>::new());
        assert_eq!(faults(Some((2026, 12, 31))), ["/dated/1", "/dated/3"]);
        assert_eq!(faults(Some((2027, 1, 1))), ["/dated/2"]);
        assert_eq!(faults(Some((2027, 12, 31))), ["/dated/2"]);
        assert_eq!(faults(Some((2028, 1, 1))), ["/dated/2", "/dated/3"]);
    }

    #[test]
    fn codes_with_names_of_rust_are_variants() {
        let some = v1_0::Option::from_json(TEXT.as_bytes(), Role::Bron).value.some.unwrap();
        assert_eq!(some.function, Some(v1_0::Code::CodeSelf));
        assert_eq!(v1_0::Code::from("Unknown"), v1_0::Code::CodeUnknown);
        assert_eq!(v1_0::Code::from("Zilver").is_known(), Some(false));
        assert_eq!(v1_0::Code::from("Zilver").as_str(), "Zilver");
        assert_eq!(format!("{:?}", v1_0::Code::from("Zilver")), "Unknown(…)");
    }
}
