//! Pages of older chat, for people who scroll up.

use protocol::{ChatEntry, Epoch};
use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;

use super::{Result, Store, StoreError, log};

/// A page of a room's log.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Page {
    /// Room.
    pub(crate) room: String,
    /// Epoch of the log the offsets belong to.
    pub(crate) epoch: Epoch,
    /// Entries, oldest first.
    pub(crate) entries: Vec<ChatEntry>,
    /// Whether there are older ones.
    pub(crate) more: bool,
}

impl Store {
    /// The `limit` entries before an offset; none when there is no such room.
    pub(crate) async fn page(&self, room: String, before: u64, limit: u32) -> Result<Option<Page>> {
        self.read(move |connection| {
            let epoch: Option<String> = connection
                .query_row("SELECT epoch FROM rooms WHERE name = ?1", [&room], |row| row.get(0))
                .optional()?;
            let Some(epoch) = epoch else { return Ok(None) };
            let epoch = u64::from_str_radix(&epoch, 16)
                .map_err(|_| StoreError::Damaged(format!("epoch {epoch:?} of room {room:?}")))?;
            let query = format!(
                r#"SELECT {} FROM entries WHERE room = ?1 AND "offset" < ?2
                   ORDER BY "offset" DESC LIMIT ?3"#,
                log::COLUMNS
            );
            // SQLite's numbers are signed.
            let before = before.min(i64::MAX as u64);
            let mut entries = connection
                .prepare_cached(&query)?
                .query_map(params![room, before, limit], log::entry_of)?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            entries.reverse();
            let more = entries.first().is_some_and(|entry| entry.offset > 1);
            Ok(Some(Page { room, epoch: Epoch(epoch), entries, more }))
        })
        .await
    }
}
