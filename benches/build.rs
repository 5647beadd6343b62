//! Generates, from the standard, what the benchmarks compare with: plain serde structs with the
//! same fields and constraints, and a checker as one would write it by hand.
#![allow(clippy::expect_used, reason = "a build script may stop the build")]

use std::path::PathBuf;
use std::{env, fs};

use vum_model::{Role, Standard, Version};

#[allow(dead_code, reason = "the measurement of compile cost uses the rest")]
#[path = "src/generate/mod.rs"]
mod generate;

use generate::{Codes, Profile};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/generate");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let model = Standard::embedded().resolve().model.expect("the standard has no errors");
    let (mut plain, mut by_hand) = (String::new(), String::new());
    for (module, version, message) in
        [("werkzoekende", "3.1.0", "werkzoekende/detail"), ("vacature", "2.0.0", "vacature/match")]
    {
        let version = Version::parse(version).expect("a version");
        let release = model.release(version).expect("the release exists");
        let root = release.message(message).expect("the message exists").root;
        let profile = Profile { release: &release, root, role: Role::Bron };
        plain.push_str(&format!(
            "/// {message}.\npub mod {module} {{\n/// Codes and dates as texts.\npub mod texts {{\n\
             use crate::plain::*;\n{}}}\n\
             /// Codes and dates as types.\npub mod types {{\nuse crate::plain::*;\n{}}}\n}}\n",
            generate::plain::with_garde(&profile, Codes::Texts),
            generate::plain::with_garde(&profile, Codes::Types),
        ));
        by_hand.push_str(&format!(
            "/// {message}.\npub mod {module} {{\nuse crate::by_hand::*;\n{}}}\n",
            generate::by_hand::checker(&profile)
        ));
    }
    fs::write(out.join("plain.rs"), plain).expect("OUT_DIR can be written");
    fs::write(out.join("by_hand.rs"), by_hand).expect("OUT_DIR can be written");
}
