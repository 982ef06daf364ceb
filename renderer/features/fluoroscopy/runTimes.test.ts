import { describe, expect, it } from 'vitest'
import { caseDocument, emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { addMark, nameMark, newMarkName, removeMark, setEvent, setShownRate, setTrim, timesOf } from './runTimes.ts'

const KEY = '1.2.3/0'
const OTHER = '1.2.3/1'
const marks = [{ markId: crypto.randomUUID(), frame: 60, name: 'Mark 1' }, { markId: crypto.randomUUID(), frame: 9, name: 'Contrast arrives' }] as const

describe('what is set on the time line of a run', () => {
  it('is kept by run, each part for itself, and is valid as a document', () => {
    const document = [setTrim(KEY, [60, 5]), setEvent(KEY, 9), setShownRate(OTHER, 15)].reduce((before, change) => change(before), emptyCaseDocument)
    expect(timesOf(document, KEY)).toEqual({ trim: [5, 60], marks: [], eventFrame: 9, shownRate: null })
    expect(timesOf(document, OTHER)).toMatchObject({ trim: null, shownRate: 15 })
    expect(caseDocument.safeParse(document).success).toBe(true)
  })
  it('marks stand in the order of their frames, are named and removed each by itself', () => {
    const both = marks.reduce((before, mark) => addMark(KEY, mark)(before), emptyCaseDocument)
    expect(timesOf(both, KEY).marks.map(({ frame }) => frame)).toEqual([9, 60])
    const named = nameMark(KEY, marks[0].markId, 'Joint filled')(both)
    expect(timesOf(named, KEY).marks.map(({ name }) => name)).toEqual(['Contrast arrives', 'Joint filled'])
    expect(timesOf(removeMark(KEY, marks[1].markId)(named), KEY).marks.map(({ name }) => name)).toEqual(['Joint filled'])
  })
  it('a new mark gets the first free number', () => {
    expect(newMarkName(timesOf(emptyCaseDocument, KEY))).toBe('Mark 1')
    expect(newMarkName(timesOf(addMark(KEY, marks[0])(emptyCaseDocument), KEY))).toBe('Mark 2')
  })
})
