import { describe, expect, it } from 'vitest'
import { edgesOfAxes, edgesOfProjection, type EdgeLabels } from './edgeLetters.ts'
import { compose, inverse, rotate, turnAxes, turnEdges, upright, type ViewOrientation } from './orientation.ts'
import { frameLayoutTurn, planeLayoutTurn, type ViewLayout } from './viewLayout.ts'

const radiologic: ViewLayout = { name: 'radiologic' }
const prone: ViewLayout = { name: 'asPositioned', lies: 'prone' }
const supine: ViewLayout = { name: 'asPositioned', lies: 'supine' }
const written = ({ start, end, top, foot }: EdgeLabels): string => [start, end, top, foot].map(edge => edge?.letter ?? '?').join(' ')
const all: readonly ViewOrientation[] = [false, true].flatMap(flipped => ([0, 90, 180, 270] as const).map(rotationDeg => ({ flipped, rotationDeg })))
const shown = (acquired: EdgeLabels, layout: ViewLayout | null): string => written(turnEdges(acquired, frameLayoutTurn(acquired, layout).turn))

describe('a picture in a layout', () => {
  const pa = edgesOfProjection(['R', 'F'], null)
  it.each(all)('has LEFT and the head where the layout wants them, however it was acquired: %j', how => {
    const acquired = turnEdges(pa, how)
    expect([shown(acquired, radiologic), shown(acquired, prone), shown(acquired, supine), shown(acquired, null)]).toEqual(['R L H F', 'L R H F', 'R L H F', written(acquired)])
  })
  it('keeps on top what was on top where nobody knows the head', () => {
    const said = edgesOfProjection(null, 'screenStart')
    expect([shown(said, radiologic), shown(said, prone)]).toEqual(['R L ? ?', 'L R ? ?'])
    expect(frameLayoutTurn(said, radiologic)).toEqual({ turn: { flipped: true, rotationDeg: 0 }, why: null })
  })
  it('that looks across the patient has ANTERIOR at the screen’s start in both', () => {
    const lateral = edgesOfProjection(null, null, 'screenEnd')
    expect([shown(lateral, radiologic), shown(lateral, prone)]).toEqual(['A P ? ?', 'A P ? ?'])
  })
  it('of a slice has the front on top, or the back of a prone patient', () => {
    const slice = edgesOfAxes([-1, 0, 0], [0, -1, 0])
    expect([shown(slice, radiologic), shown(slice, prone), shown(slice, supine)]).toEqual(['R L A P', 'L R P A', 'R L A P'])
  })
  it('is not turned where the side is not known, and says why', () => {
    expect(frameLayoutTurn(edgesOfProjection(null, null), radiologic)).toEqual({ turn: upright, why: 'Side not set: shown as acquired' })
    expect(frameLayoutTurn(edgesOfProjection(null, null), null).why).toBeNull()
  })
})

describe('a plane in a layout', () => {
  const planes = {
    axial: { right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1] }, coronal: { right: [1, 0, 0], down: [0, 0, -1], towardsViewer: [0, -1, 0] }, sagittal: { right: [0, 1, 0], down: [0, 0, -1], towardsViewer: [1, 0, 0] },
  } as const
  const letters = (layout: ViewLayout | null) => Object.values(planes).map(axes => {
    const { right, down } = turnAxes(axes, planeLayoutTurn(axes, layout))
    return written(edgesOfAxes(right, down))
  })
  it('shows LEFT at one edge in every view', () => {
    expect(letters(radiologic)).toEqual(['R L A P', 'R L H F', 'A P H F'])
    expect(letters(null)).toEqual(letters(radiologic))
    expect(letters(supine)).toEqual(letters(radiologic))
    expect(letters(prone)).toEqual(['L R P A', 'L R H F', 'A P H F'])
  })
})

describe('turns one after the other', () => {
  it.each(all.flatMap(first => all.map(then => [first, then] as const)))('are one turn: %j then %j', (first, then) => {
    const edges = edgesOfProjection(['L', 'F'], null)
    expect(turnEdges(edges, compose(first, then))).toEqual(turnEdges(turnEdges(edges, first), then))
  })
  it.each(all)('are taken back by their inverse: %j', turn => {
    expect([compose(turn, inverse(turn)), compose(inverse(turn), turn)]).toEqual([upright, upright])
  })
  it.each(all)('are what the menu does: %j', turn => { expect(compose(turn, { flipped: false, rotationDeg: 90 })).toEqual(rotate(turn, 90)) })
})
