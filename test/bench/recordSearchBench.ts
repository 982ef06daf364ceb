import { randomUUID } from 'node:crypto'
import { openRecordStore } from '#electron/services/record/recordStore.ts'
import type { Input } from '#shared/contract/types.ts'
import { complications } from '#shared/procedure/note/noteSections.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { completeNote, writtenBodies } from '#test/builders/completeNote.ts'
import { openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { createdBody } from '#test/builders/recordEvents.ts'

const RECORDS = 10_000
const GOAL_MS = 50
const ROUNDS = 15
const patterns = ['intraArticular', 'capsularLeak', 'venous', 'epidural'] as const
const pick = <T>(values: readonly T[], at: number): T => {
  const value = values[at % values.length]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}

/** Ten thousand procedures of five years: names of two scripts, all sections of the note that are searched. */
function fill({ database }: RecordBench): void {
  const store = openRecordStore(database)
  database.transaction(() => {
    for (let n = 0; n < RECORDS; n += 1) {
      const recordId = randomUUID()
      const atIso = new Date(Date.UTC(2021, 0, 1, 9) + n * 4.4 * 3_600_000).toISOString()
      const bodies: readonly RecordEventBody[] = [
        { ...createdBody, caseId: `case-${String(n)}`, patientId: `AX-${String(n).padStart(6, '0')}`, patientName: n % 3 === 0 ? `김^민준${String(n)}` : `SAMPLE${String(n)}^ANNA`, side: n % 2 === 0 ? 'LEFT' : 'RIGHT' },
        { kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [1], patterns: [pick(patterns, n)], vesselFilling: 'no', decision: 'inject', comment: '' } },
        ...writtenBodies({
          order: { ...completeNote.order, operator: `Dr ${String(n % 12)}` }, timeOut: { ...completeNote.timeOut, atIso }, injectate: completeNote.injectate, dose: { ...completeNote.dose, fluoroscopyTimeS: 20 + (n % 90) },
          after: { ...completeNote.after, complications: [{ what: pick(complications, n), words: '', atIso: null }] }, pain: completeNote.pain,
        }),
      ]
      for (const body of bodies) store.append({ recordId, atIso, actor: 'Dr B. Weber', body }, store.read(recordId))
    }
  })
}

const searches: readonly (readonly [string, Partial<Input<'record.search'>>])[] = [
  ['every record, first page', {}], ['two words of a name', { words: 'sample7777 anna' }], ['a name in Korean', { words: '민준9' }],
  ['side, operator, pattern and year', { side: 'RIGHT', operator: 'dr 3', pattern: 'epidural', from: '2023-01-01', to: '2023-12-31' }], ['words, complication, last page', { words: 'dexamethasone left', complication: 'vasovagal', offset: 300 }],
]

const bench = await openRecordBench()
try {
  fill(bench)
  const rows: { work: string; ours: number; unit: string; target: number | null; other: null; note: string }[] = []
  const measure = async (work: string, target: number | null, run: () => Promise<{ readonly ok: boolean }>): Promise<void> => {
    const took: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now()
      const reply = await run()
      took.push(performance.now() - begun)
      if (!reply.ok) throw new Error(`${work} failed`)
    }
    rows.push({ work, ours: Math.round(Math.max(...took) * 10) / 10, unit: 'ms', target, other: null, note: `${String(RECORDS)} records, slowest of ${String(ROUNDS)}` })
  }
  for (const [name, filter] of searches) await measure(`record.search: ${name}`, GOAL_MS, () => bench.services['record.search']({ limit: 50, offset: 0, ...filter }))
  await measure('record.statistics: all', null, () => bench.services['record.statistics']({}))
  await measure('record.table: all', null, () => bench.services['record.table']({}))
  console.log(JSON.stringify({ bench: 'recordSearch', rows }))
} finally {
  await bench.remove()
}
