//! Typed messages of the VUM data standard, with reading, checking and writing.

#[doc(inline)]
pub use vum_runtime::*;

/// Takes a generated release in.
macro_rules! release {
    ($feature:literal, $module:ident, $file:literal, $title:literal) => {
        #[cfg(feature = $feature)]
        #[doc = $title]
        pub mod $module {
            include!(concat!(env!("OUT_DIR"), "/", $file));
        }
    };
}

release!("v1_2", v1_2, "v1_2.rs", "VUM 1.2.0.");
release!("v2_0", v2_0, "v2_0.rs", "VUM 2.0.0.");
release!("v3_0", v3_0, "v3_0.rs", "VUM 3.0.0.");
release!("v3_1", v3_1, "v3_1.rs", "VUM 3.1.0.");
