-- Which desk people chose in the app, in place of the one in the settings.

CREATE TABLE chosen_desk (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    configured TEXT    NOT NULL,              -- what the settings said then
    chosen     TEXT    NOT NULL
) STRICT;
