-- The first version. Times are milliseconds since 1970, hashes are SHA-256.

CREATE TABLE migrations (
    version INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL
) STRICT;

-- People. A number is never used again, so that a log always names the same.
CREATE TABLE members (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    color      TEXT    NOT NULL,
    buses      TEXT    NOT NULL,              -- JSON list of aux numbers
    token_hash BLOB    NOT NULL UNIQUE,
    revoked    INTEGER NOT NULL DEFAULT 0,
    created    INTEGER NOT NULL
) STRICT;

CREATE TABLE invitations (
    code_hash  BLOB    PRIMARY KEY,
    role       TEXT    NOT NULL,
    buses      TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    uses_left  INTEGER NOT NULL,
    created    INTEGER NOT NULL
) STRICT;

CREATE TABLE rooms (
    name       TEXT PRIMARY KEY,
    epoch      TEXT NOT NULL                  -- 16 hexadecimal digits
) STRICT;

-- One log per room. (cid, n) is the intent an entry comes from.
CREATE TABLE entries (
    room       TEXT    NOT NULL REFERENCES rooms (name),
    "offset"   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    author     INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    color      TEXT    NOT NULL,
    cid        TEXT    NOT NULL,
    n          INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    target     INTEGER,
    body       TEXT    NOT NULL,              -- JSON as it travels
    PRIMARY KEY (room, "offset"),
    UNIQUE (cid, n)
) STRICT;
CREATE INDEX entries_by_target ON entries (room, target) WHERE target IS NOT NULL;

-- Intents that were refused: the verdict is final, like an entry.
CREATE TABLE refusals (
    cid        TEXT    NOT NULL,
    n          INTEGER NOT NULL,
    refusal    TEXT    NOT NULL,              -- JSON as it travels
    PRIMARY KEY (cid, n)
) STRICT;

CREATE TABLE reads (
    member     INTEGER NOT NULL,
    room       TEXT    NOT NULL,
    "offset"   INTEGER NOT NULL,
    PRIMARY KEY (member, room)
) STRICT;
