//! Keys: ed25519, in PEM as openssl writes and reads them.

use std::fmt;

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePublicKey, KeypairBytes};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// A key to sign with. `Debug` shows whose it is, never the key.
pub struct PrivateKey(SigningKey);

/// A key to verify with.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PrivateKey {
    /// A new key, from the random source of the system.
    ///
    /// # Errors
    /// If the system has no random source.
    pub fn generate() -> Result<Self, Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| {
            Error::unreadable(
                format!("het systeem geeft geen toevalsgetallen: {error}"),
                format!("the system gives no random numbers: {error}"),
            )
        })?;
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    /// A key in PEM (PKCS #8, `BEGIN PRIVATE KEY`), such as `openssl genpkey -algorithm ed25519`
    /// makes.
    ///
    /// # Errors
    /// If it is something else: another algorithm, a public key, one behind a password.
    pub fn from_pem(pem: &str) -> Result<Self, Error> {
        if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") {
            return Err(Error::unreadable(
                "de sleutel is met een wachtwoord versleuteld; geef hem zonder (openssl pkey)",
                "the key is encrypted with a password; give it without one (openssl pkey)",
            ));
        }
        let key = SigningKey::from_pkcs8_pem(pem.trim());
        key.map(Self).map_err(|_| {
            Error::unreadable(
                "geen geheime ed25519-sleutel in PEM (openssl genpkey -algorithm ed25519)",
                "not a private ed25519 key in PEM (openssl genpkey -algorithm ed25519)",
            )
        })
    }

    /// The key in PEM, without the public one in it: openssl does not read that form.
    ///
    /// # Errors
    /// If it cannot be encoded, which does not happen.
    pub fn to_pem(&self) -> Result<String, Error> {
        use ed25519_dalek::pkcs8::EncodePrivateKey;
        let bytes = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        let pem = bytes.to_pkcs8_pem(LineEnding::LF).map_err(|_| unencodable())?;
        Ok(pem.to_string())
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PrivateKey").field(&self.public().id()).finish()
    }
}

impl PublicKey {
    /// A key in PEM (`BEGIN PUBLIC KEY`), such as `openssl pkey -pubout` writes.
    ///
    /// # Errors
    /// If it is something else, a private key above all.
    pub fn from_pem(pem: &str) -> Result<Self, Error> {
        if pem.contains("PRIVATE KEY") {
            return Err(Error::unreadable(
                "dit is een geheime sleutel; geef de openbare (openssl pkey -pubout)",
                "this is a private key; give the public one (openssl pkey -pubout)",
            ));
        }
        let key = VerifyingKey::from_public_key_pem(pem.trim());
        // A weak key verifies what nobody signed.
        key.ok().filter(|it| !it.is_weak()).map(Self).ok_or_else(|| {
            Error::unreadable(
                "geen openbare ed25519-sleutel in PEM (openssl pkey -pubout)",
                "not a public ed25519 key in PEM (openssl pkey -pubout)",
            )
        })
    }

    /// The key in PEM.
    ///
    /// # Errors
    /// If it cannot be encoded, which does not happen.
    pub fn to_pem(&self) -> Result<String, Error> {
        self.0.to_public_key_pem(LineEnding::LF).map_err(|_| unencodable())
    }

    /// A name for the key that anybody can reckon: SHA-256 of its DER, in hexadecimal
    /// (`openssl pkey -pubin -outform DER | sha256sum`).
    #[must_use]
    pub fn id(&self) -> String {
        let der = self.0.to_public_key_der();
        der.map_or(String::new(), |der| hexadecimal(&Sha256::digest(der.as_bytes())))
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let signature = ed25519_dalek::Signature::from_slice(signature);
        signature.is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PublicKey").field(&self.id()).finish()
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unencodable() -> Error {
    Error::unreadable("de sleutel kan niet worden geschreven", "the key cannot be encoded")
}
