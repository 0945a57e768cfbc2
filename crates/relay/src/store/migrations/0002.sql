-- Small documents of the crew, such as its own layers; the newest version only.

CREATE TABLE sheets (
    name       TEXT    PRIMARY KEY,
    version    INTEGER NOT NULL,
    lines      TEXT    NOT NULL               -- JSON list of texts
) STRICT;
