import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { lateralState, markSeen, seenRows } from './seenRuns.ts'

const run = (number: number, view: ListedRun['view']): ListedRun => ({ seriesUid: '1.2', run: number - 1, key: `1.2/${String(number - 1)}`, number, name: '', detail: '', frames: 9, view, viewIsAsked: view === null })
const seen = (...changes: readonly ((document: CaseDocument) => CaseDocument)[]) => changes.reduce((document, change) => change(document), emptyCaseDocument).contrast
const AT = '2026-11-22T10:42:41.000Z'
const LATER = '2026-11-22T10:43:06.000Z'

describe('seen so far', () => {
  it('names what is wanted and was not seen', () => {
    expect(seenRows(emptyCaseDocument.contrast, [])).toEqual([{ words: 'AP run to the end', atIso: null }, { words: 'Lateral run to the end', atIso: null }, { words: 'Subtracted run', atIso: null }])
  })
  it('keeps the first time, and numbers runs of the same view', () => {
    const contrast = seen(markSeen(run(1, 'ap'), 'native', AT), markSeen(run(1, 'ap'), 'native', LATER), markSeen(run(2, 'ap'), 'subtracted', LATER))
    expect(seenRows(contrast, [run(1, 'ap'), run(2, 'ap')])).toEqual([
      { words: 'AP run 1 to the end', atIso: AT }, { words: 'AP run 2 to the end', atIso: LATER }, { words: 'Lateral run to the end', atIso: null }, { words: 'Subtracted run', atIso: LATER },
    ])
  })
  it('says of a run of unknown view that it is unknown', () => {
    expect(seenRows(seen(markSeen(run(3, null), 'native', AT)), [run(3, null)])).toContainEqual({ words: 'Run 3 to the end, view not stated', atIso: AT })
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
