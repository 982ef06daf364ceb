/**
 * The tables of the procedure records. `record_events` is the truth: one line of canonical JSON an event, which the
 * database itself refuses to change or delete. `records` is drawn from the events in the transaction that appends them:
 * it makes lists fast, keeps one open record a case, and knows how long the chain must be and how it ends, so that
 * lines cut off at the end are noticed too. A signed record is closed, and the case may begin another.
 * `from_file`: the event was sealed elsewhere and came with a file; who signed it gave no passphrase here.
 * `record_search` is drawn from the events too (recordSearchIndex.ts). Steps are only ever appended.
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
  `DROP INDEX one_open_record_a_case;
   ALTER TABLE records ADD COLUMN signed_at TEXT;
   CREATE UNIQUE INDEX one_open_record_a_case ON records (case_id) WHERE signed_at IS NULL;
   CREATE INDEX records_by_case ON records (case_id)`,
  `CREATE TABLE record_search (
     record_id TEXT PRIMARY KEY REFERENCES records (record_id), made_by INTEGER NOT NULL, performed_at TEXT NOT NULL,
     words TEXT NOT NULL, operator TEXT NOT NULL, fluoroscopy_s REAL, relief_percent REAL, summary TEXT NOT NULL) STRICT;
   CREATE INDEX record_search_by_time ON record_search (performed_at);
   CREATE TABLE record_search_values (
     kind TEXT NOT NULL, value TEXT NOT NULL, record_id TEXT NOT NULL REFERENCES records (record_id),
     PRIMARY KEY (kind, value, record_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX record_search_values_by_record ON record_search_values (record_id)`,
  'ALTER TABLE record_events ADD COLUMN from_file INTEGER NOT NULL DEFAULT 0',
]
