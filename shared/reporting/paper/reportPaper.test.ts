import { describe, expect, it } from 'vitest'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'
import { wallClock } from '#shared/reporting/words.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { olderFluoroscopicPlan } from '#test/builders/reportRecords.ts'
import { reportPaper } from './reportPaper.ts'

const clock = wallClock(() => 60)
const { state } = fullRecord({ signed: true })
const paperOf = (record: typeof state, signaturesFromFile: readonly number[] = []) => reportPaper({ record, signaturesFromFile, lastHash: '', clock })

describe('the printed record', () => {
  it('is of the day of the procedure, not of the day on which the record was begun', () => {
    const timeOut = state.note.timeOut === null ? null : { ...state.note.timeOut, atIso: '2026-11-22T09:30:00.000Z' }
    const { facts, patient } = paperOf({ ...state, createdAtIso: '2026-11-17T16:00:00.000Z', birthDate: '1961-11-20', note: { ...state.note, timeOut } })
    expect([facts[0], patient.details]).toEqual([{ term: 'Procedure', words: '22 Nov 2026' }, expect.stringContaining('65 years')])
  })

  it('gives the length of a path on a picture in pixels, and in mm where the picture was calibrated', () => {
    const lengthOf = (lengthMm: number | null) => paperOf({ ...state, acceptedPlan: { ...olderFluoroscopicPlan, atIso: state.createdAtIso, figures: { ...olderFluoroscopicPlan.figures, lengthMm } } }).sections.flatMap(({ rows }) => rows).find(({ term }) => term === 'Length on the picture')?.words
    expect([lengthOf(null), lengthOf(62.5)]).toEqual(['200 px, no mm on this picture', '200 px, 62.5 mm by the calibration of this picture'])
  })

  it('says of an addendum that nobody has signed it, and of a signature that it came with a file', () => {
    const titles = (record: typeof state): readonly string[] => paperOf(record).sections.map(({ title }) => title).filter((title) => title.startsWith('Addendum'))
    expect(titles(state)).toEqual([expect.stringMatching(/^Addendum 1, not signed, /)])
    expect(titles({ ...state, addenda: state.addenda.map((one) => ({ ...one, isSigned: true })) })).toEqual([expect.not.stringContaining('not signed')])
    const signedBy = (signaturesFromFile: readonly number[]) => paperOf(state, signaturesFromFile).sections.find(({ title }) => title === 'Signature')?.rows[0]?.words ?? ''
    expect(signedBy([state.signature?.seq ?? -1])).toMatch(new RegExp(`^Dr B\\. Weber.*, ${FROM_A_FILE}$`))
    expect(signedBy([])).not.toContain(FROM_A_FILE)
  })
})
