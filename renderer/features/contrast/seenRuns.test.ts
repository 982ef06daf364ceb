import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { noAnswers } from './runEdits.ts'
import { decidedRun, lateralState, markSeen, seenRows } from './seenRuns.ts'

const run = (number: number, view: ListedRun['view']): ListedRun => ({ seriesUid: '1.2', run: number - 1, key: `1.2/${String(number - 1)}`, number, name: '', detail: '', frames: 9, view, viewIsAsked: view === null })
const seen = (...changes: readonly ((document: CaseDocument) => CaseDocument)[]) => changes.reduce((document, change) => change(document), emptyCaseDocument).contrast
const AT = '2026-11-22T10:42:41.000Z'
const LATER = '2026-11-22T10:43:06.000Z'

describe('seen so far', () => {
  const rows = (contrast: CaseDocument['contrast'], runs: readonly ListedRun[]) => seenRows(contrast, runs).map(({ words, atIso }) => [words, atIso])
  it('names what is wanted, in the order in which it is looked at, and what was not seen', () => {
    expect(rows(emptyCaseDocument.contrast, [])).toEqual([['AP run to the end', null], ['Subtracted run', null], ['Peak picture', null], ['Faint-flow window', null], ['Lateral run to the end', null]])
  })
  it('keeps the first time, and counts only what was seen of one and the same run', () => {
    const contrast = seen(markSeen(run(1, 'ap'), 'native', AT), markSeen(run(1, 'ap'), 'native', LATER), markSeen(run(2, 'ap'), 'subtracted', LATER))
    expect(rows(contrast, [run(1, 'ap'), run(2, 'ap')]).slice(0, 2)).toEqual([['AP run to the end', null], ['Subtracted run', LATER]])
    const both = seen(markSeen(run(1, 'ap'), 'native', AT), markSeen(run(1, 'ap'), 'subtracted', LATER), markSeen(run(2, 'ap'), 'native', LATER))
    expect(rows(both, [run(1, 'ap'), run(2, 'ap'), run(3, 'lateral')]).slice(0, 2)).toEqual([['AP run 1 to the end', AT], ['Subtracted run', LATER]])
  })
  it('rests on the run with frames marked, else on the newest that is more than a picture', () => {
    const still = { ...run(3, 'ap'), frames: 1 }
    expect(decidedRun(emptyCaseDocument.contrast, [run(1, 'ap'), run(2, 'ap'), still])?.number).toBe(2)
    const marked: CaseDocument['contrast'] = { ...emptyCaseDocument.contrast, runs: { [run(1, 'ap').key]: { ...noAnswers, seenFrames: [3] } } }
    expect(decidedRun(marked, [run(1, 'ap'), run(2, 'ap')])?.number).toBe(1)
  })
  it('leaves the decision as it was', () => {
    expect(markSeen(run(1, 'ap'), 'native', AT)({ ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, decision: 'inject' } }).contrast.decision).toBe('inject')
  })
})

describe('a lateral', () => {
  it('is missing without one, not seen before its end, and seen after', () => {
    const contrast = seen(markSeen(run(2, 'lateral'), 'native', AT))
    expect([lateralState(contrast, [run(1, 'ap')]), lateralState(emptyCaseDocument.contrast, [run(2, 'lateral')]), lateralState(contrast, [run(2, 'lateral')])]).toEqual(['missing', 'notSeen', 'seen'])
  })
})
