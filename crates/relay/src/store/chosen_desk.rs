//! The desk that was chosen in the app. It holds for as long as the settings
//! name the desk they named then: who changes them afterwards means it.

use rusqlite::{OptionalExtension as _, params};

use super::{Result, Store};
use crate::config::DeskAddress;

impl Store {
    /// The desk to drive, when the settings say `configured`.
    pub(crate) async fn chosen_desk(&self, configured: &DeskAddress) -> Result<DeskAddress> {
        let before = configured.to_string();
        let chosen = self
            .read(move |connection| {
                let query = "SELECT chosen FROM chosen_desk WHERE configured = ?1";
                let row = connection.query_row(query, [before], |row| row.get::<_, String>(0));
                Ok(row.optional()?)
            })
            .await?;
        match chosen.map(|chosen| chosen.parse::<DeskAddress>()) {
            None => Ok(configured.clone()),
            Some(Ok(chosen)) => {
                if chosen != *configured {
                    tracing::info!("the desk {chosen} was chosen in the app, not {configured}");
                }
                Ok(chosen)
            }
            // Such as one that a later version could drive.
            Some(Err(error)) => {
                tracing::warn!(%error, "the desk chosen in the app is not known; {configured} it is");
                Ok(configured.clone())
            }
        }
    }

    /// Keeps which desk was chosen while the settings say `configured`.
    pub(crate) async fn choose_desk(
        &self,
        configured: &DeskAddress,
        chosen: &DeskAddress,
    ) -> Result<()> {
        let (configured, chosen) = (configured.to_string(), chosen.to_string());
        self.write(move |work| {
            let statement =
                "INSERT OR REPLACE INTO chosen_desk (id, configured, chosen) VALUES (1, ?1, ?2)";
            work.execute(statement, params![configured, chosen])?;
            Ok(())
        })
        .await
    }
}
