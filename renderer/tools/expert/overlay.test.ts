import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { expertMarks, type DrawnExpert } from './overlay.ts'

const axial: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 100, sizePx: [400, 400] }
const one: DrawnExpert = { way: 'a', entry: [0, 40, 0], target: [0, 0, 0] }, other: DrawnExpert = { way: 'a', entry: [10, 40, 0], target: [1, 0, 0] }
const marks = (experts: readonly DrawnExpert[], small = false) => expertMarks(axial, experts, { rem: 16, large: true, small }, [])
const bands = (experts: readonly DrawnExpert[]) => marks(experts).filter(mark => mark.kind === 'polygon' && mark.fill?.startsWith('rgb(255') === true)

describe('experts over a picture', () => {
  it('are white and solid, with a square at each end', () => {
    const drawn = marks([one], true)
    expect(drawn.filter(({ kind }) => kind === 'line')).toMatchObject([{ points: [[200, 280], [200, 200]], stroke: { colour: '#FFFFFF', dash: [], widthPx: 3 } }])
    expect(drawn.filter(mark => mark.kind === 'polygon').map(({ fill }) => fill)).toEqual([null, '#FFFFFF'])
  })
  it('have a band between those who went the same way, and none across two ways', () => {
    expect(bands([one, other])).toMatchObject([{ points: [[200, 280], [200, 200], [202, 200], [220, 280]] }])
    expect(bands([one, { ...other, way: 'b' }])).toEqual([])
  })
  it('are named once, where there is room', () => {
    const words = (small: boolean) => marks([one, other], small).flatMap(mark => (mark.kind === 'chip' ? mark.spans.map(({ text }) => text) : []))
    expect([words(false), words(true)]).toEqual([['Expert entries'], []])
  })
})
