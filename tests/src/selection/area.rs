//! The criterion that is not MongoDB: a postcode and a distance around it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::mongo::lookup;
use super::table::{Shape, criteria};

/// The mean radius of the earth, in kilometres.
pub const RADIUS: f64 = 6371.0088;

/// What an area asks, and what a profile has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The postcode that is asked around.
    pub around: Option<String>,
    /// The distance that is asked, in a unit that the contracts leave open.
    pub distance: Option<i64>,
    /// Whether the release says which postcode of a profile counts.
    pub located: bool,
    /// That postcode, where the profile has it.
    pub found: Option<String>,
    /// The greatest distance that the profile itself allows.
    pub limit: Option<i64>,
}

/// The area of a question beside a profile; `None` where the question asks for none.
///
/// # Panics
/// If the part has no selectievraag in the release.
#[must_use]
pub fn of(release: &str, part: &str, question: &Value, profile: &Value) -> Option<Area> {
    let criterion = criteria(release, part).iter().find(|criterion| criterion.is_area())?;
    let Shape::Area { postcode, limit } = criterion.shape else { return None };
    let (around, distance) = asked(question.get(criterion.path)?)?;
    let at = |path: Option<&str>| path.and_then(|path| lookup(profile, path).first().copied());
    let found = at(postcode).and_then(text);
    let limit = at(limit).and_then(Value::as_i64);
    Some(Area { around, distance, located: postcode.is_some(), found, limit })
}

/// The postcode and distance that an area asks for; `None` when it asks for neither.
pub(super) fn asked(area: &Value) -> Option<(Option<String>, Option<i64>)> {
    let postcode = area.get("postcode").and_then(text);
    let distance = area.get("afstand").and_then(Value::as_i64);
    (postcode.is_some() || distance.is_some()).then_some((postcode, distance))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

impl Area {
    /// Whether the profile lies in the area: `None` where that cannot be told, false where the
    /// profile lacks the postcode that the release points at.
    ///
    /// `points` holds latitude and longitude in degrees by the first four characters of a postcode.
    ///
    /// # Panics
    /// If a postcode is shorter than four characters.
    #[must_use]
    pub fn holds(
        &self,
        points: &BTreeMap<String, (f64, f64)>,
        kilometres_per_unit: f64,
        own_limit: bool,
    ) -> Option<bool> {
        let (Some(around), Some(distance), true) = (&self.around, self.distance, self.located)
        else {
            return None;
        };
        let Some(found) = &self.found else { return Some(false) };
        let (around, found) = (points.get(&around[..4])?, points.get(&found[..4])?);
        let limit = self.limit.filter(|_| own_limit).unwrap_or(distance);
        let distance = i32::try_from(distance.min(limit)).expect("a distance is small");
        Some(kilometres(*around, *found) <= f64::from(distance) * kilometres_per_unit)
    }
}

/// The distance over the earth between two points (latitude and longitude in degrees), in
/// kilometres: the haversine formula.
#[must_use]
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (from, to) = (a.0.to_radians(), b.0.to_radians());
    let half = |angle: f64| (angle.to_radians() / 2.0).sin().powi(2);
    let h = half(b.0 - a.0) + from.cos() * to.cos() * half(b.1 - a.1);
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}
