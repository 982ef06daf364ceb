import { describe, expect, it } from 'vitest'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { listRuns } from '#renderer/features/fluoroscopy/index.ts'
import { firstChoice, viewTitle } from './runList.ts'

type Described = Parameters<typeof listRuns>[0][number]
const image = (primaryDeg: number | null, acquiredAt: string | null) => buildImageDescription({
  acquiredAt, positioner: primaryDeg === null ? null : { primaryDeg, secondaryDeg: 0, primaryIncrementsDeg: null, secondaryIncrementsDeg: null },
})
const series = (seriesUid: string, runs: readonly (readonly [primaryDeg: number | null, acquiredAt: string | null, frames: number])[]): Described => ({
  summary: { seriesUid, modality: 'XA', description: 'Neck', acquiredAt: null },
  images: runs.map(([primaryDeg, acquiredAt]) => image(primaryDeg, acquiredAt)),
  runs: runs.map(([, , frames], at) => ({ image: at, firstFrame: runs.slice(0, at).reduce((sum, [, , before]) => sum + before, 0), frames })),
})

describe('the runs of a case', () => {
  const runs = listRuns([series('1.9', [[90, '2026-11-22T10:42:36', 90], [null, null, 12]]), series('1.2', [[0, '2026-11-22T10:42:07', 96]])], { '1.9/1': 'lateral', '1.2/0': 'lateral' })
  it('are numbered in the order they were taken, those without a time last', () => { expect(runs.map(run => run.name)).toEqual(['Run 1 of 3, 10:42', 'Run 2 of 3, 10:42', 'Run 3 of 3']) })
  it('take their view from the angles, and from the operator only where these say nothing', () => { expect(runs.map(run => [run.key, run.view, run.viewIsAsked])).toEqual([['1.2/0', 'ap', false], ['1.9/0', 'lateral', false], ['1.9/1', 'lateral', true]]) })
  it('say in full what they are', () => { expect(runs[0]?.detail).toBe('XA Neck, 96 frames') })
  it('open as AP beside lateral', () => {
    const { first, second } = firstChoice(runs)
    expect([viewTitle(first ?? undefined, 'first'), viewTitle(second ?? undefined, 'second'), second?.frames]).toEqual(['AP', 'Lateral', 90])
  })
  it('of unknown view keep a number for a name', () => {
    const [one] = listRuns([series('1.3', [[null, null, 5]])], {})
    expect([viewTitle(one, 'first'), viewTitle(one, 'second')]).toEqual(['View 1', 'View 2'])
    expect(firstChoice(one === undefined ? [] : [one])).toEqual({ first: one, second: null })
  })
})
