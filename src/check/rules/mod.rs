//! The rules, one file each. To add one: its file, its two lines here, its fixtures in `tests/check/<name>/`.

mod doc_number_form;
mod doc_number_year;
mod former_name;
mod id_number;
mod incomplete_interpretation;
mod inconsistent_dates;
mod late_act;
mod late_interpretation;
mod late_publication;
mod missing_interpretation;
mod missing_outcome;
mod misspelling;
mod openness_contradiction;
mod placeholder;
mod secret_mark;
mod short_consultation;
pub(super) mod unused_exception;

use super::Rule;

/// Every rule, by name.
pub static RULES: &[&Rule] = &[
    &doc_number_form::RULE,
    &doc_number_year::RULE,
    &former_name::RULE,
    &id_number::RULE,
    &incomplete_interpretation::RULE,
    &inconsistent_dates::RULE,
    &late_act::RULE,
    &late_interpretation::RULE,
    &late_publication::RULE,
    &missing_interpretation::RULE,
    &missing_outcome::RULE,
    &misspelling::RULE,
    &openness_contradiction::RULE,
    &placeholder::RULE,
    &secret_mark::RULE,
    &short_consultation::RULE,
    &unused_exception::RULE,
];
