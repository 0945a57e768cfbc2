//! Everybody who has joined, in memory: asked at every hello and request,
//! changed only after the store has the change.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use protocol::{Member, Role};

use super::Token;
use crate::store::MemberRow;

/// The members by number; a clone is another handle on the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    rows: Arc<RwLock<BTreeMap<u32, MemberRow>>>,
}

impl People {
    pub(crate) fn new(rows: Vec<MemberRow>) -> Self {
        let rows = rows.into_iter().map(|row| (row.member.id, row)).collect();
        Self { rows: Arc::new(RwLock::new(rows)) }
    }

    /// The member a token belongs to, unless it was taken back.
    pub(crate) fn by_token(&self, shown: &str) -> Option<Member> {
        let hash = Token::hash_of(shown)?;
        let rows = self.read();
        let row = rows.values().find(|row| row.token == hash && !row.revoked)?;
        Some(row.member.clone())
    }

    /// Members whose token holds.
    pub(crate) fn all(&self) -> Vec<Member> {
        let rows = self.read();
        rows.values().filter(|row| !row.revoked).map(|row| row.member.clone()).collect()
    }

    pub(crate) fn has_admin(&self) -> bool {
        self.read().values().any(|row| row.member.role == Role::Admin && !row.revoked)
    }

    pub(crate) fn add(&self, row: MemberRow) {
        self.write().insert(row.member.id, row);
    }

    pub(crate) fn rename(&self, id: u32, name: &str, color: &str) {
        if let Some(row) = self.write().get_mut(&id) {
            name.clone_into(&mut row.member.name);
            color.clone_into(&mut row.member.color);
        }
    }

    pub(crate) fn revoke(&self, id: u32) {
        if let Some(row) = self.write().get_mut(&id) {
            row.revoked = true;
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<u32, MemberRow>> {
        self.rows.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<u32, MemberRow>> {
        self.rows.write().unwrap_or_else(PoisonError::into_inner)
    }
}
