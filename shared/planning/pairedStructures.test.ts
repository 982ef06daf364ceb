import { describe, expect, it } from 'vitest'
import type { VolumeGrid } from '#shared/imageAnalysis/huVolume.ts'
import { brushMask } from '#shared/imageAnalysis/voxelMask.ts'
import { emptyPainted, maskOf, paintedShapeOf } from './painted.ts'
import { missingKinds, type DrawnKind, type TargetSide } from './pairedStructures.ts'
import { measurableBody } from './structureClearance.ts'
import { askedStructures } from './structureKinds.ts'

const tube = (kind: string, x: number, y = 10): DrawnKind => ({ kind, body: measurableBody({ form: 'tube', points: [{ pointLpsMm: [x, y, -20], radiusMm: 2 }, { pointLpsMm: [x, y, 20], radiusMm: 2 }] }) })
const others: readonly DrawnKind[] = [tube('thecalSac', 0, 20), tube('c2Root', 12, 18), tube('internalCarotid', 26, -8)]
const left: TargetSide = { targetLpsMm: [20, 15, 0], side: 'LEFT', midlineXMm: null }
const grid: VolumeGrid = { dimensions: [160, 80, 60], spacingMm: [0.5, 0.5, 1], originLpsMm: [-40, -5, -30], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 1] }
function painted(kind: string, x: number): DrawnKind {
  const shape = paintedShapeOf(brushMask(maskOf(emptyPainted(grid), grid), grid, { centreLpsMm: [x, 10, 0], radiusMm: 3, mode: 'add' }), grid)
  if (!shape.ok) throw new Error(shape.error.message)
  return { kind, body: measurableBody(shape.value) }
}

describe('of structures that there are two of', () => {
  it.each([
    ['near the target', tube('vertebralArtery', 26), left, []],
    ['on the side of the target by the midline', tube('vertebralArtery', 26), { ...left, midlineXMm: 1 }, []],
    ['painted on the side of the target', painted('vertebralArtery', 26), { ...left, midlineXMm: 1 }, []],
    ['begun, without a place yet', { kind: 'vertebralArtery', body: null }, left, []],
    ['anywhere, while there is no target', tube('vertebralArtery', -24), { ...left, targetLpsMm: null }, []],
    ['far from the target', tube('vertebralArtery', -24), left, [{ kind: 'vertebralArtery', side: 'LEFT', why: 'none is drawn within 25 mm of the target' }]],
    ['on the other side of the midline', tube('vertebralArtery', -24), { ...left, midlineXMm: 0 }, [{ kind: 'vertebralArtery', side: 'LEFT', why: 'only the one of the other side is drawn' }]],
    ['painted on the other side', painted('vertebralArtery', -24), { ...left, midlineXMm: 0 }, [{ kind: 'vertebralArtery', side: 'LEFT', why: 'only the one of the other side is drawn' }]],
    ['medial of a midline that lies off the middle', tube('vertebralArtery', 12), { ...left, midlineXMm: 15 }, [{ kind: 'vertebralArtery', side: 'LEFT', why: 'only the one of the other side is drawn' }]],
  ] as const)('one %s', (_name, drawn, target, missing) => {
    expect(missingKinds(['vertebralArtery', 'thecalSac'], [drawn, ...others], target)).toEqual(missing)
  })

  it('none counts for the LEFT target where all were drawn on the RIGHT, and the sac, of which there is one, does', () => {
    const right = [tube('vertebralArtery', -24), tube('thecalSac', 0, 20), { kind: 'c2Root', body: measurableBody({ form: 'tube', points: [{ pointLpsMm: [-12, 20, -3], radiusMm: 2 }, { pointLpsMm: [-6, 15, -3], radiusMm: 2 }] }) }, tube('internalCarotid', -28, -10)]
    for (const midlineXMm of [null, 0]) expect(missingKinds(askedStructures, right, { ...left, midlineXMm }).map(({ kind }) => kind)).toEqual(['vertebralArtery', 'c2Root', 'internalCarotid'])
  })

  it('one that nobody drew on either side is simply not drawn', () => {
    expect(missingKinds(['vertebralArtery'], [], left)).toEqual([{ kind: 'vertebralArtery', side: null, why: 'not drawn' }])
  })
})
