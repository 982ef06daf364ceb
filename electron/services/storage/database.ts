import SqliteDatabase from 'libsql'
import { textsAsBytes } from './soundTexts.ts'

export type SqlValue = string | number | bigint | Uint8Array | null
export type SqlRow = Readonly<Record<string, SqlValue>>

/** A prepared statement; positional parameters only. A text that the disk has damaged is read as one that isDamaged tells. */
export type Statement = {
  readonly run: (...values: readonly SqlValue[]) => { readonly changes: number }
  readonly get: (...values: readonly SqlValue[]) => SqlRow | undefined
  readonly all: (...values: readonly SqlValue[]) => readonly SqlRow[]
}

export type Database = {
  readonly prepare: (sql: string) => Statement
  /** Runs `work` as one durable transaction: all of it is on the disk when this returns, or none of it. */
  readonly transaction: <T>(work: () => T) => T
  /** Brings one area's tables up to date. Steps are only ever appended. */
  readonly migrate: (area: string, steps: readonly string[]) => void
  readonly close: () => void
}

/**
 * Opens the one database of an installation. WAL with synchronous=FULL: a committed transaction survives kill -9 and
 * power loss. `:memory:` opens one that is gone when it is closed.
 */
export function openDatabase(path: string): Database {
  const sqlite = new SqliteDatabase(path)
  sqlite.exec('PRAGMA journal_mode = WAL')
  sqlite.exec('PRAGMA synchronous = FULL')
  sqlite.exec('PRAGMA foreign_keys = ON')
  sqlite.exec('PRAGMA busy_timeout = 5000')
  sqlite.exec('CREATE TABLE IF NOT EXISTS migrations (area TEXT PRIMARY KEY, steps INTEGER NOT NULL) STRICT')
  let depth = 0
  const database: Database = {
    prepare: (sql) => {
      const asked = sqlite.prepare(sql)
      const sound = /^\s*SELECT\b/i.test(sql) ? textsAsBytes(sql, asked.columns()) : null
      const statement = sound === null ? asked : sqlite.prepare(sound.sql)
      const read = sound?.read ?? ((row: SqlRow) => row)
      return {
        // As one list: libsql takes a lone null or byte array for an object of named parameters.
        run: (...values) => ({ changes: statement.run([...values]).changes }),
        get: (...values) => {
          const row = statement.get([...values]) as SqlRow | undefined
          return row === undefined ? undefined : read(row)
        },
        all: (...values) => (statement.all([...values]) as SqlRow[]).map(read),
      }
    },
    transaction: (work) => {
      if (depth > 0) return work()
      sqlite.exec('BEGIN IMMEDIATE')
      depth += 1
      try {
        const value = work()
        sqlite.exec('COMMIT')
        return value
      } catch (error) {
        // A full or failing disk makes SQLite roll back by itself; a second ROLLBACK would hide the reason.
        if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
        throw error
      } finally {
        depth -= 1
      }
    },
    migrate: (area, steps) => {
      database.transaction(() => {
        const row = database.prepare('SELECT steps FROM migrations WHERE area = ?').get(area)
        const done = row === undefined ? 0 : Number(row['steps'])
        if (done > steps.length) throw new Error(`The data folder was written by a newer version of Axis Guide (${area}). Install that version, or choose another folder.`)
        for (const step of steps.slice(done)) sqlite.exec(step)
        database.prepare('INSERT INTO migrations (area, steps) VALUES (?, ?) ON CONFLICT (area) DO UPDATE SET steps = excluded.steps').run(area, steps.length)
      })
    },
    close: () => sqlite.close(),
  }
  return database
}

/**
 * Takes the file at `path` for this process alone, or answers null when another process has it. The lock is one of the
 * operating system's, on an open file, so it ends with the process however that ends: a stale lock cannot exist.
 */
export function holdFileAlone(path: string): { readonly release: () => void } | null {
  const sqlite = new SqliteDatabase(path)
  try {
    sqlite.exec('PRAGMA busy_timeout = 0')
    sqlite.exec('PRAGMA journal_mode = DELETE')
    sqlite.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    sqlite.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return { release: () => sqlite.close() }
}
