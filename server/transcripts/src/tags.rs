//! The document's structure for those who hear it: headings, a table, messages, pictures.

use krilla::tagging::{Identifier, TagGroup, TagKind, TagTree};

/// A place in the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node(usize);

enum Child {
    Node(Node),
    Drawn(Identifier),
}

/// Grows while things are laid out, is filled while they are drawn.
#[derive(Default)]
pub(crate) struct Tags {
    nodes: Vec<(TagKind, Vec<Child>)>,
    roots: Vec<Node>,
}

impl Tags {
    /// A new part of `parent`, or of the document.
    pub(crate) fn add(&mut self, parent: Option<Node>, tag: impl Into<TagKind>) -> Node {
        let node = Node(self.nodes.len());
        self.nodes.push((tag.into(), Vec::new()));
        match parent.and_then(|parent| self.nodes.get_mut(parent.0)) {
            Some((_, children)) => children.push(Child::Node(node)),
            None => self.roots.push(node),
        }
        node
    }

    /// Something was drawn that belongs there.
    pub(crate) fn fill(&mut self, node: Node, drawn: Identifier) {
        if let Some((_, children)) = self.nodes.get_mut(node.0) {
            children.push(Child::Drawn(drawn));
        }
    }

    pub(crate) fn tree(mut self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for root in std::mem::take(&mut self.roots) {
            if let Some(group) = self.group(root) {
                tree.push(group);
            }
        }
        tree
    }

    fn group(&mut self, node: Node) -> Option<TagGroup> {
        let (tag, children) = self.nodes.get_mut(node.0)?;
        let (tag, children) = (tag.clone(), std::mem::take(children));
        let mut group = TagGroup::new(tag);
        for child in children {
            match child {
                Child::Drawn(identifier) => group.push(identifier),
                Child::Node(node) => {
                    if let Some(inner) = self.group(node) {
                        group.push(inner);
                    }
                }
            }
        }
        (!group.children.is_empty()).then_some(group)
    }
}
