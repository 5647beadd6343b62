//! The contracts of a release as plain data.

use crate::release::{Description, Role, RoleSet, Text, Value};

/// One contract: the agreement between VUM and one role, on one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Name of the contract, such as `VUM-Bron-WerkzoekendeProfielen`.
    pub id: String,
    /// The part it is about.
    pub part: String,
    /// The role it binds.
    pub role: Role,
    /// What it is.
    pub description: Description,
    /// The version the contract file carries, which is not always the number of the release.
    pub info_version: String,
    /// What is known of this edition of the contract.
    pub evidence: Evidence,
    /// Remark on this edition.
    pub note: Text,
    /// Where it can be called, as far as known.
    pub servers: Vec<Server>,
    /// What can be asked, in the order of the standard.
    pub operations: Vec<Operation>,
}

/// How sure the data are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Read in the published text of this release.
    Seen,
    /// Taken over from another release, because the text of this one has not been seen or does
    /// not repeat it.
    Assumed,
}

/// A place where a contract can be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Base of the paths.
    pub url: String,
    /// What it is for.
    pub description: Description,
    /// How sure the address is.
    pub evidence: Evidence,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Asks without a body.
    Get,
    /// Asks with a body.
    Post,
}

impl Method {
    /// The name in HTTP.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Something that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// `matches`, `detail` or `callback`.
    pub id: String,
    /// The method.
    pub method: Method,
    /// The path, with `{…}` around the parameter; of a callback the expression that gives the URL.
    pub path: String,
    /// Id of the operation of which this is the callback: then VUM calls the asking party.
    pub callback_of: Option<String>,
    /// The parameter in the path.
    pub parameter: Option<Parameter>,
    /// What it is.
    pub description: Description,
    /// Id of the body of the request.
    pub request: Option<String>,
    /// Headers of the request.
    pub headers: Vec<HeaderUse>,
    /// What can come back, by status.
    pub responses: Vec<Response>,
}

/// The parameter in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Full id of the attribute whose value it takes.
    pub attribute: String,
    /// Its form: that of the attribute.
    pub value: Value,
    /// What it is.
    pub description: Description,
}

/// One answer to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Status of HTTP.
    pub status: u16,
    /// When it comes.
    pub description: Text,
    /// Id of its body.
    pub body: Option<String>,
    /// Its headers; the contracts do not say that they are required.
    pub headers: Vec<HeaderUse>,
}

/// A header of HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name; case has no meaning.
    pub name: String,
    /// What it is.
    pub description: Description,
    /// Form of its value.
    pub form: HeaderForm,
}

/// The form of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeaderForm {
    /// A text.
    Text,
    /// An organisation's number (OIN): twenty digits. The contracts call it a text.
    Oin,
    /// `true` or `false`.
    Boolean,
}

/// A header in one request or response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderUse {
    /// Name of the header, in [`crate::Release::headers`].
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// The only value it can have.
    pub constant: Option<String>,
}

/// A whole body of a request or response.
///
/// Bodies of different roles can have one id: [`crate::Release::body`] tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// `part/kind`, such as `werkzoekende/matches-antwoord`.
    pub id: String,
    /// The part it belongs to.
    pub part: String,
    /// `matches-verzoek`, `matches-antwoord`, `detail-antwoord`, `fout` or `callback-verzoek`.
    pub kind: String,
    /// The roles whose contract has it; never empty.
    pub roles: RoleSet,
    /// What it is.
    pub description: Description,
    /// What it holds.
    pub content: BodyContent,
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyContent {
    /// A message without anything around it.
    Message(
        /// Id of the message.
        String,
    ),
    /// An object with properties.
    Object {
        /// In the order of the standard.
        properties: Vec<Property>,
        /// The roles whose contract allows no other properties.
        closed: RoleSet,
    },
}

/// A property of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Full id, such as `matches-antwoord.vraagID`.
    pub id: String,
    /// Name in JSON.
    pub name: String,
    /// What it is.
    pub description: Description,
    /// What a single value is.
    pub value: BodyValue,
    /// Whether it holds a list of such values.
    pub many: bool,
    /// The roles whose body has it; never empty.
    pub present: RoleSet,
    /// The roles whose body must have it.
    pub required: RoleSet,
}

/// What a single value of a property is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyValue {
    /// A plain value; never a shape and never a code.
    Plain(Value),
    /// A message.
    Message(
        /// Its id.
        String,
    ),
    /// A question with operators (selectievraag): an object whose content is not in the standard
    /// as data yet.
    Selection,
}

/// A code that the body of an error can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// As written in a message.
    pub code: String,
    /// Status of HTTP it comes with.
    pub status: u16,
    /// The parts whose contracts have it, in the order of the standard.
    pub parts: Vec<String>,
    /// The text that goes with it, as the standard has it.
    pub message: String,
    /// What it is.
    pub description: Description,
    /// Whether the texts of this release list it.
    pub evidence: Evidence,
}

/// A limit that binds the parties but is not in the form of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its id.
    pub id: String,
    /// How much.
    pub value: u32,
    /// Of what.
    pub unit: String,
    /// The parts whose contracts it is about, in the order of the standard.
    pub parts: Vec<String>,
    /// What it is.
    pub description: Description,
    /// Where it is stated.
    pub source: String,
    /// Whether the texts of this release state it.
    pub evidence: Evidence,
}
