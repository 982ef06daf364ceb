import { z } from 'zod'
import type { Database } from '#electron/services/storage/database.ts'
import type { Output } from '#shared/contract/types.ts'

export type Settings = Output<'app.settings'>

/** The settings of this installation; a setting never made is empty, not a guess. */
export type SettingsStore = { readonly read: () => Settings; readonly change: (changes: Partial<Settings>) => Settings }

const steps = ['CREATE TABLE app_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID']
const settingRow = z.object({ name: z.string(), value: z.string() })

export function openSettings(database: Database): SettingsStore {
  database.migrate('app', steps)
  const all = database.prepare('SELECT name, value FROM app_settings')
  const save = database.prepare('INSERT INTO app_settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  const read = (): Settings => {
    const stored = new Map(all.all().map((row) => settingRow.parse(row)).map(({ name, value }) => [name, value]))
    return { operator: stored.get('operator') ?? '', organisation: stored.get('organisation') ?? '' }
  }
  return {
    read,
    change: (changes) => {
      database.transaction(() => {
        for (const [name, value] of Object.entries(changes)) save.run(name, value)
      })
      return read()
    },
  }
}
