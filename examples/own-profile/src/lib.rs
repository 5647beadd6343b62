//! A program for the side that asks: it reads vacancies as they come in answer to a selection,
//! and nothing else of the standard is compiled into it.
//!
//! ```
//! use vum_runtime::Role;
//!
//! let text = br#"{"vumID": "v-1", "naamVacature": "Lasser", "werktijden": {"aantalWerkurenPerWeekMaximaal": 36}}"#;
//! let vacancy = own_profile::v3_1::VacatureMatch::from_json(text, Role::Bemiddelaar);
//! assert_eq!(own_profile::offer(&vacancy.value), "Lasser, at most 36 hours a week");
//! ```

/// VUM 3.1.0, as far as this program needs it.
pub mod v3_1 {
    include!(concat!(env!("OUT_DIR"), "/v3_1.rs"));
}

/// One line about a vacancy, of what it states.
#[must_use]
pub fn offer(vacancy: &v3_1::VacatureMatch) -> String {
    let mut line = vacancy.naam_vacature.clone().unwrap_or_else(|| "(no name)".to_owned());
    let hours = vacancy.werktijden.as_ref();
    if let Some(hours) = hours.and_then(|hours| hours.aantal_werkuren_per_week_maximaal) {
        line.push_str(&format!(", at most {hours} hours a week"));
    }
    for education in &vacancy.opleiding {
        // A level that the list does not have is kept, but has no label.
        let level = education.code_niveau_opleiding.as_ref();
        if let Some(label) = level.and_then(v3_1::CodeOpleidingsniveauOpleiding::label) {
            line.push_str(", ");
            line.push_str(label);
        }
    }
    line
}

#[cfg(test)]
mod tests;
