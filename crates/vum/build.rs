//! Generates the types of every release whose feature is on.

/// Cargo feature and release. A test holds this against `standard/releases.toml`.
const RELEASES: [(&str, &str); 4] = [
    ("CARGO_FEATURE_V1_2", "1.2.0"),
    ("CARGO_FEATURE_V2_0", "2.0.0"),
    ("CARGO_FEATURE_V3_0", "3.0.0"),
    ("CARGO_FEATURE_V3_1", "3.1.0"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(migrations)");
    let on = RELEASES.iter().filter(|(feature, _)| std::env::var_os(feature).is_some());
    let releases: Vec<&str> = on.map(|(_, release)| *release).collect();
    if releases.is_empty() {
        // Without a release the crate is the runtime alone.
        return Ok(());
    }
    if releases.len() > 1 {
        println!("cargo::rustc-cfg=migrations");
    }
    // Schemas are much text: only who asks for them gets them.
    let schemars = std::env::var_os("CARGO_FEATURE_SCHEMARS").is_some();
    let builder = vum_codegen::Builder::new().schemars(schemars);
    releases
        .iter()
        .fold(builder, |builder, release| builder.release(*release))
        .write_to_out_dir()?;
    Ok(())
}
