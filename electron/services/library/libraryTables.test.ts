import { expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { seriesSummary } from '#shared/dicom/seriesDescription.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { libraryMigrations, openLibraryTables } from './libraryTables.ts'

it('reads the series of a library that knew nothing of studies: their study is not known', () => {
  const database = openDatabase(':memory:')
  database.migrate('library', libraryMigrations.slice(0, 1))
  const { study, ...before } = buildSeriesSummary()
  expect(study).toBeNull()
  database.prepare('INSERT INTO library_series (series_uid, summary) VALUES (?, ?)').run(before.seriesUid, JSON.stringify(before))
  const [summary] = openLibraryTables(database).summaries()
  expect(seriesSummary.parse(summary)).toEqual(buildSeriesSummary())
  database.close()
})
