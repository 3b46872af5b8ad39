//! Which columns under 法定主动公开内容 an agency is expected to fill, by its level and kind (《条例》第二十条、第二十一条).
//!
//! For checks only: a page never shows a column that has nothing in it (国办发〔2017〕47号).

use super::{Scope, Site};
use crate::config::{Agency, AgencyIx, AgencyKind, Basis, ColumnIx, Level};

/// A column that an agency is expected to fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExpectedColumn {
    /// A column of the first level.
    pub(crate) column: ColumnIx,
    /// What asks for it.
    pub(crate) basis: Basis,
    /// Documents of the agency in it and below.
    pub(crate) documents: usize,
}

impl Site {
    /// The columns that an agency is expected to fill, in order, filled or not.
    pub(crate) fn expected_columns(&self, agency: AgencyIx) -> Vec<ExpectedColumn> {
        let columns = &self.config.columns;
        let own = self.config.agency(agency);
        let lists = self.lists(Scope::Agency(agency));
        columns
            .roots()
            .filter_map(|column| {
                let basis = columns.get(column).basis?;
                binds(basis, own).then(|| ExpectedColumn {
                    column,
                    basis,
                    documents: lists.map_or(0, |lists| lists.column(column).len()),
                })
            })
            .collect()
    }
}

/// Whether an item of the 《条例》 speaks to an agency. Article 20 speaks to every 行政机关, Article 21 by level.
fn binds(basis: Basis, agency: &Agency) -> bool {
    match (basis, agency.kind, agency.level) {
        (_, AgencyKind::Other, _) => false,
        (Basis::A20(_), _, _)
        | (
            Basis::A21CityCounty,
            AgencyKind::Government | AgencyKind::Department,
            Level::City | Level::County,
        )
        | (Basis::A21Township, AgencyKind::Government, Level::Township) => true,
        (Basis::A21CityCounty | Basis::A21Township, _, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::binds;
    use crate::config::{self, Basis};
    use crate::diag::Sink;
    use crate::source::SourcePath;

    #[test]
    fn 第二十一条只约束它所说的机关() {
        let table = [
            ("state", "department", [true, false, false]),
            ("province", "government", [true, false, false]),
            ("city", "government", [true, true, false]),
            ("county", "department", [true, true, false]),
            ("county", "dispatched", [true, false, false]),
            ("township", "government", [true, false, true]),
            ("township", "department", [true, false, false]),
            ("city", "other", [false, false, false]),
        ];
        for (level, kind, expected) in table {
            let text = format!(
                "[portal]\nname = \"甲\"\nagency = \"a\"\n[[agency]]\nid = \"a\"\nname = \"甲\"\nlevel = \"{level}\"\nkind = \"{kind}\"\n"
            );
            let sink = Sink::default();
            let config = config::read(&text, &SourcePath::new("config.toml"), &sink);
            let config = config.unwrap_or_else(|| {
                panic!("{:?}", sink.into_report(&BTreeMap::new()).diagnostics())
            });
            let agency = config.agency(config.own_agency());
            let bases = [Basis::A20(7), Basis::A21CityCounty, Basis::A21Township];
            assert_eq!(
                bases.map(|basis| binds(basis, agency)),
                expected,
                "{level} {kind}"
            );
        }
    }
}
