//! What generated records and choices are made of. The macros keep generated code small: the
//! generator writes tables and a few short functions, the rest is here once.

use std::fmt;

use crate::body::RawObject;
use crate::code::CodeRef;
use crate::date::Date;
use crate::meta::{AttributeMeta, RecordMeta};
use crate::visit::{Fields, FieldsList, Visitor};

/// Shows the names of what a value holds, never a value.
#[doc(hidden)]
pub fn fmt_masked(value: &dyn Fields, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    struct Names<'a, 'b> {
        out: fmt::DebugStruct<'a, 'b>,
        meta: &'static RecordMeta,
    }

    impl Names<'_, '_> {
        fn show(&mut self, n: usize) {
            if let Some(AttributeMeta { name, .. }) = self.meta.attribute(n) {
                self.out.field(name, &format_args!("…"));
            }
        }
    }

    impl Visitor for Names<'_, '_> {
        fn text(&mut self, n: usize, _: &str) {
            self.show(n);
        }
        fn texts(&mut self, n: usize, _: &[String]) {
            self.show(n);
        }
        fn integer(&mut self, n: usize, _: i64) {
            self.show(n);
        }
        fn integers(&mut self, n: usize, _: &[i64]) {
            self.show(n);
        }
        fn boolean(&mut self, n: usize, _: bool) {
            self.show(n);
        }
        fn booleans(&mut self, n: usize, _: &[bool]) {
            self.show(n);
        }
        fn date(&mut self, n: usize, _: &Date) {
            self.show(n);
        }
        fn dates(&mut self, n: usize, _: &[Date]) {
            self.show(n);
        }
        fn code(&mut self, n: usize, _: CodeRef<'_>) {
            self.show(n);
        }
        fn codes(&mut self, n: usize, _: &mut dyn Iterator<Item = CodeRef<'_>>) {
            self.show(n);
        }
        fn record(&mut self, n: usize, _: &dyn Fields) {
            self.show(n);
        }
        fn records(&mut self, n: usize, _: &dyn FieldsList) {
            self.show(n);
        }
        fn raw(&mut self, n: usize, _: &RawObject) {
            self.show(n);
        }
    }

    let mut names = Names { out: f.debug_struct(name), meta: value.meta() };
    value.visit(&mut names);
    names.out.finish()
}

/// Implements everything that follows from the tables and functions of a generated record.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($type:ident) => {
        $crate::__fields!($type);
        $crate::__json_record!($type);
        $crate::__xml_record!($type);
        $crate::__serde_record!($type);
    };
}

/// Implements everything that follows from the tables and functions of a generated choice.
#[doc(hidden)]
#[macro_export]
macro_rules! choice {
    ($type:ident) => {
        $crate::__fields!($type);
        $crate::__serde_choice!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    ($type:ident) => {
        impl $type {
            /// Checks the value as the contract of the role has it, with the same rules as
            /// reading. Findings name no values.
            #[must_use]
            #[inline]
            pub fn check(
                &self,
                options: impl ::core::convert::Into<$crate::Options>,
            ) -> $crate::Report {
                $crate::check(self, options.into())
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::fmt_masked(self, ::core::stringify!($type), f)
            }
        }
    };
}

#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_record {
    ($type:ident) => {
        impl $crate::FromJson for $type {
            // What is done below is compiled here already.
            #[inline]
            fn from_json_at(
                text: &[u8],
                options: $crate::Options,
                start: $crate::Position,
            ) -> $crate::Outcome<Self> {
                let mut value = <Self as ::core::default::Default>::default();
                let (complete, report) =
                    $crate::__private::read_json(text, &mut value, options, start);
                $crate::Outcome { value, complete, report }
            }
        }

        impl $type {
            /// Reads a JSON text, with everything there is to find in it.
            #[inline]
            pub fn from_json(
                text: &[u8],
                options: impl ::core::convert::Into<$crate::Options>,
            ) -> $crate::Outcome<Self> {
                let start = $crate::Position { line: 1, column: 1 };
                $crate::FromJson::from_json_at(text, options.into(), start)
            }

            /// Writes the value as compact JSON, in the order of the standard.
            #[must_use]
            #[inline]
            pub fn to_json(&self) -> ::std::string::String {
                $crate::__private::to_json(self)
            }
        }
    };
}

/// Without JSON nothing is read in order but XML, by its tags.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! in_order {
    ($($rest:tt)*) => {};
}

/// Makes the table of a message.
#[doc(hidden)]
#[macro_export]
macro_rules! message {
    ($type:ident in $table:path, $release:literal, $id:literal, $label:literal, $role:ident, $xml:expr) => {
        $crate::MessageType {
            release: $release,
            id: $id,
            label: $label,
            default_role: $crate::Role::$role,
            roles: $crate::Roles(3),
            root: &$table,
            xml: $xml,
            with: |take| take(&mut <$type as ::core::default::Default>::default()),
        }
    };
}

/// Makes the table of a whole body.
#[doc(hidden)]
#[macro_export]
macro_rules! body {
    ($type:ident in $table:path, $release:literal, $id:literal, $label:literal, $role:ident, $roles:literal) => {
        $crate::MessageType {
            release: $release,
            id: $id,
            label: $label,
            default_role: $crate::Role::$role,
            roles: $crate::Roles($roles),
            root: &$table,
            xml: ::core::option::Option::None,
            with: |take| take(&mut <$type as ::core::default::Default>::default()),
        }
    };
}

#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_record {
    ($type:ident) => {};
}

#[cfg(feature = "xml")]
#[doc(hidden)]
#[macro_export]
macro_rules! __xml_record {
    ($type:ident) => {
        impl $type {
            /// Reads an XML text, with everything there is to find in it. The message tells the
            /// names of root element and namespace.
            #[inline]
            pub fn from_xml(
                text: &[u8],
                message: &$crate::MessageType,
                options: impl ::core::convert::Into<$crate::Options>,
            ) -> $crate::Outcome<Self> {
                let mut value = <Self as ::core::default::Default>::default();
                let (complete, report) =
                    $crate::__private::from_xml(text, &mut value, message, options.into());
                $crate::Outcome { value, complete, report }
            }

            /// Writes the value as XML, in the order of the standard. The message tells the names
            /// of root element and namespace.
            #[inline]
            pub fn to_xml(
                &self,
                message: &$crate::MessageType,
                style: $crate::XmlStyle,
            ) -> $crate::XmlText {
                $crate::__private::to_xml(self, message, style)
            }
        }
    };
}

#[cfg(not(feature = "xml"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __xml_record {
    ($type:ident) => {};
}

/// Implements everything that follows from the variants of a generated code enum.
#[doc(hidden)]
#[macro_export]
macro_rules! codes {
    ($type:ident in $list:path { $( $variant:ident = $code:literal, )* }) => {
        impl $crate::Code for $type {
            const LIST: &'static $crate::meta::CodeListMeta = &$list;

            fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $code, )*
                    Self::Unknown(code) => code.as_str(),
                }
            }

            fn from_code(code: &str) -> Self {
                match code {
                    $( $code => Self::$variant, )*
                    _ => Self::Unknown($crate::UnknownCode::new(code)),
                }
            }

            fn is_variant(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $type {
            /// The codes of the list, in the order of the standard.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        /// A known code shows its name; an unknown one may be anything and shows `…`.
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(match self {
                    $( Self::$variant => ::core::stringify!($variant), )*
                    Self::Unknown(_) => "Unknown(…)",
                })
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    (Self::Unknown(code), Self::Unknown(other)) => code == other,
                    _ => ::core::mem::discriminant(self) == ::core::mem::discriminant(other),
                }
            }
        }

        $crate::__code_traits!($type);
    };
}

/// Implements everything that follows for the newtype of a large or external code list.
#[doc(hidden)]
#[macro_export]
macro_rules! open_code {
    ($type:ident in $list:path) => {
        impl $crate::Code for $type {
            const LIST: &'static $crate::meta::CodeListMeta = &$list;

            fn as_str(&self) -> &str {
                self.0.as_str()
            }

            fn from_code(code: &str) -> Self {
                Self($crate::__private::CodeText::new(code))
            }
        }

        /// Masked: use [`as_str`](Self::as_str) to see the code.
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::core::concat!(::core::stringify!($type), "(…)"))
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        $crate::__code_traits!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __code_traits {
    ($type:ident) => {
        impl $type {
            /// The code as written in a message. Leading zeros matter.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::Code::as_str(self)
            }

            /// The Dutch label, where the standard gives one.
            #[must_use]
            #[inline]
            pub fn label(&self) -> ::core::option::Option<&'static str> {
                $crate::Code::label(self)
            }

            /// Whether the list of this release has the code; `None` when that cannot be told.
            #[must_use]
            #[inline]
            pub fn is_known(&self) -> ::core::option::Option<bool> {
                $crate::Code::is_known(self)
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(code: &str) -> Self {
                $crate::Code::from_code(code)
            }
        }

        /// The code as written in a message.
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::cmp::PartialOrd for $type {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $type {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        $crate::__serde_code!($type);
    };
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_code {
    ($type:ident) => {
        /// As text. Within a record a code has the form that the contract gives its attribute.
        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        /// From text or a whole number.
        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_code(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_code {
    ($type:ident) => {};
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_record {
    ($type:ident) => {
        $crate::__serde_write!($type);

        impl $crate::__private::FromTree for $type {
            #[inline]
            fn from_tree(
                tree: $crate::__private::Tree,
            ) -> ::core::result::Result<Self, $crate::__private::TreeError> {
                let mut value = <Self as ::core::default::Default>::default();
                $crate::__private::fill_from_tree(tree, &mut value)?;
                ::core::result::Result::Ok(value)
            }
        }

        $crate::__serde_read!($type);
    };
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_choice {
    ($type:ident) => {
        $crate::__serde_write!($type);

        impl $crate::__private::FromTree for $type {
            #[inline]
            fn from_tree(
                tree: $crate::__private::Tree,
            ) -> ::core::result::Result<Self, $crate::__private::TreeError> {
                $crate::__private::choice_from_tree(tree)
            }
        }

        $crate::__serde_read!($type);
    };
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_write {
    ($type:ident) => {
        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }
    };
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_read {
    ($type:ident) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_record {
    ($type:ident) => {};
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_choice {
    ($type:ident) => {};
}
