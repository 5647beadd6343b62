//! The VUM data standard as data.
