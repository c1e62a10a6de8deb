//! What is for one person, for departments, or for everybody: canned responses and saved views.

use super::{Action, Permission, Staff, needed};
use crate::{
    canned::Scope,
    id::DepartmentId,
    refusal::{Refusal, Thing},
};

pub(super) fn on_canned(staff: &Staff, action: Action, scope: &Scope) -> Result<(), Refusal> {
    let is_foreign = matches!(scope, Scope::Private(owner) if *owner != staff.person.id);
    let is_change = matches!(action, Action::SaveCanned | Action::RemoveCanned);
    // A new one for departments one cannot see is refused by the permission that is missing.
    let is_hidden = action != Action::SaveCanned && !staff.sees_canned(scope);
    if is_foreign || is_hidden {
        return Err(Refusal::not_found(Thing::CannedResponse));
    }
    staff.needs(needed(action))?;
    let is_own_department = |id| staff.departments.contains(id);
    match scope {
        Scope::Departments(ids)
            if is_change
                && staff.has(Permission::SaveDepartmentCanned)
                && ids.iter().all(is_own_department) =>
        {
            Ok(())
        }
        Scope::Departments(_) | Scope::Public if is_change => {
            staff.needs(Permission::SaveAllCanned)
        }
        Scope::Private(_) | Scope::Departments(_) | Scope::Public => Ok(()),
    }
}

pub(super) fn on_view(staff: &Staff, action: Action, scope: &Scope) -> Result<(), Refusal> {
    let is_change = action == Action::SaveView;
    let is_own = |id: &DepartmentId| staff.departments.contains(id);
    let is_hidden = match scope {
        Scope::Private(owner) => *owner != staff.person.id,
        // A new one for departments one cannot see is refused by the permission that is missing.
        Scope::Departments(ids) => {
            !is_change && !staff.has(Permission::ShareAllViews) && !ids.iter().any(is_own)
        }
        Scope::Public => false,
    };
    if is_hidden {
        return Err(Refusal::not_found(Thing::SavedView));
    }
    staff.needs(needed(action))?;
    match scope {
        Scope::Departments(ids) if is_change && ids.iter().all(is_own) => {
            staff.needs(Permission::ShareViews)
        }
        Scope::Departments(_) | Scope::Public if is_change => {
            staff.needs(Permission::ShareAllViews)
        }
        Scope::Private(_) | Scope::Departments(_) | Scope::Public => Ok(()),
    }
}
