//! vum.
