//! Bibliographies in other programs' formats: one small file a format.

pub mod csl_json;
