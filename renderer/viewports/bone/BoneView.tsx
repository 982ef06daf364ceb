import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { DrawnActual } from '#renderer/tools/actualNeedle/overlay.ts'
import type { DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import { useSeriesPixels } from '../seriesPixels.ts'
import { useStableSeries } from '../useStableSeries.ts'
import { ViewFrame } from '../ViewFrame.tsx'
import { useViewing } from '../viewing.ts'
import { BONE_HU, openBone, type BoneController, type BoneInputs } from './boneController.ts'
import { boneSides } from './boneStand.ts'

const THRESHOLDS = { least: 100, most: 400, step: 10 }

type BoneViewProps = {
  readonly viewId: string
  readonly series: SeriesDescription
  readonly plans: readonly VolumePlan[]
  readonly activePlanId: string | null
  readonly structures: readonly DrawnStructure[]
  /** The needle as this scan shows it. */
  readonly actual: DrawnActual | null
  readonly enlarged: boolean
  readonly onEnlarge: () => void
  readonly headerEnd: ReactNode
}

/** Bone in three dimensions, its sides and from which brightness on it is bone. */
export function BoneView({ viewId, series: newestSeries, plans, activePlanId, structures, actual, enlarged, onEnlarge, headerEnd }: BoneViewProps) {
  const series = useStableSeries(newestSeries)
  const pixels = useSeriesPixels(series.summary.seriesUid)
  const active = useViewing(state => state.activeViewId === viewId)
  const isComplete = pixels.total > 0 && pixels.loaded === pixels.total
  const host = useRef<HTMLDivElement>(null)
  const controller = useRef<BoneController | null>(null)
  const [thresholdHu, setThreshold] = useState(BONE_HU)
  const [problem, setProblem] = useState<string | null>(null)
  const inputs: BoneInputs = { plans, activePlanId, structures, actual, large: true, onEnlarge }
  const newest = useRef(inputs)

  useEffect(() => {
    if (host.current === null || !isComplete) return
    const opened = openBone({ viewId, series, host: host.current, inputs: newest.current, onThreshold: setThreshold, onProblem: setProblem })
    controller.current = opened
    return () => {
      controller.current = null
      opened.close()
    }
  }, [viewId, series, isComplete])
  useEffect(() => {
    newest.current = inputs
    controller.current?.update(inputs)
  })

  return (
    <ViewFrame
      title="Bone" subtitle="in three dimensions, from CT" active={active} enlarged={enlarged} label="Bone, in three dimensions" keyHint="Drag or arrow keys turn it, the wheel zooms." onEnlarge={onEnlarge} hostRef={host} notice={null} changed={null} menu={null} headerEnd={headerEnd}
      loading={isComplete || pixels.fault !== null ? null : { loaded: pixels.loaded, total: pixels.total, words: pixels.unreadable === 0 ? `${String(pixels.loaded)} of ${String(pixels.total)} images` : `${String(pixels.unreadable)} of ${String(pixels.total)} images cannot be read` }}
      problem={pixels.fault?.message ?? problem}
      toolbar={(
        <>
          <span className="bone-s" role="group" aria-label="Look from">{boneSides.map(({ name, turnDeg }) => <button key={name} type="button" className="btn sm" onClick={() => { controller.current?.lookFrom(turnDeg) }}>{name}</button>)}</span>
          <label className="bone-t">Bone from<input type="range" min={THRESHOLDS.least} max={THRESHOLDS.most} step={THRESHOLDS.step} value={thresholdHu} aria-valuetext={`${String(thresholdHu)} HU`} onChange={event => { controller.current?.setThreshold(Number(event.currentTarget.value)) }} /><b>{thresholdHu} HU</b></label>
        </>
      )}
    />
  )
}
