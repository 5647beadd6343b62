//! DSSE: a text with signatures over it.

use base64ct::{Base64, Base64Url, Encoding};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::key::{PrivateKey, PublicKey};

/// The type of a payload that is an in-toto statement.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// An envelope with more bytes is not read.
const BYTES: usize = 16 << 20;
/// An envelope with more signatures is not read.
const SIGNATURES: usize = 16;

/// A signed text: a payload, and signatures over it and its type.
#[derive(Clone, Debug)]
pub struct Envelope {
    written: Written,
    payload: Vec<u8>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Written {
    #[serde(rename = "payloadType")]
    payload_type: String,
    payload: String,
    signatures: Vec<Signature>,
}

/// A signature of an envelope. Whose it is shows only when a key verifies it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Signature {
    /// What the signer calls the key: a hint that nobody vouches for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keyid: String,
    sig: String,
}

impl Envelope {
    /// An envelope around a statement, without a signature.
    #[must_use]
    pub fn new(payload: Vec<u8>) -> Self {
        let written = Written {
            payload_type: PAYLOAD_TYPE.to_owned(),
            payload: Base64::encode_string(&payload),
            signatures: Vec::new(),
        };
        Self { written, payload }
    }

    /// Reads an envelope. Nothing in it is believed yet.
    ///
    /// # Errors
    /// If it is no envelope, larger than 16 MiB, or has more than 16 signatures.
    pub fn read(text: &[u8]) -> Result<Self, Error> {
        if text.len() > BYTES {
            return Err(Error::unreadable(
                "de envelop is groter dan 16 MiB",
                "the envelope is larger than 16 MiB",
            ));
        }
        let written: Written = serde_json::from_slice(text)
            .map_err(|error| Error::json("geen DSSE-envelop", "not a DSSE envelope", &error))?;
        if written.signatures.len() > SIGNATURES {
            return Err(Error::unreadable(
                format!("de envelop heeft meer dan {SIGNATURES} handtekeningen"),
                format!("the envelope has more than {SIGNATURES} signatures"),
            ));
        }
        let payload = decoded(&written.payload).ok_or_else(|| {
            Error::unreadable(
                "de inhoud van de envelop is geen base64",
                "the payload of the envelope is not base64",
            )
        })?;
        Ok(Self { written, payload })
    }

    /// The envelope as JSON.
    ///
    /// # Errors
    /// If it cannot be encoded, which does not happen.
    pub fn to_json(&self) -> Result<String, Error> {
        let text = serde_json::to_string_pretty(&self.written);
        let text = text.map_err(|error| Error::json("de envelop", "the envelope", &error))?;
        Ok(text + "\n")
    }

    /// The type of the payload, as the envelope has it.
    #[must_use]
    pub fn payload_type(&self) -> &str {
        &self.written.payload_type
    }

    /// What is signed.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The signatures.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.written.signatures
    }

    /// Adds a signature over the same payload.
    ///
    /// # Errors
    /// If the key has signed it already, or there are 16 signatures.
    pub fn add(&mut self, key: &PrivateKey) -> Result<(), Error> {
        let public = key.public();
        if self.is_signed_by(&public) {
            return Err(Error::refused(
                "deze sleutel heeft de envelop al ondertekend",
                "this key has signed the envelope already",
            ));
        }
        if self.written.signatures.len() >= SIGNATURES {
            return Err(Error::refused(
                format!("de envelop heeft al {SIGNATURES} handtekeningen"),
                format!("the envelope has {SIGNATURES} signatures already"),
            ));
        }
        let sig = Base64::encode_string(&key.sign(&self.encoded()));
        self.written.signatures.push(Signature { keyid: public.id(), sig });
        Ok(())
    }

    /// Whether a key has signed it. Ids of keys are not looked at.
    #[must_use]
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        let message = self.encoded();
        let signatures = self.written.signatures.iter();
        signatures.filter_map(|it| decoded(&it.sig)).any(|it| key.verifies(&message, &it))
    }

    /// What is signed in fact: type and payload with their lengths (PAE).
    fn encoded(&self) -> Vec<u8> {
        let kind = &self.written.payload_type;
        let head = format!("DSSEv1 {} {kind} {} ", kind.len(), self.payload.len());
        [head.as_bytes(), &self.payload].concat()
    }
}

/// DSSE allows both alphabets.
fn decoded(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).or_else(|_| Base64Url::decode_vec(text)).ok()
}
