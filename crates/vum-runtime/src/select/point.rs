//! Points on the earth and the distance between them.

use std::fmt;

/// The mean radius of the earth in kilometres (IUGG).
const RADIUS: f64 = 6371.0088;

/// A point on the earth.
///
/// ```
/// use vum_runtime::select::Point;
/// let amsterdam = Point::new(52.3731, 4.8926).ok_or("no point")?;
/// let maastricht = Point::new(50.8513, 5.6910).ok_or("no point")?;
/// assert_eq!(amsterdam.distance_to(maastricht).round(), 178.0);
/// assert!(Point::new(f64::NAN, 5.0).is_none());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Point {
    // A vector of length one, so that a distance needs one function of trigonometry.
    x: f64,
    y: f64,
    z: f64,
}

impl Point {
    /// The point at a latitude and longitude in degrees (WGS 84). `None` when the latitude is not
    /// within -90 and 90 or the longitude not within -180 and 180.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        // Nothing contains what is no number.
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            return None;
        }
        let (sin, cos) = latitude.to_radians().sin_cos();
        let (east, ahead) = longitude.to_radians().sin_cos();
        Some(Self { x: cos * ahead, y: cos * east, z: sin })
    }

    /// The distance as the crow flies in kilometres: along the great circle, on a sphere with the
    /// mean radius of the earth (6371.0088 km). The earth being no sphere, that is within half a
    /// percent of the distance on the ground.
    #[must_use]
    #[inline]
    pub fn distance_to(self, other: Self) -> f64 {
        // By the chord: what goes by the angle between the vectors loses small distances.
        let half = self.chord(other) / 2.0;
        2.0 * RADIUS * half.min(1.0).asin()
    }

    /// Whether the distance is at most a number of kilometres.
    #[inline]
    pub(super) fn is_within(self, other: Self, kilometres: f64) -> bool {
        // An arc is no shorter than its chord: most profiles are far away, and need no more.
        self.chord(other) * RADIUS <= kilometres && self.distance_to(other) <= kilometres
    }

    #[inline]
    fn chord(self, other: Self) -> f64 {
        let (x, y, z) = (self.x - other.x, self.y - other.y, self.z - other.z);
        (x * x + y * y + z * z).sqrt()
    }
}

/// Masked: it can be where a person lives.
impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Point(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::tests::Random;

    /// The haversine formula, from the degrees.
    fn haversine((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
        let squared = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let across = lat_a.to_radians().cos() * lat_b.to_radians().cos();
        let a = squared(lat_b - lat_a) + across * squared(lon_b - lon_a);
        2.0 * 6371.0088 * a.sqrt().atan2((1.0 - a).sqrt())
    }

    fn ours(a: (f64, f64), b: (f64, f64)) -> f64 {
        Point::new(a.0, a.1).unwrap().distance_to(Point::new(b.0, b.1).unwrap())
    }

    const AMSTERDAM: (f64, f64) = (52.3731, 4.8926);
    const MAASTRICHT: (f64, f64) = (50.8513, 5.6910);
    const GRONINGEN: (f64, f64) = (53.2190, 6.5680);
    const MIDDELBURG: (f64, f64) = (51.4988, 3.6110);
    const UTRECHT: (f64, f64) = (52.0907, 5.1214);

    #[test]
    fn distances_between_cities_are_right_to_a_metre() {
        for (from, to, whole) in [
            (AMSTERDAM, MAASTRICHT, 178),
            (AMSTERDAM, UTRECHT, 35),
            (AMSTERDAM, GRONINGEN, 147),
            (GRONINGEN, MIDDELBURG, 277),
        ] {
            let distance = ours(from, to);
            assert!((distance - haversine(from, to)).abs() < 0.000_001);
            assert!((distance - f64::from(whole)).abs() < 1.0, "{distance} {whole}");
        }
    }

    #[test]
    fn everywhere_in_the_netherlands_it_is_the_haversine() {
        let mut random = Random(3);
        for _ in 0..20_000 {
            let mut within = |low: f64, high: f64| low + (high - low) * random.part();
            let from = (within(50.7, 53.6), within(3.3, 7.3));
            let far = (within(50.7, 53.6), within(3.3, 7.3));
            // A few metres away at most.
            let near = (from.0 + within(-1e-5, 1e-5), from.1 + within(-1e-5, 1e-5));
            for to in [far, near] {
                let (distance, expected) = (ours(from, to), haversine(from, to));
                assert!((distance - expected).abs() < 1e-8, "{distance} {expected}");
                assert!(distance == ours(to, from));
                let [a, b] = [from, to].map(|it| Point::new(it.0, it.1).unwrap());
                for limit in [0.0, distance, distance + 1e-9, distance - 1e-9, 5.0, 50.0] {
                    assert_eq!(a.is_within(b, limit), distance <= limit);
                }
            }
            assert_eq!(ours(from, from), 0.0);
        }
    }

    #[test]
    fn the_far_side_of_the_earth_has_a_distance() {
        let half = std::f64::consts::PI * 6371.0088;
        for (from, to) in [((0.0, 0.0), (0.0, 180.0)), ((90.0, 0.0), (-90.0, 77.0))] {
            assert!((ours(from, to) - half).abs() < 0.001);
        }
        assert!(ours((10.0, 180.0), (10.0, -180.0)) < 1e-9);
    }

    #[test]
    fn what_is_no_place_is_no_point() {
        for (latitude, longitude) in [
            (f64::NAN, 0.0),
            (0.0, f64::NAN),
            (f64::INFINITY, 0.0),
            (0.0, f64::NEG_INFINITY),
            (90.1, 0.0),
            (0.0, -180.1),
        ] {
            assert!(Point::new(latitude, longitude).is_none());
        }
        assert_eq!(format!("{:?}", Point::new(52.0, 5.0)), "Some(Point(…))");
    }
}
