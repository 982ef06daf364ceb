import { z } from 'zod'
import type { Ports } from '#electron/ports/ports.ts'
import type { Database, SqlRow, SqlValue } from '#electron/services/storage/database.ts'
import { isDamaged } from '#electron/services/storage/soundTexts.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import { openExportNotes } from '#electron/services/storage/brokenExports.ts'
import { oneFile, writeExport } from '#electron/services/storage/exportFiles.ts'
import type { Input, Output, Services } from '#shared/contract/types.ts'
import { jsonOrNull } from '#shared/jsonOrNull.ts'
import { auditTable } from '#shared/procedure/auditTable.ts'
import { recordSummary, summaryOf } from '#shared/procedure/recordSummary.ts'
import { foldWords } from '#shared/procedure/searchWords.ts'
import { err, ok } from '#shared/result.ts'
import { openSignedFromFile, recordLineOf, wholeRecordLine, type StateOf } from './recordLine.ts'

export type SearchServices = Pick<Services, 'record.search' | 'record.statistics' | 'record.table'>
type Filter = Input<'record.statistics'>
type Found = Output<'record.search'>['records'][number]
type Where = { readonly sql: string; readonly values: readonly SqlValue[] }

/** A patient's name is in no file name. */
const BASE_NAME = 'axis-guide-records'
const FROM = 'FROM record_search AS s JOIN records AS r USING (record_id)'

/** Finds, counts and lists records from what the index drew of them; no event is read. */
export function createRecordSearch({ ports, database, stateOf }: { readonly ports: Pick<Ports, 'access' | 'dataDirectory'>; readonly database: Database; readonly stateOf: StateOf }): SearchServices {
  const ask = (sql: string, values: readonly SqlValue[]): readonly SqlRow[] => database.prepare(sql).all(...values)
  const withOrigin = openSignedFromFile(database)
  const find = ({ sql, values }: Where, limit: number, offset: number): readonly Found[] =>
    ask(`SELECT r.*, s.summary ${FROM} ${sql} ORDER BY s.performed_at DESC, r.rowid DESC LIMIT ? OFFSET ?`, [...values, limit, offset]).flatMap((row) => readFound(row, stateOf) ?? []).map(withOrigin)
  const count = ({ sql, values }: Where): number => Number(ask(`SELECT count(*) AS n ${FROM} ${sql}`, values)[0]?.['n'])
  return {
    'record.search': async ({ limit, offset, ...filter }) => {
      const where = whereOf(filter)
      return ok({ total: count(where), records: [...find(where, limit, offset)] })
    },
    'record.statistics': async (filter) => ok(statisticsOf(ask, whereOf(filter))),
    'record.table': async ({ directory, ...filter }) => {
      const found = find(whereOf(filter), -1, 0)
      const csv = auditTable(found)
      if (directory === undefined) return ok({ path: null, csv, records: found.length })
      if (!ports.access.mayWrite(directory)) return err('NOT_PERMITTED', 'This folder was not chosen by the user, so nothing may be written to it. Choose a folder first.')
      try {
        const [[path = null] = []] = await writeExport(directory, oneFile(BASE_NAME, '.csv', csv), openExportNotes(ports.dataDirectory))
        return ok({ path, csv: null, records: found.length })
      } catch (error) {
        if (!isStorageFailure(error)) throw error
        return err('WRITE_FAILED', `The table was not written: ${storageFailureReason(error)}. Choose another folder, or free some space there.`)
      }
    },
  }
}

const foundRow = z.object({ summary: z.string() })
/** What was drawn of a record, or its events anew where the disk has changed that. */
function readFound(row: SqlRow, stateOf: StateOf): Omit<Found, 'signedFromFile'> | null {
  const line = wholeRecordLine(row, stateOf)
  const { summary } = foundRow.parse(row)
  const drawn = isDamaged(summary) ? null : recordSummary.safeParse(jsonOrNull(summary)).data ?? null
  if (line !== null && drawn !== null) return { ...line, summary: drawn }
  const state = stateOf(String(row['record_id']))
  return state === null ? null : { ...recordLineOf(state), summary: summaryOf(state) }
}

/** Values go in as parameters; only these words become SQL. */
function whereOf({ words, side, level, operator, from, to, pattern, complication, signed }: Filter): Where {
  const parts: (readonly [string, ...SqlValue[]])[] = [
    ...foldWords(words ?? '').split(' ').filter((word) => word !== '').map((word) => ['instr(s.words, ?) > 0', word] as const),
    ...(side === undefined ? [] : [['r.side = ?', side] as const]),
    ...(level === undefined ? [] : [['r.level = ?', level] as const]),
    ...(operator === undefined || foldWords(operator) === '' ? [] : [['instr(s.operator, ?) > 0', foldWords(operator)] as const]),
    ...(from === undefined ? [] : [['s.performed_at >= ?', startOfDay(from, 0)] as const]),
    ...(to === undefined ? [] : [['s.performed_at < ?', startOfDay(to, 1)] as const]),
    ...(pattern === undefined ? [] : [[hasValue, 'pattern', pattern] as const]),
    ...(complication === undefined ? [] : [[hasValue, 'complication', complication] as const]),
    ...(signed === undefined ? [] : [[signed ? 'r.signed_at IS NOT NULL' : 'r.signed_at IS NULL'] as const]),
  ]
  return { sql: parts.length === 0 ? '' : `WHERE ${parts.map(([sql]) => sql).join(' AND ')}`, values: parts.flatMap(([, ...values]) => values) }
}

const hasValue = 'EXISTS (SELECT 1 FROM record_search_values AS v WHERE v.kind = ? AND v.value = ? AND v.record_id = s.record_id)'

/** Local midnight as an instant; a date that no calendar has begins with the day it runs over into. */
function startOfDay(date: string, daysLater: number): string {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number)
  return new Date(year, month - 1, day + daysLater).toISOString()
}

type Ask = (sql: string, values: readonly SqlValue[]) => readonly SqlRow[]

function statisticsOf(ask: Ask, { sql, values }: Where): Output<'record.statistics'> {
  const counted = (value: string, from = FROM): { value: string; records: number }[] =>
    ask(`SELECT ${value} AS value, count(*) AS records ${from} ${sql} GROUP BY 1 ORDER BY 1`, values).map((row) => countRow.parse(row))
  const ofKind = (kind: 'pattern' | 'complication') => counted('w.value', `${FROM} JOIN record_search_values AS w ON w.record_id = s.record_id AND w.kind = '${kind}'`)
  const medianOf = (column: 'fluoroscopy_s' | 'relief_percent') => median(ask(`SELECT s.${column} AS value ${FROM} ${sql} ORDER BY 1`, values).flatMap((row) => figureRow.parse(row).value ?? []))
  const [all] = ask(`SELECT count(*) AS records, count(r.signed_at) AS signed ${FROM} ${sql}`, values)
  return {
    ...totalRow.parse(all),
    byMonth: counted("strftime('%Y-%m', s.performed_at, 'localtime')"), bySide: counted('r.side'), byLevel: counted('r.level'), byPattern: ofKind('pattern'), byComplication: ofKind('complication'),
    fluoroscopyTimeS: medianOf('fluoroscopy_s'), reliefPercent: medianOf('relief_percent'),
  }
}

const countRow = z.object({ value: z.string(), records: z.int() })
const totalRow = z.object({ records: z.int(), signed: z.int() })
const figureRow = z.object({ value: z.number().nullable() })

/** Of an even number the mean of the two in the middle. */
function median(sorted: readonly number[]): { value: number; of: number } | null {
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return lower === undefined || upper === undefined ? null : { value: (lower + upper) / 2, of: sorted.length }
}
