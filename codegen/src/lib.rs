//! Generates code, schemas and tables from releases of the VUM data standard.
//!
//! `vum` itself is generated with this crate, for every release. A supplier with a profile of
//! its own calls [`Builder`] from a `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), vum_codegen::Error> {
//!     vum_codegen::Builder::new()
//!         .release("3.1.0")
//!         .message("vacature/match")
//!         .entity("opleiding")
//!         .write_to_out_dir()
//! }
//! ```
//!
//! which gives a file for each release; `lib.rs` takes it in with
//! `pub mod v3_1 { include!(concat!(env!("OUT_DIR"), "/v3_1.rs")); }`. Of several releases the file
//! `migrations.rs` stands beside them in the same way: the way from one to another. The crate needs
//! `vum-runtime` as a dependency.
//!
//! With another [`Target`] the same builder gives what other languages can use:
//!
//! ```
//! use vum_codegen::{Builder, Target};
//!
//! let builder = Builder::new().release("3.1.0").message("vacature/match").role("bron");
//! let files = builder.target(Target::JsonSchema).generate()?;
//! let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
//! assert_eq!(
//!     names,
//!     ["3.1.0/vacature-match-bron-strict.schema.json", "3.1.0/vacature-match-bron-lenient.schema.json"]
//! );
//! # Ok::<(), vum_codegen::Error>(())
//! ```

mod builder;
mod code_lists;
mod error;
mod json;
mod json_schema;
mod openapi;
mod plan;
mod rust;
mod schema;
mod selection;
mod target;
mod xsd;

pub use builder::{Builder, GeneratedFile, write_files};
pub use error::Error;
pub use openapi::openapi;
pub use schema::Strictness;
pub use target::{Layout, TableFormat, Target};
