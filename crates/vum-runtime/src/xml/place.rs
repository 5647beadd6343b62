//! Where a record stands in XML.

/// Where a record stands in XML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum XmlPlace {
    /// It is the whole document.
    #[default]
    Document,
    /// It is an element of a list, whose root has or has not set a default namespace.
    Element {
        /// Whether names without a prefix are in a namespace there.
        default_namespace: bool,
    },
}
