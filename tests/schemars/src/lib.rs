//! The schemas of `vum`'s types, as the trait `schemars::JsonSchema` gives them, behind one face.

use schemars::{SchemaGenerator, schema_for};
use serde_json::Value;
use vum::MessageType;

/// A message or body, and the schema of its type.
pub struct Typed {
    /// The message or body.
    pub message: &'static MessageType,
    /// The document of its type alone.
    pub document: fn() -> Value,
    /// A reference to its type, in a document that holds others too.
    pub reference: fn(&mut SchemaGenerator) -> Value,
}

macro_rules! typed {
    ($( $module:ident { $( $message:ident = $type:ident, )* } )*) => {
        &[$($(
            Typed {
                message: &vum::$module::$message,
                document: || schema_for!(vum::$module::$type).to_value(),
                reference: |generator| {
                    generator.subschema_for::<vum::$module::$type>().to_value()
                },
            },
        )*)*]
    };
}

/// Every message of every release.
pub static MESSAGES: &[Typed] = typed! {
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
        WERKZOEKENDE_SELECTIEVRAAG = WerkzoekendeSelectievraag,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
        VACATURE_SELECTIEVRAAG = VacatureSelectievraag,
    }
    v3_0 {
        WERKZOEKENDE_DETAIL = Werkzoekende,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        WERKZOEKENDE_SELECTIEVRAAG = WerkzoekendeSelectievraag,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
        VACATURE_SELECTIEVRAAG = VacatureSelectievraag,
    }
    v3_1 {
        WERKZOEKENDE_DETAIL = Werkzoekende,
        WERKZOEKENDE_MATCH = WerkzoekendeMatch,
        WERKZOEKENDE_SELECTIEVRAAG = WerkzoekendeSelectievraag,
        VACATURE_DETAIL = Vacature,
        VACATURE_MATCH = VacatureMatch,
        VACATURE_SELECTIEVRAAG = VacatureSelectievraag,
        WERKGEVERSCONTACTMOMENT_MATCH = Contactmoment,
        WERKGEVERSCONTACTMOMENT_SELECTIEVRAAG = WerkgeverscontactmomentSelectievraag,
    }
};

/// Bodies of every kind.
pub static BODIES: &[Typed] = typed! {
    v1_2 {
        VACATURE_MATCHES_ANTWOORD_BRON = VacatureMatchesAntwoordBron,
        VACATURE_CALLBACK_VERZOEK = VacatureCallbackVerzoek,
    }
    v3_1 {
        VACATURE_FOUT = Fout,
        VACATURE_MATCHES_VERZOEK = VacatureMatchesVerzoek,
        VACATURE_MATCHES_ANTWOORD = VacatureMatchesAntwoord,
        VACATURE_DETAIL_ANTWOORD_BEMIDDELAAR = VacatureDetailAntwoord,
        WERKGEVERSCONTACTMOMENT_MATCHES_VERZOEK = WerkgeverscontactmomentMatchesVerzoek,
    }
};
