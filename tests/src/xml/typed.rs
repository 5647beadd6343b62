//! The generated type of every message, as a supplier meets it in XML.

use vum::{Loss, MessageType, Options, Report, Role, XmlStyle};

/// What happens to a text in XML.
pub struct Travelled {
    /// What reading found.
    pub read: Report,
    /// Whether the value holds everything the text said.
    pub complete: bool,
    /// The value as JSON.
    pub json: String,
    /// The value as XML: compact, and over lines.
    pub written: [String; 2],
    /// What XML could not hold of it.
    pub losses: Vec<Loss>,
    /// Whether reading what was written gives the same value again, just as complete, in both
    /// styles.
    pub same_again: bool,
    /// What reading what was written finds, compact and over lines.
    pub read_again: [Report; 2],
    /// What `Debug` shows of the value, its text, and what was found.
    pub debug: String,
}

/// A message and its type.
pub struct Typed {
    /// The message.
    pub message: &'static MessageType,
    from_xml: fn(&[u8], &MessageType, Options) -> Travelled,
    from_json: fn(&[u8], &MessageType, Options) -> Travelled,
}

impl Typed {
    /// Reads XML, writes it and reads that again.
    #[must_use]
    pub fn from_xml(&self, text: &[u8], role: Role) -> Travelled {
        (self.from_xml)(text, self.message, Options::new(role))
    }

    /// Reads JSON, writes XML and reads that.
    #[must_use]
    pub fn from_json(&self, text: &[u8], role: Role) -> Travelled {
        (self.from_json)(text, self.message, Options::new(role))
    }

    /// The message of a release.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn find(release: &str, id: &str) -> &'static Self {
        let found = ALL.iter().find(|t| t.message.release == release && t.message.id == id);
        found.unwrap_or_else(|| panic!("no message {id} in {release}"))
    }
}

macro_rules! travel {
    ($type:path, |$text:ident, $message:ident, $options:ident| $read:expr) => {
        |$text, $message, $options| {
            let outcome = $read;
            let value = outcome.value;
            let compact = value.to_xml($message, XmlStyle::Compact);
            let pretty = value.to_xml($message, XmlStyle::Pretty);
            let again = [&compact, &pretty]
                .map(|xml| <$type>::from_xml(xml.text.as_bytes(), $message, $options));
            let debug = format!("{value:?} {compact:?} {:?} {again:?}", outcome.report);
            Travelled {
                same_again: again.iter().all(|it| it.value == value && it.complete),
                json: value.to_json(),
                losses: compact.losses,
                written: [compact.text, pretty.text],
                read: outcome.report,
                complete: outcome.complete,
                read_again: again.map(|it| it.report),
                debug,
            }
        }
    };
}

macro_rules! typed {
    ($( $module:ident { $( $message:ident = $type:ident, )* } )*) => {
        /// Every message of every release.
        pub static ALL: &[Typed] = &[$($(
            Typed {
                message: &vum::$module::$message,
                from_xml: travel!(vum::$module::$type, |text, message, options| {
                    vum::$module::$type::from_xml(text, message, options)
                }),
                from_json: travel!(vum::$module::$type, |text, message, options| {
                    vum::$module::$type::from_json(text, options)
                }),
            },
        )*)*];
    };
}

typed! {
    v1_2 {
        WERKZOEKENDE_DETAIL = Werkzoekende,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        WERKZOEKENDE_ZOEKVRAAG = WerkzoekendeZoekvraag,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
        VACATURE_ZOEKVRAAG = VacatureZoekvraag,
    }
    v2_0 {
        WERKZOEKENDE_DETAIL = Werkzoekende,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
    }
    v3_0 {
        WERKZOEKENDE_DETAIL = Werkzoekende,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
    }
    v3_1 {
        WERKZOEKENDE_DETAIL = Werkzoekende,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
        WERKGEVERSCONTACTMOMENT_MATCH = Contactmoment,
    }
}
