import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { bindMarkDrag } from './drag.ts'
import { markAt, markPoint } from './grasp.ts'
import type { DrawnMarks } from './overlay.ts'

// 2 px a mm; the middle is at 200, 200.
const axial: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 100, sizePx: [400, 400] }
const shown: DrawnMarks = {
  joint: { medial: [0, 0, 0], lateral: [-18, 0, 0.8], hasBand: true }, ways: null,
  landmarks: [{ kind: 'midline', name: 'Midline', point: [0, 60, 0] }, { kind: 'inion', name: 'Inion', point: [40, 0, 6] }],
  actual: { hubSide: [10, 50, 30], tip: [8, 0, 0] },
}

describe('a mark that is dragged', () => {
  const drive = () => {
    const said: string[] = []
    return { said, drag: bindMarkDrag((handle, point, phase) => { said.push(`${handle} ${point.join(' ')} ${phase}`) }) }
  }

  it('is shown while it moves and kept once', () => {
    const { said, drag } = drive()
    drag.grab('jointLateral', [-18, 0, 0])
    drag.move([-19, 0, 0])
    drag.move([-20, 1, 0])
    expect(drag.heldAt()).toEqual([-20, 1, 0])
    expect(drag.release('done')).toBe(true)
    expect(drag.release('done')).toBe(false)
    expect(said).toEqual(['jointLateral -19 0 0 live', 'jointLateral -20 1 0 live', 'jointLateral -20 1 0 done'])
  })

  it.each([['by Esc', [-20, 1, 0], 'cancelled'], ['because it is let go where it lay', [-18, 0, 0], 'done']] as const)('is as it was %s', (_why, to, phase) => {
    const { said, drag } = drive()
    drag.grab('jointLateral', [-18, 0, 0])
    drag.move(to)
    drag.release(phase)
    expect(said.at(-1)).toBe('jointLateral -18 0 0 cancelled')
    expect(drag.heldAt()).toBeNull()
  })

  it('says nothing while none is held', () => {
    const { said, drag } = drive()
    drag.move([1, 1, 1])
    expect([drag.release('cancelled'), drag.heldAt(), said]).toEqual([false, null, []])
  })
})

describe('the mark under the pointer', () => {
  it.each([
    ['the medial end', [197, 200], 'jointMedial'], ['the lateral end', [160, 206], 'jointLateral'], ['the midline', [205, 318], 'midline'],
    ['the nearer of two within reach', [211, 200], 'tip'], ['an end of the needle, from any slice', [220, 300], 'hubSide'],
  ] as const)('is %s', (_what, at, handle) => {
    expect(markAt(axial, shown, at, 16)).toBe(handle)
  })

  it('is none beyond the hit disc, and none that lies in another slice', () => {
    expect(markAt(axial, shown, [200, 260], 16)).toBeNull()
    expect(markAt(axial, shown, [280, 200], 16)).toBeNull()
    expect(markAt({ ...axial, focalPoint: [0, 0, 6] }, shown, [280, 200], 16)).toBe('inion')
  })

  it('lies where it is marked', () => {
    expect([markPoint(shown, 'inion'), markPoint(shown, 'gridMarker'), markPoint({ ...shown, joint: null }, 'jointMedial')]).toEqual([[40, 0, 6], null, null])
  })
})
