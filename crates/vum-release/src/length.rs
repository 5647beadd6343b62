//! How long a text may be, whether its length or its pattern says so.

use vum_model::{Pattern, PatternNode};

use crate::facts::{Fact, Node, Property};

/// The least and the greatest number of characters; `u64::MAX` without a limit.
pub(crate) fn lengths(node: &Node) -> (u64, u64) {
    let number = |property| node.get(&property).and_then(Fact::number);
    let own = (
        number(Property::MinLength).and_then(|it| it.try_into().ok()).unwrap_or(0),
        number(Property::MaxLength).and_then(|it| it.try_into().ok()).unwrap_or(u64::MAX),
    );
    let Some(Fact::Text(pattern)) = node.get(&Property::Pattern) else { return own };
    // The model refuses a pattern that is none.
    let Ok(pattern) = Pattern::parse(pattern) else { return own };
    let (least, most) = spans(&pattern.root);
    (own.0.max(least), own.1.min(most))
}

fn spans(node: &PatternNode) -> (u64, u64) {
    match node {
        PatternNode::Literal(_) | PatternNode::Any | PatternNode::Class(_) => (1, 1),
        PatternNode::Sequence(nodes) => nodes
            .iter()
            .map(spans)
            .fold((0, 0), |(a, b), (c, d)| (u64::saturating_add(a, c), u64::saturating_add(b, d))),
        PatternNode::Either(nodes) => {
            nodes.iter().map(spans).reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or((0, 0))
        }
        PatternNode::Repeat { node, min, max } => {
            let (least, most) = spans(node);
            let most = match max {
                Some(max) => most.saturating_mul(u64::from(*max)),
                None => u64::MAX,
            };
            (least.saturating_mul(u64::from(*min)), most)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_limits_a_length() {
        let of = |pattern: &str, max: Option<u32>| {
            let mut node = Node::from([(Property::Pattern, Fact::from(pattern))]);
            node.extend(max.map(|max| (Property::MaxLength, Fact::from(max))));
            lengths(&node)
        };
        assert_eq!(of("^[a-z]{3}$", None), (3, 3));
        assert_eq!(of("^[0-9]{1,10}$", Some(4)), (1, 4));
        assert_eq!(of("^(ab|c)x?$", None), (1, 3));
        assert_eq!(of("^[0-9]+$", Some(10)), (1, 10));
        assert_eq!(of("^[0-9]*$", None), (0, u64::MAX));
        assert_eq!(lengths(&Node::new()), (0, u64::MAX));
    }
}
