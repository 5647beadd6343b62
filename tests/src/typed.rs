//! The generated type of every message, behind one face.

use serde_json::Value;
use vum::{Fields, MessageType, Options, Report};

use crate::unproved::Unproved;

/// What happens to a text in the hands of a supplier.
pub struct Travelled {
    /// What reading found.
    pub read: Report,
    /// Whether the value holds everything the text said.
    pub complete: bool,
    /// What checking the value in memory finds.
    pub checked: Report,
    /// What it finds where nothing is proved beforehand.
    pub checked_in_full: Report,
    /// Whether the value proves that there is nothing to find.
    pub is_fine: bool,
    /// The value written as JSON.
    pub written: String,
    /// Whether reading that gives the same value again, just as complete.
    pub same_again: bool,
    /// The value through serde.
    pub serialized: Value,
    /// Whether serde gives the same value back.
    pub deserialized: Result<bool, String>,
    /// Whether serde can make the value from the original text; `None` when that is no JSON.
    pub accepted_by_serde: Option<Result<bool, String>>,
    /// The match as JSON, and what the role finds in it: only for a detail with a match.
    pub projected: Option<(String, Report)>,
    /// What `Debug` shows.
    pub debug: String,
}

/// A message and its type.
pub struct Typed {
    /// The message.
    pub message: &'static MessageType,
    travel: fn(&[u8], Options) -> Travelled,
}

impl Typed {
    /// Reads, checks, writes, reads again, and the same through serde.
    #[must_use]
    pub fn travel(&self, text: &[u8], options: impl Into<Options>) -> Travelled {
        (self.travel)(text, options.into())
    }

    /// The message of a release.
    #[must_use]
    pub fn find(release: &str, id: &str) -> &'static Self {
        let found = ALL.iter().find(|t| t.message.release == release && t.message.id == id);
        found.unwrap_or_else(|| panic!("no message {id} in {release}"))
    }
}

macro_rules! travel {
    ($type:path, $project:expr) => {
        |text, options| {
            let outcome = <$type>::from_json(text, options);
            let value = outcome.value;
            let written = value.to_json();
            let again = <$type>::from_json(written.as_bytes(), options);
            let serialized = serde_json::to_value(&value).unwrap();
            let back = serde_json::from_value::<$type>(serialized.clone());
            let original = serde_json::from_slice::<Value>(text).ok();
            let project: fn(&$type, Options) -> Option<(String, Report)> = $project;
            Travelled {
                read: outcome.report,
                complete: outcome.complete,
                checked: value.check(options),
                checked_in_full: vum::check(&Unproved(&value), options),
                is_fine: value.is_fine(options.role),
                same_again: again.value == value && again.complete,
                deserialized: back.map(|back| back == value).map_err(|error| error.to_string()),
                accepted_by_serde: original.map(|original| {
                    let made = serde_json::from_value::<$type>(original);
                    made.map(|made| made == value).map_err(|error| error.to_string())
                }),
                serialized,
                projected: project(&value, options),
                debug: format!("{value:?}"),
                written,
            }
        }
    };
}

macro_rules! typed {
    ($( $module:ident { $( $message:ident = $type:ident $(to $match:ident)?, )* } )*) => {
        /// Every message of every release.
        pub static ALL: &[Typed] = &[$($(
            Typed {
                message: &vum::$module::$message,
                travel: travel!(vum::$module::$type, typed!(@project $($match)?)),
            },
        )*)*];
    };
    (@project) => { |_, _| None };
    (@project $match:ident) => {
        |value, options| {
            let projected = value.to_match();
            Some((projected.to_json(), projected.check(options)))
        }
    };
}

typed! {
    v1_2 {
        WERKZOEKENDE_DETAIL = Werkzoekende to WerkzoekendeMatch,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        WERKZOEKENDE_ZOEKVRAAG = WerkzoekendeZoekvraag,
        VACATURE_DETAIL = Vacature to VacatureMatch,
        VACATURE_MATCH = VacatureMatch,
        VACATURE_ZOEKVRAAG = VacatureZoekvraag,
    }
    v2_0 {
        WERKZOEKENDE_DETAIL = Werkzoekende to WerkzoekendeMatch,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        VACATURE_DETAIL = Vacature to VacatureMatch,
        VACATURE_MATCH = VacatureMatch,
    }
    v3_0 {
        WERKZOEKENDE_DETAIL = Werkzoekende to WerkzoekendeMatch,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        VACATURE_DETAIL = Vacature to VacatureMatch,
        VACATURE_MATCH = VacatureMatch,
    }
    v3_1 {
        WERKZOEKENDE_DETAIL = Werkzoekende to WerkzoekendeMatch,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        VACATURE_DETAIL = Vacature to VacatureMatch,
        VACATURE_MATCH = VacatureMatch,
        WERKGEVERSCONTACTMOMENT_MATCH = Contactmoment,
    }
}
