//! Badges.

use serde_json::Value;
use vum_report::badge::Badge;
use vum_report::{Language, Verdict};

use crate::{runs, xml};

#[test]
fn a_badge_says_what_it_says() {
    let badge = Badge::new("VUM 3.1 wz-bron", "N3", Verdict::Passed, Language::Nl);
    insta::assert_snapshot!("badge", badge.svg());
    let endpoint: Value = serde_json::from_str(&badge.endpoint()).unwrap();
    let wanted = serde_json::json!({
        "schemaVersion": 1, "label": "VUM 3.1 wz-bron", "message": "N3 voldoet", "color": "green"
    });
    assert_eq!(endpoint, wanted);
    let bare = Badge::new("VUM", "", Verdict::Incomplete, Language::Nl);
    assert_eq!(bare.message, "niet volledig uitgevoerd");
}

#[test]
fn a_badge_is_one_picture_whatever_it_says() {
    let texts = runs::HOSTILE.iter().copied().chain(["VUM 3.1 wz-bron"]);
    let svgs: Vec<String> =
        texts.map(|text| Badge::new(text, text, Verdict::Failed, Language::Nl).svg()).collect();
    let seen = xml::complaints("badges", &svgs, None);
    assert!(seen.is_empty(), "{seen}");
    for svg in &svgs {
        let document = roxmltree::Document::parse(svg).unwrap();
        let names: Vec<_> = document
            .descendants()
            .filter(roxmltree::Node::is_element)
            .map(|it| it.tag_name().name())
            .collect();
        let wanted = ["svg", "title", "clipPath", "rect", "g", "rect", "rect", "g", "text", "text"];
        assert_eq!(names, wanted);
    }
}
