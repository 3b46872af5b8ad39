//! View structs: everything that a template may see, and nothing else.
//!
//! In: plain values that the outputs fill from `&Site`. Out: the variables of the templates in `themes/*/templates/`.
//! These structs are the published contract of themes: a field may be added, none renamed or removed within a
//! contract version. A view never holds a model type, so the model can change without touching a theme, and it never
//! holds anything that the gate did not let pass.
//!
//! Conventions, for every view:
//!
//! - `href` is relative to the *site's* root, without a leading slash, percent-encoded, and ends in a file name
//!   (`policy/index.html`), so that the site also works from a folder on disk. Templates write
//!   `{{ page.root }}{{ link.href }}`. Only [`AnyLink`] may lead elsewhere, and says so.
//! - A date is `YYYY-MM-DD`, a time `YYYY-MM-DD HH:MM`, both as text; civil, never moved through a time zone.
//! - An `Option` that is `None` and a list that is empty mean: not given, draw nothing, no label either.
//! - Text is plain and is escaped by the template engine; only [`Html`] and [`JsonLd`] pass as they are.

mod act;
mod agency;
mod apply;
mod catalogue;
mod chart;
mod compare;
mod decision;
mod document;
mod gazette;
mod lifecycle;
mod link;
mod list;
mod page;
mod portal;
mod report;
mod rows;
mod special;

use serde::Serialize;
use tera::{TeraResult, Value};

use rows::Shared;

pub use act::{ActRow, ActsView};
pub use agency::{
    AgenciesView, AgencyCard, AgencyGroup, AgencyView, Contact, FieldView, FieldsView, RequiredRow,
};
pub use apply::{
    ApplyChannel, ApplyFormView, ApplyLimit, ApplyView, FormChoice, FormField, HolidayYear,
    WorkCalendar,
};
pub use catalogue::{
    CatalogueView, Channel, Coverage, CoverageRow, CoverageView, Fulfilment, Item, ItemGroup,
    ItemsIndexView, ItemsView,
};
pub use chart::{
    BarChart, BarRow, ChartColumn, ChartLine, ChartYear, FigureGroup, FigureLine, FigureTable,
    Remark, YearChart,
};
pub use compare::{CompareRow, CompareRun, CompareSide, CompareView};
pub use decision::{DecisionCard, DecisionStage, DecisionStep, DecisionView, DecisionsView};
pub use document::{
    Act, Attachment, Banner, BannerKind, ClauseLink, Consultation, DocumentView, Interpretation,
    ListColumn, ListTable, Media, MetaItem, MetaValue, Outcome, RelatedGroup, Relation, Status,
    TocEntry,
};
pub use gazette::{GazettesView, IssueCard, IssueYear};
pub use lifecycle::{ChangeRow, ChangeYear, ChangesView, EndedRow, EndedView};
pub use link::{AnyLink, CountLink, Html, JsonLd, Link};
pub use list::{
    Block, FacetGroup, FacetLink, Facets, LibraryView, ListView, PageNumber, Pagination, Row, Show,
    StatusMark,
};
pub(super) use page::meta_tags;
pub use page::{
    Alternate, Badge, ColumnNode, Crumb, Footer, Frame, FrameView, Identity, MetaTag, NavLink,
    Page, Section,
};
pub use portal::{ColumnGroup, GuideView, HomeColumn, HomeView, StatutoryView};
pub use report::{
    Cell, CellKind, Grid, GridRow, ReportLink, ReportListView, ReportPart, ReportView, ReportYear,
    ReportYearsView,
};
pub(super) use rows::ROOT;
pub use rows::{Columns, Draw, RowTable, SharedRow};
pub use special::{
    FeedGroup, FeedRow, FeedsView, NotFoundView, RedirectView, SearchView, SiteMapGroup,
    SiteMapView, WithdrawnView,
};

/// A page of the site: its variables and the template that draws them.
///
/// A view's fields are the template's top-level variables; beside them stand `frame` (see [`Frame`]), `labels` (words by
/// key), `settings` and `extra` (of `theme.toml`), `meta_tags` (`page.meta` as HTML), `trail` (all steps of
/// `page.breadcrumb` but the last, drawn by `crumbs.html`, which sees `crumbs` and `root`), and the drawn parts
/// `shell.links`, `shell.header`, `shell.footer` and `navigation`. The templates of those parts (`links.html`,
/// `header.html`, `footer.html`, `aside.html`) are drawn once for all pages that share them: of `page` they see `lang`,
/// `root` and `section`, and `aside.html` also `column` and `column_top`.
///
/// Where no template is the portal's own, what the default's templates do not ask for is left out: `page.meta`,
/// `page.breadcrumb`, the `rows` of a [`RowTable`], the `cells` of a [`GridRow`], every top-level variable that is `None`,
/// and of a document's `metadata` and `toc` all but what stands around the lines, which the first of the list has as drawn
/// (`lines`).
pub trait View: Serialize {
    /// File name of the template, below `templates/`.
    const TEMPLATE: &'static str;

    /// The part common to all pages.
    fn page(&self) -> &Page;

    /// Variables that are not converted anew for each page, by name.
    ///
    /// # Errors
    /// What the template engine says of what `draw` draws.
    fn shared(&self, draw: &dyn Draw) -> TeraResult<Vec<(&'static str, Value)>>;
}

/// Names the template of a view whose common part is its field `page`, and the fields that it shares with other pages.
macro_rules! view {
    ($($view:ty => $template:literal $([$($shared:ident),+])?),+ $(,)?) => {$(
        impl View for $view {
            const TEMPLATE: &'static str = $template;

            fn page(&self) -> &Page {
                &self.page
            }

            fn shared(&self, _draw: &dyn Draw) -> TeraResult<Vec<(&'static str, Value)>> {
                Ok(vec![$($((stringify!($shared), self.$shared.value(&self.page, _draw)?)),+)?])
            }
        }
    )+

        /// The templates that a theme must have, one for each view, sorted.
        pub const TEMPLATES: &[&str] = &[$($template),+];
    };
}

view! {
    NotFoundView => "404.html",
    ActsView => "acts.html",
    AgenciesView => "agencies.html",
    AgencyView => "agency.html",
    ApplyView => "apply.html",
    ApplyFormView => "apply_form.html",
    CatalogueView => "catalogue.html" [axes, table],
    ChangesView => "changes.html",
    CompareView => "compare.html",
    DecisionView => "decision.html",
    DecisionsView => "decisions.html",
    DocumentView => "document.html" [metadata, toc],
    EndedView => "ended.html",
    FeedsView => "feeds.html",
    FieldView => "field.html" [table],
    FieldsView => "fields.html",
    GazettesView => "gazettes.html",
    GuideView => "guide.html",
    HomeView => "home.html",
    ItemsView => "items.html",
    CoverageView => "items_coverage.html",
    ItemsIndexView => "items_index.html",
    LibraryView => "library.html" [facets, table],
    ListView => "list.html" [table],
    RedirectView => "redirect.html",
    ReportView => "report.html" [metadata],
    ReportListView => "report_list.html",
    ReportYearsView => "report_years.html",
    SearchView => "search.html",
    SiteMapView => "sitemap.html",
    StatutoryView => "statutory.html",
    WithdrawnView => "withdrawn.html",
}
