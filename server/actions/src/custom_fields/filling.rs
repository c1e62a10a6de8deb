//! Filling in values: by the definitions as they are stored, patterns run in linear time.

use std::collections::BTreeMap;

use model::{
    custom_field::{CustomField, FieldChange, Fields, Filling, Holder},
    permission::{Action, Actor, Permission, Staff, Subject, may},
    refusal::Refusal,
};
use regex::{Regex, RegexBuilder};
use store::Conn;

use crate::{Error, House};

/// Bytes that a compiled pattern may take, and as many again while it runs.
const SIZE_LIMIT_BYTES: usize = 1 << 18;
/// How deep groups may stand in groups.
const DEPTH_LIMIT: u32 = 16;

/// A pattern that a value has to match from beginning to end; `None`: it is none, or too large.
pub(crate) fn compile(pattern: &str) -> Option<Regex> {
    let build = |text: &str| {
        RegexBuilder::new(text)
            .nest_limit(DEPTH_LIMIT)
            .size_limit(SIZE_LIMIT_BYTES)
            .dfa_size_limit(SIZE_LIMIT_BYTES)
            .build()
            .ok()
    };
    // By itself first: `a)|(b` is a pattern only between brackets.
    build(pattern)?;
    build(&format!(r"\A(?:{pattern})\z"))
}

/// A pattern that cannot be run says no to nothing: it was one when it was saved.
fn fits(pattern: &str, value: &str) -> bool {
    compile(pattern).is_none_or(|pattern| pattern.is_match(value))
}

/// Values that are filled in over those held before.
pub(crate) struct Filled<'a> {
    fields: Vec<CustomField>,
    held: &'a Fields,
    is_manager: bool,
}

impl<'a> Filled<'a> {
    /// By a member of the staff.
    pub(crate) async fn by(
        conn: &mut Conn,
        staff: &Staff,
        (holder, held): (Holder, &'a Fields),
    ) -> Result<Self, Error> {
        let fields = super::of(conn, holder).await?;
        Ok(Self { fields, held, is_manager: staff.has(Permission::ManageCustomFields) })
    }

    /// By a guest: only what guests are asked for.
    pub(crate) async fn by_guest(
        conn: &mut Conn,
        (holder, held): (Holder, &'a Fields),
    ) -> Result<Self, Error> {
        let mut fields = super::of(conn, holder).await?;
        fields.retain(CustomField::is_question);
        // The form asks: that only managers change it afterwards does not keep a guest from answering.
        Ok(Self { fields, held, is_manager: true })
    }

    /// All of them, with everything that is required.
    pub(crate) fn whole(&self, draft: &Fields) -> Result<Fields, Refusal> {
        self.filling(true).fill(draft)
    }

    /// What was changed, with everything that is required.
    pub(crate) fn whole_changes(&self, draft: &Fields) -> Result<Vec<FieldChange>, Refusal> {
        self.filling(true).changes(draft)
    }

    /// What was changed, whatever else is missing.
    pub(crate) fn changes(&self, draft: &Fields) -> Result<Vec<FieldChange>, Refusal> {
        self.filling(false).changes(draft)
    }

    fn filling(&self, is_whole: bool) -> Filling<'_> {
        Filling {
            fields: &self.fields,
            held: self.held,
            is_manager: self.is_manager,
            is_whole,
            fits: &fits,
        }
    }
}

/// Definitions by which many are filled in, one after the other: each pattern is compiled once.
pub(crate) struct Forms {
    fields: Vec<CustomField>,
    patterns: BTreeMap<String, Regex>,
}

impl Forms {
    /// `fields` are those that whoever fills in may change.
    pub(crate) fn new(fields: Vec<CustomField>) -> Self {
        let pattern = |field: &CustomField| Some((field.pattern.clone(), compile(&field.pattern)?));
        let patterns = fields.iter().filter(|field| !field.pattern.is_empty());
        let patterns = patterns.filter_map(pattern).collect();
        Self { fields, patterns }
    }

    pub(crate) fn fields(&self) -> &[CustomField] {
        &self.fields
    }

    /// What is to be kept of a draft over what is held; what the draft does not name is not asked for.
    pub(crate) fn fill(&self, held: &Fields, draft: &Fields) -> Result<Fields, Refusal> {
        let fits = |pattern: &str, value: &str| {
            self.patterns.get(pattern).is_none_or(|pattern| pattern.is_match(value))
        };
        let fields = &self.fields;
        Filling { fields, held, is_manager: true, is_whole: false, fits: &fits }.fill(draft)
    }
}

/// Whether a value would be taken, for a form that says so while it is filled in.
///
/// # Errors
/// `NotPermitted`, `InvalidField`.
pub async fn check(
    house: &House,
    staff: &Staff,
    (holder, key): (Holder, &str),
    value: &str,
) -> Result<(), Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewCustomFields, Subject::Workspace)?;
    let nothing = Fields::new();
    let mut conn = house.store.read().await?;
    let filled = Filled::by(&mut conn, staff, (holder, &nothing)).await?;
    let field = filled.fields.iter().find(|field| field.key == key && field.is_enabled);
    match field {
        Some(field) => Ok(filled.filling(false).check(field, value)?),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{compile, fits};

    #[test]
    fn cc_06_a_value_matches_from_beginning_to_end() {
        assert!(fits(r"\d{5}", "12345"));
        assert!(!fits(r"\d{5}", "a12345"));
        assert!(!fits("a|b", "ab"));
        assert!(fits("^a.*$", "abc"));
        assert!(!fits("a", "a\n"));
    }

    #[test]
    fn cc_06_what_is_no_pattern_or_could_run_for_ever_is_refused() {
        for bad in ["(", "a)|(b", r"(a)\1", "(?=a)", r"\w{200}\w{200}\w{200}"] {
            assert!(compile(bad).is_none(), "{bad}");
        }
        // Backtracking would take longer than the universe exists; this answers at once.
        assert!(!fits("(a+)+b", &"a".repeat(400)));
    }
}
