//! Who sends or receives a message.

use std::fmt;
use std::str::FromStr;

/// The side of the exchange whose contract a message follows.
///
/// The contract between VUM and a bron differs from the one between VUM and a bemiddelaar: a
/// bron names its own id (`idWerkzoekende`), a bemiddelaar sees the pseudonym of the exchange
/// (`vumID`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The party that holds the profiles.
    Bron,
    /// The party that asks for them.
    Bemiddelaar,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Bron, Self::Bemiddelaar];

    /// The name as the standard spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bron => "bron",
            Self::Bemiddelaar => "bemiddelaar",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRole;

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such role; the roles are bron and bemiddelaar")
    }
}

impl std::error::Error for UnknownRole {}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(UnknownRole)
    }
}

/// A set of roles in generated tables: 1 for the bron, 2 for the bemiddelaar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roles(pub u8);

impl Roles {
    /// Whether no role is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the role is in the set.
    #[must_use]
    pub const fn contains(self, role: Role) -> bool {
        let bit = match role {
            Role::Bron => 1,
            Role::Bemiddelaar => 2,
        };
        self.0 & bit != 0
    }
}
