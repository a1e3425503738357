//! The design system: one component a file, named like its style in `style/components`. Components are
//! language-neutral (every word is a prop), know only leptos, and render alike on the server and in an island.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its props")]

pub mod area_search;
pub mod button;
pub mod card;
pub mod change_table;
pub mod checkbox;
pub mod choice;
pub mod code_field;
pub mod date_field;
pub mod desk;
pub mod disclosure;
pub mod dock;
pub mod document_row;
pub mod empty_state;
pub mod error_summary;
pub mod field;
pub mod field_error;
pub mod figure;
pub mod flag;
pub mod foot;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod kbd;
pub mod link_row;
pub mod live;
pub mod mark;
pub mod meter;
pub mod notice;
pub mod pager;
pub mod password_field;
pub mod progress;
pub mod queue;
pub mod receipt;
pub mod select;
pub mod shell;
pub mod skeleton;
pub mod summary_list;
pub mod tag;
pub mod text_area;
pub mod text_field;
pub mod timeline;
pub mod tone;
pub mod upload;
pub mod viewer;
