//! Chat entries, verdicts, read marks and sheets: how they are written, and what is
//! read back at the start.

use protocol::json::{FromJson, Json};
use protocol::{ChatBody, ChatEntry, Decision, Epoch};
use room::{Print, Restored, RestoredDecision, RestoredRoom, Sheet, StoreOp, VERDICTS_KEPT};
use rusqlite::{Connection, Row, Transaction, params};

use super::{Result, StoreError};

pub(super) const COLUMNS: &str = r#"room, "offset", at, author, name, color, cid, n, body"#;

/// Writes everything in one transaction. Doing it twice does no harm: a
/// commit that failed may still have reached the disk.
pub(super) fn commit(connection: &mut Connection, ops: &[(u64, StoreOp)]) -> Result<()> {
    let work = connection.transaction()?;
    for (_, op) in ops {
        match op {
            StoreOp::Entry(entry) => insert(&work, entry)?,
            StoreOp::Refused { cid, n, refusal } => {
                work.prepare_cached(
                    "INSERT OR IGNORE INTO refusals (cid, n, refusal) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![cid, n, json(refusal)?])?;
            }
            StoreOp::Read { member, room, offset } => {
                work.prepare_cached(
                    r#"INSERT INTO reads (member, room, "offset") VALUES (?1, ?2, ?3)
                       ON CONFLICT (member, room) DO UPDATE SET "offset" = max("offset", excluded."offset")"#,
                )?
                .execute(params![member, room, offset])?;
            }
            StoreOp::Sheet(sheet) => {
                work.prepare_cached(
                    "INSERT OR REPLACE INTO sheets (name, version, lines) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![
                    sheet.name,
                    sheet.version,
                    json(&sheet.lines)?
                ])?;
            }
        }
    }
    work.commit()?;
    Ok(())
}

fn insert(work: &Transaction<'_>, entry: &ChatEntry) -> Result<()> {
    let (kind, target) = match &entry.body {
        ChatBody::Create { .. } => ("create", None),
        ChatBody::Edit { target, .. } => ("edit", Some(*target)),
        ChatBody::Delete { target } => ("delete", Some(*target)),
        ChatBody::React { target, .. } => ("react", Some(*target)),
        ChatBody::Unknown => ("unknown", None),
    };
    work.prepare_cached(
        r#"INSERT OR IGNORE INTO entries
           (room, "offset", at, author, name, color, cid, n, kind, target, body)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"#,
    )?
    .execute(params![
        entry.room,
        entry.offset,
        entry.at,
        entry.author,
        entry.name,
        entry.color,
        entry.cid,
        entry.n,
        kind,
        target,
        json(&entry.body)?,
    ])?;
    match entry.body {
        ChatBody::Delete { target } => blank(work, &entry.room, target),
        _ => Ok(()),
    }
}

/// A message taken back leaves nothing of its text behind.
fn blank(work: &Transaction<'_>, room: &str, message: u64) -> Result<()> {
    let create = json(&ChatBody::Create { text: String::new() })?;
    work.prepare_cached(
        r#"UPDATE entries SET body = ?3 WHERE room = ?1 AND "offset" = ?2 AND kind = 'create'"#,
    )?
    .execute(params![room, message, create])?;
    let edit = json(&ChatBody::Edit { target: message, text: String::new() })?;
    work.prepare_cached(
        "UPDATE entries SET body = ?3 WHERE room = ?1 AND target = ?2 AND kind = 'edit'",
    )?
    .execute(params![room, message, edit])?;
    Ok(())
}

/// Reads what the room needs, and gives rooms that are new their epoch.
pub(super) fn restore(
    connection: &mut Connection,
    rooms: &[String],
    memory: usize,
) -> Result<Restored> {
    for name in rooms {
        let epoch = format!("{:016x}", getrandom::u64()?);
        connection
            .execute("INSERT OR IGNORE INTO rooms (name, epoch) VALUES (?1, ?2)", (name, epoch))?;
    }
    let rooms = rooms.iter().map(|name| restore_room(connection, name, memory));
    Ok(Restored {
        rooms: rooms.collect::<Result<_>>()?,
        decided: decided(connection)?,
        reads: connection
            .prepare(r#"SELECT member, room, "offset" FROM reads"#)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?,
        sheets: sheets(connection)?,
        state_epoch: Epoch(getrandom::u64()?),
    })
}

fn restore_room(connection: &Connection, name: &str, memory: usize) -> Result<RestoredRoom> {
    let epoch: String =
        connection
            .query_row("SELECT epoch FROM rooms WHERE name = ?1", [name], |row| row.get(0))?;
    let epoch = u64::from_str_radix(&epoch, 16)
        .map_err(|_| StoreError::Damaged(format!("epoch {epoch:?} of room {name:?}")))?;
    let query =
        format!(r#"SELECT {COLUMNS} FROM entries WHERE room = ?1 ORDER BY "offset" DESC LIMIT ?2"#);
    let mut entries = connection
        .prepare(&query)?
        .query_map(params![name, memory as u64], entry_of)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    entries.reverse();
    let messages = connection
        .prepare(
            r#"SELECT "offset", author FROM entries AS message
               WHERE room = ?1 AND kind = 'create' AND NOT EXISTS
               (SELECT 1 FROM entries WHERE room = ?1 AND target = message."offset" AND kind = 'delete')"#,
        )?
        .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(RestoredRoom { room: name.to_owned(), epoch: Epoch(epoch), entries, messages })
}

/// The sheets of the crew.
fn sheets(connection: &Connection) -> Result<Vec<Sheet>> {
    let mut statement = connection.prepare("SELECT name, version, lines FROM sheets")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (name, version, lines): (String, u64, String) = row?;
        let damage = |error| StoreError::Damaged(format!("sheet {name:?}: {error}"));
        let lines = serde_json::from_str(&lines).map_err(damage)?;
        Ok(Sheet { name, version, lines })
    })
    .collect()
}

/// The newest verdicts of every client id, ascending. A client id is the
/// member's who wrote under it; refusals alone do not tell whose it is.
fn decided(connection: &Connection) -> Result<Vec<RestoredDecision>> {
    let mut statement = connection.prepare(
        r#"SELECT cid, n, "offset", refusal, owner, room, body FROM (
               SELECT *, row_number() OVER (PARTITION BY cid ORDER BY n DESC) AS age,
                      max(author) OVER (PARTITION BY cid) AS owner FROM (
                   SELECT cid, n, "offset", NULL AS refusal, author, room, body FROM entries
                   UNION ALL SELECT cid, n, NULL, refusal, NULL, NULL, NULL FROM refusals))
           WHERE age <= ?1 ORDER BY cid, n"#,
    )?;
    let mut rows = statement.query([VERDICTS_KEPT as u64])?;
    let mut decided = Vec::new();
    while let Some(row) = rows.next()? {
        let decision = match row.get::<_, Option<u64>>(2)? {
            Some(offset) => Decision::Stored { offset },
            None => Decision::Refused { refusal: from_json(&row.get::<_, String>(3)?)? },
        };
        let (cid, n, author) = (row.get(0)?, row.get(1)?, row.get(4)?);
        let said = row.get::<_, Option<String>>(5)?.zip(row.get::<_, Option<String>>(6)?);
        let print = said.and_then(|(room, body)| Print::of(&room, &body_of(&body)));
        decided.push(RestoredDecision { cid, n, decision, author, print });
    }
    Ok(decided)
}

/// An entry from a row of [`COLUMNS`].
pub(super) fn entry_of(row: &Row<'_>) -> rusqlite::Result<ChatEntry> {
    let body: String = row.get(8)?;
    Ok(ChatEntry {
        room: row.get(0)?,
        offset: row.get(1)?,
        at: row.get(2)?,
        author: row.get(3)?,
        name: row.get(4)?,
        color: row.get(5)?,
        cid: row.get(6)?,
        n: row.get(7)?,
        body: body_of(&body),
    })
}

/// A body of a later version is "something happened".
fn body_of(text: &str) -> ChatBody {
    serde_json::from_str(text).unwrap_or(ChatBody::Unknown)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Damaged(error.to_string()))
}

fn from_json<T: FromJson>(text: &str) -> Result<T> {
    Json::parse(text)
        .and_then(|json| T::from_json(&json))
        .map_err(|error| StoreError::Damaged(format!("{text:?}: {error}")))
}
