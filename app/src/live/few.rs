//! A map of a few things: gone through from the front, with little code for each pair of types. Where many may be held, the
//! standard library's is right.

/// In the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<K, V> {
    all: Vec<(K, V)>,
}

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Few<K, V> {
    #[must_use]
    pub const fn new() -> Self {
        Self { all: Vec::new() }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn clear(&mut self) {
        self.all.clear();
    }

    /// Every pair.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.all.iter().map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.all.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.all.iter().map(|(_, value)| value)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.all.iter_mut().map(|(_, value)| value)
    }

    pub fn retain(&mut self, keeps: impl Fn(&K, &V) -> bool) {
        self.all.retain(|(key, value)| keeps(key, value));
    }
}

impl<K, V> Few<K, V> {
    fn place<Q: ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: PartialEq<Q>,
    {
        self.all.iter().position(|(held, _)| held == key)
    }

    #[must_use]
    pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool
    where
        K: PartialEq<Q>,
    {
        self.place(key).is_some()
    }

    #[must_use]
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.all.iter().find(|(held, _)| held == key).map(|(_, value)| value)
    }

    pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: PartialEq<Q>,
    {
        self.all.iter_mut().find(|(held, _)| held == key).map(|(_, value)| value)
    }

    pub fn remove<Q: ?Sized>(&mut self, key: &Q)
    where
        K: PartialEq<Q>,
    {
        if let Some(at) = self.place(key) {
            self.all.remove(at);
        }
    }
}

impl<K: PartialEq, V> Few<K, V> {
    /// What is held, or else what `make` makes.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let at = self.place(&key).unwrap_or_else(|| {
            self.all.push((key, make()));
            self.all.len() - 1
        });
        // It was found, or has just been put there.
        #[expect(clippy::indexing_slicing, reason = "the place of what is held")]
        &mut self.all[at].1
    }

    /// Holds it instead of what was held.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(held) => *held = value,
            None => self.all.push((key, value)),
        }
    }
}

/// Puts a short list in order, with little code for each type; those that are equal keep theirs.
pub(super) fn put_in_order<T, K: PartialOrd>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut at = end;
        while let Some([before, after]) = list.get(at.wrapping_sub(1)..=at)
            && key(after) < key(before)
        {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_held_once() {
        let mut few = Few::new();
        few.insert("a", 1);
        few.insert("b", 2);
        few.insert("a", 3);
        assert_eq!(few.iter().collect::<Vec<_>>(), [(&"a", &3), (&"b", &2)]);
        few.remove(&"a");
        few.remove(&"c");
        assert_eq!((few.get(&"a"), few.get(&"b")), (None, Some(&2)));
        few.retain(|_, value| *value > 2);
        assert!(few.is_empty());
    }

    #[test]
    fn a_short_list_is_put_in_order() {
        for mut list in [vec![], vec![(1, 'a')], vec![(3, 'a'), (1, 'b'), (2, 'c'), (1, 'd')]] {
            let mut sorted = list.clone();
            sorted.sort_by_key(|(number, _)| *number);
            put_in_order(&mut list, |(number, _)| *number);
            assert_eq!(list, sorted);
        }
    }
}
