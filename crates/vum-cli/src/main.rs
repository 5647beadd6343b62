//! The program `vum`.
fn main() {}
