//! Answers and diagnostics for people and programs, a renderer a file. Renderers are pure: they make text.

mod archive;
mod assessment;
mod catalog;
mod diagnostic;
mod findings;
mod findings_json;
mod findings_v2;
mod human;
mod json;
mod lattice;
mod reach;
mod request;
mod validation;
mod validation_json;
mod world;
mod world_json;

pub use archive::{Hidden, archive_check_json, render_archive_check};
pub use assessment::{
    assessment_json, render_assessment, render_world_check, render_world_checks, world_check_json,
};
pub use catalog::{Shown, catalog_changes_json, render_catalog_changes, render_shown, shown_json};
pub use diagnostic::render_diagnostics;
pub use findings::{Listed, Totals, render_access_findings, render_changes, render_listed_findings};
pub use findings_json::{
    access_finding_json, access_findings_json, compared_findings_json, plain_findings_json,
};
pub use findings_v2::{FindingsV2, access_findings_v2};
pub use human::{render_answer, render_simulation};
pub use json::{answer_json, simulation_json, span_json};
pub use lattice::{lattice_dot, lattice_json, render_lattice};
pub use reach::{
    REACH_CSV_HEAD, REACH_JSON_HEAD, ReachTotals, reach_json_tail, reached_csv, reached_json,
    render_reach_totals, render_reached,
};
pub use request::request_json;
pub use validation::{render_check, render_checks, render_findings};
pub use validation_json::{check_json, findings_json};
pub use world::{
    render_assume, render_can, render_contain, render_isolated, render_what_can, render_who_can,
};
pub use world_json::{assume_json, can_json, contain_json, isolated_json, what_can_json, who_can_json};
