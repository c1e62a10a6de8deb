//! Building blocks of the screens, without a domain word: every text comes in as a prop.

mod avatar;
mod badge;
mod banner;
mod button;
mod clock;
mod column;
mod confirm;
mod dialog;
mod empty;
mod field;
mod icon;
mod icon_button;
mod id;
pub mod intl;
mod kbd;
mod menu;
mod panel;
mod place;
mod presence;
mod progress;
mod prose;
mod search;
mod skeleton;
mod spinner;
mod tabs;
mod time;
mod timer;
mod toast;
mod tooltip;
mod virtual_list;
mod virtual_table;

pub use avatar::{Avatar, AvatarKind, AvatarSize};
pub use badge::{Badge, Chip, Tag, Tone};
pub use banner::{Banner, BannerKind};
pub use button::{Button, ButtonKind, ButtonLink};
pub use clock::{Clock, provide_clock, use_clock};
pub use column::{Column, ColumnHead, Order};
pub use confirm::Confirm;
pub use dialog::Dialog;
pub use empty::{Empty, Failed};
pub use field::{
    Checkbox, Choice, NumberField, RadioGroup, Select, Switch, TagsField, TextArea, TextField,
    TextKind,
};
pub(crate) use icon::EVERY_GLYPH;
pub use icon::{Glyph, Icon};
pub use icon_button::{IconButton, IconLink};
pub use id::fresh_id;
pub use intl::provide_locale;
pub use kbd::Kbd;
pub use menu::{Menu, MenuItem};
pub use panel::Panel;
pub use presence::{Presence, PresenceState};
pub use progress::Progress;
pub use prose::Prose;
pub use search::Search;
pub use skeleton::{Skeleton, SkeletonKind};
pub use spinner::Spinner;
pub use tabs::{TabLink, TabPanel, Tabs};
pub use time::{ExactTime, RelativeTime, TimeStyle};
pub use timer::{Countdown, Timer, TimerTone};
pub use toast::{Toaster, Toasts, provide_toaster, use_toaster};
pub use tooltip::Tooltips;
pub use virtual_list::VirtualList;
pub use virtual_table::{Cell, VirtualTable};
