//! Messages in XML.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at once"
)]

use vum::{Role, XmlStyle, v3_1};

#[test]
fn a_message_is_read_and_written_back() {
    let json = br#"{"idWerkzoekende":"wz-1","mobiliteit":{"bemiddelingspostcode":"1234AB","maximaleReistijd":45},"emailadres":["a@example.nl","b&c@example.nl"],"persoonlijkePresentatie":"regel 1\r\nregel <2>"}"#;
    let value = v3_1::Werkzoekende::from_json(json, Role::Bron).into_valid().unwrap();
    for style in [XmlStyle::Compact, XmlStyle::Pretty] {
        let xml = value.to_xml(&v3_1::WERKZOEKENDE_DETAIL, style);
        assert!(xml.losses.is_empty());
        println!("{}", xml.text);
        let again = v3_1::Werkzoekende::from_xml(
            xml.text.as_bytes(),
            &v3_1::WERKZOEKENDE_DETAIL,
            Role::Bron,
        );
        assert!(again.report.findings().is_empty(), "{:?}", again.report);
        assert!(again.value == value);
    }
}

#[test]
fn what_is_wrong_is_found_with_its_place() {
    let text = r#"<?xml version="1.0"?>
<x:WerkzoekendeDetai xmlns:x="urn:x-vum:draft:v0300" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  tekst
  <IdWerkzoekende a="1">wz-1</IdWerkzoekende>
  <Mobiliteit>
    <MaximaleReistijd>4x</MaximaleReistijd>
    <x:Bemiddelingspostcd>1234AB</x:Bemiddelingspostcd>
    <Onzin><b/></Onzin>
  </Mobiliteit>
  <Emailadres xsi:nil="true"/>
  <Emailadres>x<b/></Emailadres>
  <Mobiliteit/>
</x:WerkzoekendeDetai>"#;
    let outcome =
        v3_1::Werkzoekende::from_xml(text.as_bytes(), &v3_1::WERKZOEKENDE_DETAIL, Role::Bron);
    for f in outcome.report.findings() {
        println!("{f} -- {:?} {:?} {}", f.xpath(), f.attribute(), f.text(vum::Language::Nl));
    }
}
