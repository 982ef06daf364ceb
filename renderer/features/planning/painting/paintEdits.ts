import { create } from 'zustand'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { comparableVolume, useViewing, volumeAnalysis, type Brush } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import { centreLine } from '#shared/imageAnalysis/centreLine.ts'
import { gridFrame, type HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { boxAround, brushMask, uniteMasks, withoutMask, type VoxelMask } from '#shared/imageAnalysis/voxelMask.ts'
import { cutSides, emptyPainted, maskOf, paintedShapeOf, sidesOfEnds } from '#shared/planning/painted.ts'
import type { PaintedShape, PlannedStructure, StructureShape } from '#shared/planning/structure.ts'
import { smoothTube } from '#shared/planning/tube.ts'
import { changeShape, structureNow, thinned, useOutlining } from '../structureEdits.ts'

export type Painting = {
  readonly mode: 'add' | 'remove'
  readonly radiusMm: number
  /** What is filled, and what the brush takes while it is limited; a contrast-filled vessel to begin with. */
  readonly lowHu: number
  readonly highHu: number
  readonly isBrushLimited: boolean
  /** Half the edge of the cube about the crosshair that is filled. */
  readonly boxHalfMm: number
}
/** How the brush and the filling are set: of the hand, not of the case. */
export const usePainting = create<Painting>(() => ({ mode: 'add', radiusMm: 2, lowHu: 180, highHu: 650, isBrushLimited: false, boxHalfMm: 20 }))

const THINNEST_MM = 0.5
const THICKEST_MM = 15
export const setBrushRadius = (radiusMm: number): void => { usePainting.setState({ radiusMm: Math.min(THICKEST_MM, Math.max(THINNEST_MM, Math.round(radiusMm * 10) / 10)) }) }

type Stroke = { readonly structureId: string; readonly mask: VoxelMask; readonly at: PatientPoint }
/** One hand paints at a time. */
const now: { stroke: Stroke | null } = { stroke: null }

/** The brush of a painted structure; null for a tube, and until all images are here. */
export function brushOn(series: SeriesDescription, structure: PlannedStructure, painting: Painting): Brush | null {
  const { shape: drawn } = structure
  if (drawn.form !== 'painted') return null
  const volume = comparableVolume(series)
  if (volume === null) return null
  return {
    radiusMm: painting.radiusMm, removes: painting.mode === 'remove', onWiden: (byMm) => { setBrushRadius(usePainting.getState().radiusMm + byMm) },
    onStroke(at, phase) {
      const before = now.stroke?.structureId === structure.id ? now.stroke : null
      if (phase !== 'live') now.stroke = null
      if (phase === 'cancelled') return useOutlining.setState({ live: null })
      const shape = paintedNow(structure.id) ?? drawn
      const mask = dabs(before?.mask ?? maskOf(shape, volume.geometry), volume, before?.at ?? at, at, painting)
      const painted = paintedShapeOf(mask, volume.geometry, cutSides(mask, cutOf(shape, volume)))
      if (!painted.ok) {
        now.stroke = null
        useOutlining.setState({ live: null })
        return tellReceipt(painted.error.message)
      }
      if (phase === 'live') now.stroke = { structureId: structure.id, mask, at }
      changeShape(structure.id, painted.value, `${structure.name} ${painting.mode === 'add' ? 'painted' : 'removed in part'}`, phase)
    },
  }
}

/** As the case has it now: what is on the screen may be a filling behind. */
function paintedNow(id: string): PaintedShape | null {
  const shape = structureNow(id)?.shape
  return shape?.form === 'painted' ? shape : null
}

const cutOf = (shape: PaintedShape, { geometry }: HuVolume): Parameters<typeof cutSides>[1] => ({ mask: maskOf(shape, geometry), cutAt: shape.cutAt ?? [] })

/** Balls so near to each other that a fast hand leaves no gaps. */
function dabs(mask: VoxelMask, volume: HuVolume, from: PatientPoint, to: PatientPoint, { mode, radiusMm, isBrushLimited, lowHu, highHu }: Painting): VoxelMask {
  const count = Math.max(1, Math.ceil(vectorDistance(from, to) / (radiusMm / 2)))
  const [columns, rows] = volume.geometry.dimensions
  const takes = (i: number, j: number, k: number): boolean => {
    const hu = (volume.values[(k * rows + j) * columns + i] ?? Number.NaN) * volume.toHu.slope + volume.toHu.intercept
    return hu >= lowHu && hu <= highHu
  }
  let painted = mask
  for (let dab = 1; dab <= count; dab += 1) {
    painted = brushMask(painted, volume.geometry, { centreLpsMm: pointBetween(from, to, dab / count), radiusMm, mode, ...(isBrushLimited ? { takes } : {}) })
  }
  return painted
}

const NOT_LOADED = 'All images have to be here first.'

/** All that lies within the values and hangs together with the crosshair, inside the box, added to what is painted. What a hand paints or takes away meanwhile stays painted, and stays away. */
export async function fillStructure(series: SeriesDescription, structure: PlannedStructure): Promise<void> {
  const before = paintedNow(structure.id)
  const { lowHu, highHu, boxHalfMm } = usePainting.getState()
  const seed = useViewing.getState().perSeries[series.summary.seriesUid]?.crosshairLpsMm ?? null
  const [analysis, volume] = [volumeAnalysis(series), comparableVolume(series)]
  if (before === null) return
  if (analysis === null || volume === null) return tellReceipt(NOT_LOADED)
  if (seed === null) return tellReceipt('Put the crosshair into the structure first.')
  const grown = await analysis.ask('growRegion', { seedsLpsMm: [seed], lowHu, highHu, box: { centreLpsMm: seed, halfMm: boxHalfMm }, neighbours: 6 })
  const shape = paintedNow(structure.id)
  if (grown === null || shape === null) return
  if (!grown.ok) return tellReceipt(grown.error.message)
  const known = cutOf(shape, volume)
  // A stroke that is still in the hand goes on from what is filled.
  const hand = now.stroke?.structureId === structure.id ? now.stroke : null
  const inHand = hand?.mask ?? known.mask
  const filled = withoutMask(withoutMask(grown.value.mask, withoutMask(maskOf(before, volume.geometry), inHand)), withoutMask(known.mask, inHand))
  const mask = uniteMasks(known.mask, filled)
  const painted = paintedShapeOf(mask, volume.geometry, cutSides(mask, known, { mask: filled, ...boxAround(gridFrame(volume.geometry), seed, boxHalfMm) }))
  if (!painted.ok) return tellReceipt(painted.error.message)
  if (hand !== null) now.stroke = { ...hand, mask: uniteMasks(hand.mask, filled) }
  changeShape(structure.id, painted.value, `${structure.name} filled`, 'done', 'values')
  tellReceipt(`${structure.name}: ${String(filled.count)} voxels filled${grown.value.reachesBox ? '; it goes on beyond the box' : ''}. Check it in all planes.`)
}

/** A tube becomes what its voxels are, and what is painted becomes the tube along its middle. */
export function drawAs(series: SeriesDescription, structure: PlannedStructure, form: StructureShape['form']): void {
  const { shape } = structure
  const volume = comparableVolume(series)
  if (shape.form === form) return
  if (volume === null) return tellReceipt(NOT_LOADED)
  if (form === 'tube') {
    const line = shape.form === 'painted' && shape.voxels > 0 ? centreLine(maskOf(shape, volume.geometry), volume.geometry) : null
    if (line !== null && !line.ok) return tellReceipt(line.error.message)
    const points = line === null ? [] : thinned(line.value.points).map(({ pointLpsMm: [x, y, z], radiusMm }) => ({ pointLpsMm: [x, y, z] as [number, number, number], radiusMm }))
    return changeShape(structure.id, { form: 'tube', points }, `${structure.name} as a tube`, 'done')
  }
  const balls = shape.form === 'tube' ? smoothTube(shape.points) : []
  const mask = balls.reduce((made, { pointLpsMm, radiusMm }) => brushMask(made, volume.geometry, { centreLpsMm: pointLpsMm, radiusMm, mode: 'add' }), maskOf(emptyPainted(volume.geometry), volume.geometry))
  const painted = paintedShapeOf(mask, volume.geometry, sidesOfEnds(balls.map(({ pointLpsMm }) => pointLpsMm), volume.geometry))
  if (!painted.ok) return tellReceipt(painted.error.message)
  changeShape(structure.id, mask.count === 0 ? emptyPainted(volume.geometry) : painted.value, `${structure.name} to be painted`, 'done')
}
