//! Generates code from releases of the VUM data standard.
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
//! `pub mod v3_1 { include!(concat!(env!("OUT_DIR"), "/v3_1.rs")); }`. The crate needs
//! `vum-runtime` as a dependency.

mod builder;
mod error;
mod plan;
mod rust;
mod selection;

pub use builder::{Builder, GeneratedFile};
pub use error::Error;
