//! What the service authorization reference says of condition keys: their types, from a table that is
//! embedded as text (`keys.txt`, sorted, a key a line) and searched without being decoded first.
//!
//! `update.py` writes the table; its docstring is the recipe.

mod keys;

pub use keys::key_type;
