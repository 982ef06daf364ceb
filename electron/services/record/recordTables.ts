/**
 * The tables of the procedure records. `record_events` is the truth: one line of canonical JSON an event, which the
 * database itself refuses to change or delete. `records` is drawn from the events in the transaction that appends them:
 * it makes lists fast, keeps one open record a case, and knows how long the chain must be and how it ends, so that
 * lines cut off at the end are noticed too.
 */
export const recordTables = [
  `CREATE TABLE records (
     record_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, patient_id TEXT NOT NULL, patient_name TEXT NOT NULL,
     side TEXT NOT NULL, level TEXT NOT NULL, key_images INTEGER NOT NULL, events INTEGER NOT NULL, last_hash TEXT NOT NULL,
     created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
   CREATE UNIQUE INDEX one_open_record_a_case ON records (case_id);
   CREATE TABLE record_events (
     record_id TEXT NOT NULL REFERENCES records (record_id), seq INTEGER NOT NULL, line TEXT NOT NULL,
     PRIMARY KEY (record_id, seq)) STRICT, WITHOUT ROWID;
   CREATE TRIGGER record_events_are_not_changed BEFORE UPDATE ON record_events
     BEGIN SELECT RAISE(ABORT, 'record events are append-only'); END;
   CREATE TRIGGER record_events_are_not_deleted BEFORE DELETE ON record_events
     BEGIN SELECT RAISE(ABORT, 'record events are append-only'); END`,
]
