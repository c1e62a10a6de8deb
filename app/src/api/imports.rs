//! Calls about files of contacts; the files themselves go by `/imports`.

use leptos::prelude::*;
use model::{
    id::ImportId,
    import::{Import, ImportPreview, Mapping},
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// One's own imports, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "imports/list", protocol = Wire)]
pub async fn list() -> Result<Vec<Import>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::imports::list(&house, &staff).await)
}

/// One import, as far as it is now.
///
/// # Errors
/// See [`Fault`].
#[server(FindCall, endpoint = "imports/find", protocol = Wire)]
pub async fn find(import: ImportId) -> Result<Import, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::imports::find(&house, &staff, import).await)
}

/// What would become of the first rows.
///
/// # Errors
/// See [`Fault`].
#[server(PreviewCall, endpoint = "imports/preview", protocol = Wire)]
pub async fn preview(import: ImportId, mapping: Mapping) -> Result<ImportPreview, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::imports::preview(&house, &staff, import, &mapping).await)
}

/// Begins to go through a file.
///
/// # Errors
/// See [`Fault`].
#[server(StartCall, endpoint = "imports/start", protocol = Wire)]
pub async fn start(import: ImportId, mapping: Mapping) -> Result<Import, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::imports::start(&house, &staff, import, &mapping).await)
}

/// Stops an import; what was done stays.
///
/// # Errors
/// See [`Fault`].
#[server(CancelCall, endpoint = "imports/cancel", protocol = Wire)]
pub async fn cancel(import: ImportId) -> Result<Import, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::imports::cancel(&house, &staff, import).await)
}
