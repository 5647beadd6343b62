//! Names that may have been meant.

/// How alike two names must be, from 0 to 1, to be offered.
const ALIKE: f64 = 0.84;

/// How many are offered.
const OFFERED: usize = 3;

/// The known names that are most like one that is not; of an id with a point the part behind it
/// counts too.
pub(crate) fn alike(name: &str, known: impl Iterator<Item = String>) -> Vec<String> {
    let lower = name.to_lowercase();
    let likeness = |id: &str| {
        let own = id.split_once('.').map_or(id, |(_, own)| own);
        let whole = strsim::jaro_winkler(&id.to_lowercase(), &lower);
        whole.max(strsim::jaro_winkler(&own.to_lowercase(), &lower))
    };
    let scored = known.map(|id| (likeness(&id), id));
    let mut alike: Vec<(f64, String)> = scored.filter(|(score, _)| *score >= ALIKE).collect();
    alike.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| (a.1.len(), &a.1).cmp(&(b.1.len(), &b.1)))
    });
    alike.dedup_by(|a, b| a.1 == b.1);
    alike.into_iter().take(OFFERED).map(|(_, id)| id).collect()
}
