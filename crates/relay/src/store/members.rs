//! People: name, role and the hash of their token, never the token.

use protocol::{Member, Role};
use rusqlite::{Connection, params};

use super::{Result, Store, StoreError};
use crate::clock;

/// SHA-256 of a token.
pub(crate) type TokenHash = [u8; 32];

/// A person as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MemberRow {
    pub(crate) member: Member,
    pub(crate) token: TokenHash,
    pub(crate) revoked: bool,
}

/// A person to be stored; role and buses come from the invitation.
#[derive(Clone, Debug)]
pub(crate) struct NewMember {
    pub(crate) name: String,
    pub(crate) color: String,
    pub(crate) token: TokenHash,
}

impl Store {
    /// Changes how a person is called and coloured.
    pub(crate) async fn rename(&self, id: u32, name: String, color: String) -> Result<()> {
        self.write(move |work| {
            let statement = "UPDATE members SET name = ?2, color = ?3 WHERE id = ?1";
            work.execute(statement, params![id, name, color])?;
            Ok(())
        })
        .await
    }

    /// Takes a person's token back.
    pub(crate) async fn revoke(&self, id: u32) -> Result<()> {
        self.write(move |work| {
            work.execute("UPDATE members SET revoked = 1 WHERE id = ?1", [id])?;
            Ok(())
        })
        .await
    }
}

pub(super) fn insert(
    connection: &Connection,
    person: NewMember,
    role: Role,
    buses: Vec<u16>,
) -> Result<MemberRow> {
    let NewMember { name, color, token } = person;
    connection.execute(
        "INSERT INTO members (name, role, color, buses, token_hash, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            name,
            role.as_str(),
            color,
            buses_json(&buses)?,
            &token[..],
            clock::system_millis()
        ],
    )?;
    let id = u32::try_from(connection.last_insert_rowid())
        .map_err(|_| StoreError::Damaged("there are no numbers left for members".to_owned()))?;
    Ok(MemberRow { member: Member { id, name, role, color, buses }, token, revoked: false })
}

pub(super) fn all(connection: &Connection) -> Result<Vec<MemberRow>> {
    let mut statement = connection.prepare(
        "SELECT id, name, role, color, buses, token_hash, revoked FROM members ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        let role: String = row.get(2)?;
        let buses: String = row.get(4)?;
        members.push(MemberRow {
            member: Member {
                id: row.get(0)?,
                name: row.get(1)?,
                role: role.parse().map_err(StoreError::Damaged)?,
                color: row.get(3)?,
                buses: buses_of(&buses)?,
            },
            token: row.get(5)?,
            revoked: row.get(6)?,
        });
    }
    Ok(members)
}

pub(super) fn buses_json(buses: &[u16]) -> Result<String> {
    serde_json::to_string(buses).map_err(|error| StoreError::Damaged(error.to_string()))
}

pub(super) fn buses_of(text: &str) -> Result<Vec<u16>> {
    serde_json::from_str(text).map_err(|_| StoreError::Damaged(format!("buses {text:?}")))
}
