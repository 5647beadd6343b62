//! JSON pointers (RFC 6901): building them, and editing a document at one.

use serde_json::Value;

/// The pointer to a member of the object at `parent`.
#[must_use]
pub fn member(parent: &str, name: &str) -> String {
    format!("{parent}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The pointer to an element of the array at `parent`.
#[must_use]
pub fn element(parent: &str, index: usize) -> String {
    format!("{parent}/{index}")
}

/// The pointer to what holds the value at `pointer`, and its last step.
///
/// # Panics
/// At the pointer of the whole document, which nothing holds.
#[must_use]
pub fn split(pointer: &str) -> (&str, String) {
    let (parent, last) = pointer.rsplit_once('/').expect("not the whole document");
    (parent, last.replace("~1", "/").replace("~0", "~"))
}

/// The value at a pointer.
///
/// # Panics
/// If the document has no such value.
#[must_use]
pub fn get<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    document.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"))
}

/// Puts a value at a pointer: in the place of the old one, or as a new member of an object.
///
/// # Panics
/// If what should hold the value is not there.
pub fn set(document: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = document.pointer_mut(pointer) {
        *place = value;
        return;
    }
    let (parent, name) = split(pointer);
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.expect("an object to add to").insert(name, value);
}

/// Takes a member out of the object that holds it.
///
/// # Panics
/// If there is no such member.
pub fn remove(document: &mut Value, pointer: &str) -> Value {
    let (parent, name) = split(pointer);
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.expect("an object to take from").remove(&name).expect("a member to take")
}
