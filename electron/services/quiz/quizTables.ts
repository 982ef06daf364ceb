/** Attempts of learners here, and those of result files. A submitted attempt is never changed; where it has no scores, they are made of the answers whenever these are here. */
export const quizTables = [
  `CREATE TABLE quiz_attempts (
     attempt_id TEXT PRIMARY KEY, learner TEXT NOT NULL, teaching_case_id TEXT NOT NULL, number INTEGER NOT NULL, submitted_at TEXT,
     origin TEXT NOT NULL CHECK (origin IN ('here', 'imported')), body TEXT NOT NULL) STRICT;
   CREATE INDEX quiz_attempts_of ON quiz_attempts (learner, teaching_case_id)`,
]
