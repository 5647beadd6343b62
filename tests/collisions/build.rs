//! Generates from the standard beside it, in which everything has a name of Rust.

fn main() -> Result<(), vum_codegen::Error> {
    vum_codegen::Builder::new().standard_dir("standard").schemars(true).write_to_out_dir()
}
