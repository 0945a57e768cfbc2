//! Invitations: a hash of the code, what it gives, until when and how often.

use protocol::Role;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::members::{self, NewMember};
use super::{MemberRow, Result, Store, StoreError};
use crate::clock;

/// An invitation to be stored.
#[derive(Clone, Debug)]
pub(crate) struct NewInvitation {
    /// SHA-256 of the code.
    pub(crate) hash: [u8; 32],
    /// What it makes of a person.
    pub(crate) role: Role,
    /// Buses of a musician.
    pub(crate) buses: Vec<u16>,
    /// Until when, in milliseconds since 1970.
    pub(crate) expires: u64,
    /// How many people may use it.
    pub(crate) uses: u32,
}

/// A usable invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invitation {
    pub(crate) role: Role,
    pub(crate) buses: Vec<u16>,
    pub(crate) expires: u64,
    pub(crate) uses_left: u32,
}

/// Why an invitation cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    Unknown,
    Expired,
    Used,
}

/// What looking a code up gives.
pub(crate) type Found = std::result::Result<Invitation, Invalid>;

impl Store {
    /// Looks an invitation up without using it.
    pub(crate) async fn invitation(&self, hash: [u8; 32]) -> Result<Found> {
        self.read(move |connection| find(connection, &hash)).await
    }

    /// Adds an invitation.
    pub(crate) async fn add_invitation(&self, invitation: NewInvitation) -> Result<()> {
        self.write(move |work| insert(work, &invitation)).await
    }

    /// Uses an invitation once and adds the person, both or neither.
    pub(crate) async fn join(
        &self,
        hash: [u8; 32],
        person: NewMember,
    ) -> Result<std::result::Result<MemberRow, Invalid>> {
        self.write(move |work| {
            let invitation = match find(work, &hash)? {
                Ok(invitation) => invitation,
                Err(invalid) => return Ok(Err(invalid)),
            };
            work.execute(
                "UPDATE invitations SET uses_left = uses_left - 1 WHERE code_hash = ?1",
                [&hash[..]],
            )?;
            members::insert(work, person, invitation.role, invitation.buses).map(Ok)
        })
        .await
    }
}

pub(super) fn insert(connection: &Connection, invitation: &NewInvitation) -> Result<()> {
    connection.execute(
        "INSERT INTO invitations (code_hash, role, buses, expires, uses_left, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            &invitation.hash[..],
            invitation.role.as_str(),
            members::buses_json(&invitation.buses)?,
            invitation.expires,
            invitation.uses,
            clock::system_millis(),
        ],
    )?;
    Ok(())
}

fn find(connection: &Connection, hash: &[u8; 32]) -> Result<Found> {
    let row = connection
        .query_row(
            "SELECT role, buses, expires, uses_left FROM invitations WHERE code_hash = ?1",
            [&hash[..]],
            |row| {
                let (role, buses): (String, String) = (row.get(0)?, row.get(1)?);
                Ok((role, buses, row.get(2)?, row.get(3)?))
            },
        )
        .optional()?;
    let Some((role, buses, expires, uses_left)) = row else { return Ok(Err(Invalid::Unknown)) };
    let role = role.parse().map_err(StoreError::Damaged)?;
    let invitation = Invitation { role, buses: members::buses_of(&buses)?, expires, uses_left };
    Ok(match invitation {
        Invitation { expires, .. } if expires <= clock::system_millis() => Err(Invalid::Expired),
        Invitation { uses_left: 0, .. } => Err(Invalid::Used),
        usable => Ok(usable),
    })
}
