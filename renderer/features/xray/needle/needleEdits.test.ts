import { describe, expect, it } from 'vitest'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { needleAt, nextEnd, withNeedleEnd, withoutNeedleEnd } from './needleEdits.ts'

const place = { seriesUid: '1.1', frame: 1 }
const when = '2026-01-15T10:20:00.000Z'

describe('the needle on a frame', () => {
  it('gets its tip, then its hub, and keeps other frames apart', () => {
    const tip = withNeedleEnd(emptyCaseDocument, place, 'tip', [10, 20], 'Dr B. Weber', when)
    expect([nextEnd(null), nextEnd(needleAt(tip.fluoroscopy.needles, place))]).toEqual(['tip', 'hub'])
    const both = withNeedleEnd(withNeedleEnd(tip, place, 'hub', [30, 40], 'Dr B. Weber', when), { ...place, frame: 0 }, 'tip', [1, 1], 'Dr B. Weber', when)
    expect(both.fluoroscopy.needles).toEqual([{ ...place, tipPx: [10, 20], hubPx: [30, 40], by: 'Dr B. Weber', atIso: when }, { ...place, frame: 0, tipPx: [1, 1], hubPx: null, by: 'Dr B. Weber', atIso: when }])
    expect(nextEnd(needleAt(both.fluoroscopy.needles, place))).toBeNull()
  })

  it('is gone with its last end', () => {
    const both = withNeedleEnd(withNeedleEnd(emptyCaseDocument, place, 'tip', [10, 20], '', when), place, 'hub', [30, 40], '', when)
    expect(withoutNeedleEnd(both, place, 'tip').fluoroscopy.needles).toMatchObject([{ tipPx: null, hubPx: [30, 40] }])
    expect(withoutNeedleEnd(withoutNeedleEnd(both, place, 'tip'), place, 'hub').fluoroscopy.needles).toEqual([])
    expect(withoutNeedleEnd(both, place, 'both').fluoroscopy.needles).toEqual([])
  })
})
