//! Generates the match of a vacancy and the education of a profile, and what these two use.

fn main() -> Result<(), vum_codegen::Error> {
    vum_codegen::Builder::new()
        .release("3.1.0")
        .message("vacature/match")
        .entity("opleiding")
        .write_to_out_dir()
}
