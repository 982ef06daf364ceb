import { useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { useContrastAnswer, type RegionCurve } from '#renderer/viewports/index.ts'
import type { CurveRegion } from '#shared/contrast/runMarks.ts'
import { useRunAnalysis } from '../runAnalysis.ts'
import { regionsOf } from './regionEdits.ts'

export type MeasuredRegion = { readonly region: CurveRegion; readonly curve: RegionCurve | null; readonly fault: string | null }
export type Curves = {
  readonly regions: readonly MeasuredRegion[]
  /** Why no curve of this run is worth anything; null where they are. */
  readonly off: string | null
  /** Part that is done while curves are awaited. */
  readonly part: number | null
  /** Frames of the run from 0. */
  readonly maskFrames: readonly number[]
  readonly isProposedMask: boolean
}

/** Spec: "The curve is off" where values are made for display. */
const DISPLAY_VALUES = 'This run stores display values, not X-ray values. Subtraction shows where contrast is, not how much. The curve is off.'

/** How opaque the regions of a run are over time. */
export function useCurves(run: Run): Curves {
  const document = useCaseDocument()
  const regions = regionsOf(document, run.key)
  const { analysis, lie, fault, isProposed } = useRunAnalysis(run, regions.length > 0)
  const relationship = run.series.images[run.series.runs[run.run]?.image ?? -1]?.pixelIntensityRelationship
  const isOff = relationship !== 'LIN' && relationship !== 'LOG'
  const asked = lie === null || isOff || regions.length === 0 ? null : { ...lie, regions: regions.map(({ centre, radiiPx }) => ({ centre, radiiPx })) }
  const isAsked = asked !== null
  const { answer, part } = useContrastAnswer(analysis, 'curves', asked)
  return useMemo(() => {
    // While a changed region is awaited, the answer is that of the regions before.
    const of = ({ centre, radiiPx }: CurveRegion): Pick<MeasuredRegion, 'curve' | 'fault'> => {
      const one = answer?.ok === true ? answer.value.find(({ region }) => isSame(region.centre, centre) && isSame(region.radiiPx, radiiPx))?.curve : undefined
      return { curve: one?.ok === true ? one.value : null, fault: one?.ok === false ? one.error.message : null }
    }
    return {
      regions: regions.map(region => ({ region, ...of(region) })), off: isOff ? DISPLAY_VALUES : fault ?? (answer?.ok === false ? answer.error.message : null),
      part: isAsked ? part : null, maskFrames: lie?.maskFrames ?? [], isProposedMask: isProposed,
    }
  }, [regions, answer, isOff, fault, isAsked, part, lie, isProposed])
}

const isSame = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] === b[0] && a[1] === b[1]
