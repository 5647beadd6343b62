//! What can be generated.

/// What a [`Builder`](crate::Builder) generates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Rust, on the crate `vum-runtime`: a module for each release.
    #[default]
    Rust,
    /// JSON Schema, draft 2020-12: a document for each release, message, role and
    /// [`Strictness`](crate::Strictness).
    JsonSchema,
    /// XML Schema 1.0, for each release and role.
    Xsd(Layout),
    /// OpenAPI 3.0.3: a document for each contract of a release. A contract needs its messages:
    /// do not select some.
    OpenApi,
    /// Tables of the code lists, for each release.
    CodeLists {
        /// How they are written.
        format: TableFormat,
        /// Whether tables that others keep under terms of their own come along.
        external: bool,
    },
}

/// How XML Schemas are divided over files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One for each message: it holds what that message needs and nothing else.
    #[default]
    PerMessage,
    /// One for each release, with all its messages.
    PerRelease,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated: a file for each list and one that names them.
    Csv,
    /// JSON: one file with all lists.
    Json,
}
