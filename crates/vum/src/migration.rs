//! Migrations between messages that are named at run time.

use std::fmt;

use vum_runtime::migrate::Migration;
use vum_runtime::{Language, MessageType};

use crate::{RELEASES, message, messages};

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// The way from a message of one release to the same message of another, by name. Only with more than
/// one release compiled in.
///
/// ```
/// # #[cfg(all(feature = "v2_0", feature = "v3_0", feature = "json"))] {
/// use std::ops::ControlFlow;
/// use vum::{Role, Syntax, stream};
///
/// let migration = vum::migration("2.0.0", "3.0.0", "vacature/detail")?;
/// let lines: &[u8] = b"{\"idVacature\": \"v-1\", \"indicatieLdrRegistratie\": 1}";
/// stream::migrate(lines, &migration, None, Role::Bron, Syntax::Json, |record| {
///     assert_eq!(record.text, Some("{\"idVacature\":\"v-1\"}"));
///     assert_eq!(record.report.losses()[0].pointer, "/indicatieLdrRegistratie");
///     ControlFlow::Continue(())
/// })?;
///
/// let refused = vum::migration("1.2.0", "2.0.0", "vacature/zoekvraag").unwrap_err();
/// assert!(refused.to_string().starts_with("2.0.0 has no vacature/zoekvraag; it is in 1.2.0"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a release is not compiled in, or does not have the message.
pub fn migration(from: &str, to: &str, id: &str) -> Result<Migration, NoMigration> {
    let place = |release: &str| {
        let place = RELEASES.iter().position(|known| *known == release);
        place.ok_or_else(|| NoMigration(Refusal::Release(release.to_owned())))
    };
    let forward = place(from)? <= place(to)?;
    let find = |release: &str| -> Result<&'static MessageType, NoMigration> {
        message(release, id).ok_or_else(|| {
            let known = messages().filter(|it| it.id == id).map(|it| it.release).collect();
            NoMigration(Refusal::Message { release: release.to_owned(), id: id.to_owned(), known })
        })
    };
    Ok(Migration::new(find(from)?, find(to)?, &MIGRATION, forward))
}

/// Why there is no way from one message to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMigration(Refusal);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Refusal {
    /// The release is not compiled in.
    Release(String),
    /// The release does not have the message; others do.
    Message { release: String, id: String, known: Vec<&'static str> },
}

impl NoMigration {
    /// The reason in words, in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let dutch = language == Language::Nl;
        match &self.0 {
            Refusal::Release(release) => {
                let known = RELEASES.join(", ");
                if dutch {
                    format!("release {release} is er niet; er zijn {known}")
                } else {
                    format!("there is no release {release}; there are {known}")
                }
            }
            Refusal::Message { id, known, .. } if known.is_empty() => {
                if dutch {
                    format!("geen release heeft het bericht {id}")
                } else {
                    format!("no release has the message {id}")
                }
            }
            Refusal::Message { release, id, known } => {
                let known = known.join(", ");
                let is_question = id.ends_with("/zoekvraag") || id.ends_with("/selectievraag");
                let mut text = if dutch {
                    format!("{release} heeft geen {id}; dat is er in {known}")
                } else {
                    format!("{release} has no {id}; it is in {known}")
                };
                if is_question {
                    text.push_str(if dutch {
                        ". Een zoekvraag vraagt met een voorbeeld en een selectievraag met voorwaarden: de een is niet uit de ander af te leiden"
                    } else {
                        ". A zoekvraag asks by example and a selectievraag with conditions: neither can be derived from the other"
                    });
                }
                text
            }
        }
    }
}

impl fmt::Display for NoMigration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::En))
    }
}

impl std::error::Error for NoMigration {}
