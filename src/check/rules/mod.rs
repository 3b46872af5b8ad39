//! The rules, one file each. To add one: its file, its two lines here, its fixtures in `tests/check/<name>/`.

mod agency_code_check;
mod announced_attachment;
pub(super) mod announced_picture;
mod bank_card;
mod bare_ip_link;
mod cited_number_form;
mod cites_repealed;
mod cites_repealed_law;
mod contact_differs;
mod damaged_attachment;
mod doc_number_form;
mod doc_number_year;
mod empty_attachment;
mod empty_column;
pub(super) mod empty_label;
mod foreign_link;
mod former_name;
mod graphic_coverage;
mod graphic_without_text;
mod guide_elements;
mod half_width_punctuation;
mod heading_numbers;
pub(super) mod home_address;
mod id_number;
mod image_without_text;
mod impossible_date;
mod incomplete_interpretation;
mod inconsistent_dates;
mod index_number_check;
mod index_number_form;
mod insecure_link;
mod large_attachment;
mod late_act;
mod late_budget;
mod late_interpretation;
mod late_publication;
mod late_review;
mod late_withdrawal;
mod listed_word;
mod macro_attachment;
mod mentions_withheld;
mod missing_agency_column;
mod missing_doc_number;
pub(super) mod missing_interpretation;
mod missing_material;
mod missing_outcome;
mod misspelling;
mod mixed_brackets;
mod mobile_number;
mod money_unit;
mod nested_brackets;
mod number_marks;
mod number_range;
mod openness_contradiction;
mod outdated_application;
mod outdated_remedy;
mod passport_number;
pub(super) mod placeholder;
mod reason_without_basis;
pub(super) mod repeated_punctuation;
mod report_balance;
mod report_blank_cell;
mod report_carried_over;
mod report_date;
mod report_dispute_sum;
mod report_library;
mod report_outdated_article;
mod report_plan_year;
mod report_prose_figures;
mod report_result_sum;
mod report_row_sum;
mod report_rule_making;
mod report_sections;
mod report_similar;
mod report_total;
mod report_valid_count;
mod required_document;
mod scanned_attachment;
mod secret_mark;
pub(super) mod sensitive_table;
mod short_consultation;
mod site_identifier_form;
mod site_identity;
mod skipped_heading;
pub(super) mod stale_column;
mod stale_guide;
mod stale_portal;
mod table_total;
mod table_without_header;
mod title_genre;
mod trial_without_end;
mod unbalanced_brackets;
mod unfulfilled_item;
pub(super) mod unused_exception;
mod vague_link_text;
mod validity_contradiction;

use super::Rule;

/// Every rule, by name.
pub static RULES: &[&Rule] = &[
    &agency_code_check::RULE,
    &announced_attachment::RULE,
    &announced_picture::RULE,
    &bank_card::RULE,
    &bare_ip_link::RULE,
    &cited_number_form::RULE,
    &cites_repealed::RULE,
    &cites_repealed_law::RULE,
    &contact_differs::RULE,
    &damaged_attachment::RULE,
    &doc_number_form::RULE,
    &doc_number_year::RULE,
    &empty_attachment::RULE,
    &empty_column::RULE,
    &empty_label::RULE,
    &foreign_link::RULE,
    &former_name::RULE,
    &graphic_coverage::RULE,
    &graphic_without_text::RULE,
    &guide_elements::RULE,
    &half_width_punctuation::RULE,
    &heading_numbers::RULE,
    &home_address::RULE,
    &id_number::RULE,
    &image_without_text::RULE,
    &impossible_date::RULE,
    &incomplete_interpretation::RULE,
    &inconsistent_dates::RULE,
    &index_number_check::RULE,
    &index_number_form::RULE,
    &insecure_link::RULE,
    &large_attachment::RULE,
    &late_act::RULE,
    &late_budget::RULE,
    &late_interpretation::RULE,
    &late_publication::RULE,
    &late_review::RULE,
    &late_withdrawal::RULE,
    &listed_word::RULE,
    &macro_attachment::RULE,
    &mentions_withheld::RULE,
    &missing_agency_column::RULE,
    &missing_doc_number::RULE,
    &missing_interpretation::RULE,
    &missing_material::RULE,
    &missing_outcome::RULE,
    &misspelling::RULE,
    &mixed_brackets::RULE,
    &mobile_number::RULE,
    &money_unit::RULE,
    &nested_brackets::RULE,
    &number_marks::RULE,
    &number_range::RULE,
    &openness_contradiction::RULE,
    &outdated_application::RULE,
    &outdated_remedy::RULE,
    &passport_number::RULE,
    &placeholder::RULE,
    &reason_without_basis::RULE,
    &repeated_punctuation::RULE,
    &report_balance::RULE,
    &report_blank_cell::RULE,
    &report_carried_over::RULE,
    &report_date::RULE,
    &report_dispute_sum::RULE,
    &report_library::RULE,
    &report_outdated_article::RULE,
    &report_plan_year::RULE,
    &report_prose_figures::RULE,
    &report_result_sum::RULE,
    &report_row_sum::RULE,
    &report_rule_making::RULE,
    &report_sections::RULE,
    &report_similar::RULE,
    &report_total::RULE,
    &report_valid_count::RULE,
    &required_document::RULE,
    &scanned_attachment::RULE,
    &secret_mark::RULE,
    &sensitive_table::RULE,
    &short_consultation::RULE,
    &site_identifier_form::RULE,
    &site_identity::RULE,
    &skipped_heading::RULE,
    &stale_column::RULE,
    &stale_guide::RULE,
    &stale_portal::RULE,
    &table_total::RULE,
    &table_without_header::RULE,
    &title_genre::RULE,
    &trial_without_end::RULE,
    &unbalanced_brackets::RULE,
    &unfulfilled_item::RULE,
    &unused_exception::RULE,
    &vague_link_text::RULE,
    &validity_contradiction::RULE,
];
