import { expect, it } from 'vitest'
import { wallClock } from '#shared/reporting/words.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { sheetPaper } from './sheetPaper.ts'

const clock = wallClock(() => 0)
const filled = (template: string, patientName = 'SAMPLE^ANNA^B'): string => sheetPaper(`Title\n${template}`, fullRecord({ patientName }).state, clock).sections.flatMap(({ paragraphs }) => paragraphs).join(' ')

it.each([
  ['SAMPLE^ANNA^B', 'ANNA SAMPLE'], ['Kim^Cheol=김^철수', 'Cheol Kim'], ['=김^철수', '철수 김'], ['علي', 'علي'], ['', '____________________'],
])('a patient whose images say %s is called %s', (dicomName, called) => { expect(filled('Dear {patientCalled},', dicomName)).toBe(`Dear ${called},`) })

it('what went into the joint is told by its dose, contrast by its volume, the numbed skin not', () => {
  expect(filled('{drugs}')).toBe('Iohexol 240 mgI/mL (contrast), 0.3 mL; Dexamethasone, 2 mg; Bupivacaine 0.25 %, 1.25 mg')
})

it('relief is told of what went into the joint: of a steroid its days, of none its hours', () => {
  const { state } = fullRecord()
  const relief = (drugs: NonNullable<typeof state.note.injectate>['drugs'] | null): string => sheetPaper('Title\n{relief}', { ...state, note: { ...state.note, injectate: drugs === null || state.note.injectate === null ? null : { ...state.note.injectate, drugs } } }, clock).sections.flatMap(({ paragraphs }) => paragraphs).join(' ')
  const drugs = state.note.injectate?.drugs ?? []
  expect(relief(drugs)).toMatch(/^The steroid begins to work after 2 to 5 days/)
  expect(relief(drugs.filter(({ isSteroid }) => !isSteroid))).toMatch(/^You were given no steroid/)
  expect(relief(null)).toMatch(/^If you were given a steroid/)
})
