import { documentJournalTables } from '#electron/services/storage/documentJournal.ts'

/**
 * Drafts are documents in a journal (`draft_versions`, `draft_heads`) with what was done to them beside it. Released cases
 * are rows that the database itself refuses to change: a correction is the next version. The body of a row is canonical JSON,
 * and its hash names it. Steps are only ever appended.
 */
export const teachingTables = [
  `${documentJournalTables('draft')};
   CREATE TABLE teaching_drafts (
     draft_id TEXT PRIMARY KEY, teaching_case_id TEXT NOT NULL, number INTEGER NOT NULL, case_version INTEGER NOT NULL, record_id TEXT,
     state TEXT NOT NULL CHECK (state IN ('open', 'released', 'discarded')), reading TEXT NOT NULL, checked TEXT, prepared TEXT) STRICT;
   CREATE TABLE teaching_cases (
     teaching_case_id TEXT NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, body TEXT NOT NULL,
     origin TEXT NOT NULL CHECK (origin IN ('here', 'imported')), PRIMARY KEY (teaching_case_id, version)) STRICT, WITHOUT ROWID;
   CREATE TRIGGER teaching_cases_are_not_changed BEFORE UPDATE ON teaching_cases
     BEGIN SELECT RAISE(ABORT, 'released cases are not changed'); END;
   CREATE TABLE teaching_answers (
     teaching_case_id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (teaching_case_id, version)) STRICT, WITHOUT ROWID;
   CREATE TABLE teaching_sets (
     set_id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (set_id, version)) STRICT, WITHOUT ROWID`,
  'CREATE TABLE teaching_secret (one INTEGER PRIMARY KEY CHECK (one = 1), secret BLOB NOT NULL) STRICT',
  'CREATE TABLE teaching_releases (teaching_case_id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (teaching_case_id, version)) STRICT, WITHOUT ROWID',
]
