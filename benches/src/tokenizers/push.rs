//! The libraries that tell: serde seeds that know the tables. They have no offsets at all.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use vum::Date;
use vum::meta::{AttributeMeta, CodeFormMeta, RecordMeta, ValueMeta};

use super::{Owned, find};

/// serde_json, on text that was checked to be UTF-8.
#[must_use]
pub fn serde_json_seeds(text: &[u8], meta: &'static RecordMeta) -> Option<Owned> {
    let text = simdutf8::basic::from_utf8(text).ok()?;
    let mut out = Owned::default();
    Record(meta, &mut out).deserialize(&mut serde_json::Deserializer::from_str(text)).ok()?;
    Some(out)
}

/// sonic-rs.
#[must_use]
pub fn sonic_seeds(text: &[u8], meta: &'static RecordMeta) -> Option<Owned> {
    let text = simdutf8::basic::from_utf8(text).ok()?;
    let mut out = Owned::default();
    let mut deserializer = sonic_rs::Deserializer::new(sonic_rs::Read::from(text));
    Record(meta, &mut out).deserialize(&mut deserializer).ok()?;
    Some(out)
}

struct Record<'o>(&'static RecordMeta, &'o mut Owned);
struct Name(&'static RecordMeta, usize);
struct List<'o>(&'static AttributeMeta, &'o mut Owned);
struct Single<'o>(&'static AttributeMeta, &'o mut Owned);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut expected = 0;
        while let Some(key) = map.next_key_seed(Name(self.0, expected))? {
            let Some(n) = key else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            expected = n + 1;
            let attribute = &self.0.attributes[n];
            if attribute.many {
                map.next_value_seed(List(attribute, self.1))?;
            } else {
                map.next_value_seed(Single(attribute, self.1))?;
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(find(self.0, name, self.1))
    }
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Single(self.0, self.1))?.is_some() {}
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Single<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match &self.0.value {
            ValueMeta::Record(meta) => deserializer.deserialize_map(Record(meta, self.1)),
            ValueMeta::Integer(_) | ValueMeta::Code(_, CodeFormMeta::Integer(_)) => {
                deserializer.deserialize_i64(self)
            }
            ValueMeta::Boolean => deserializer.deserialize_bool(self),
            _ => deserializer.deserialize_str(self),
        }
    }
}

impl Visitor<'_> for Single<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        match &self.0.value {
            ValueMeta::Text(form) | ValueMeta::Code(_, CodeFormMeta::Text(form)) => {
                self.1.text(form, text);
            }
            ValueMeta::Date => self.1.dates.push(Date::from_text(text)),
            _ => self.1.texts.push(text.to_owned()),
        }
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.1.numbers.push(value);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.1.numbers.push(i64::try_from(value).map_err(E::custom)?);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.1.flags.push(value);
        Ok(())
    }
}
