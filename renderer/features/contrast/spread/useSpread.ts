import { useMemo } from 'react'
import { isSideConfirmed, useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { acquiredEdges, frameCalibration, useContrastAnswer, type ContrastQuestions, type FrameCalibration, type SpreadAnswer } from '#renderer/viewports/index.ts'
import type { OutlinePoint } from '#shared/contrast/outline.ts'
import type { RunOutlines } from '#shared/contrast/runMarks.ts'
import type { PictureOrientation } from '#shared/contrast/spreadDirection.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { useRunAnalysis } from '../runAnalysis.ts'
import { middleOf, outlinesOf, widthLine } from './spreadEdits.ts'
import { useSpreadState } from './spreadState.ts'

export type Spread = {
  readonly outlines: RunOutlines
  readonly answer: SpreadAnswer | null
  readonly fault: string | null
  readonly part: number | null
  readonly calibration: FrameCalibration
  readonly hasOrigin: boolean
}

/** What is opaque on the chosen picture of a run, and how far it has gone. */
export function useSpread(run: Run): Spread {
  const document = useCaseDocument()
  const { series, firstFrame, key } = run
  const outlines = outlinesOf(document, key)
  const { analysis, lie, fault, shiftOf } = useRunAnalysis(run, outlines.of !== null)
  const draft = useSpreadState(state => (state.draft?.key === key ? state.draft.threshold : null))
  const live = useSpreadState(state => (state.live?.key === key ? state.live : null))
  const calibration = frameCalibration(series, firstFrame, document.fluoroscopy.calibrations)
  const tip = tipOn(document, run, shiftOf)
  const { of } = outlines
  const joint = live?.what === 'joint' ? live.lines[0] ?? null : outlines.joint
  const origin = tip ?? (joint === null || joint.length < 3 ? null : middleOf(joint))
  const input: ContrastQuestions['spread']['input'] | null = lie === null || of === null ? null : {
    ...lie, of: of === 'peak' ? of : of - firstFrame, threshold: draft ?? outlines.threshold, outline: draft !== null ? null : live?.what === 'spread' ? live.lines : outlines.spread, connectedTo: null,
    context: {
      spacing: calibration.unit === 'mm' && calibration.regionsPx === null ? { rowMm: calibration.perRow, columnMm: calibration.perColumn } : null,
      joint, jointLine: joint === null ? null : widthLine(joint), tip, midline: outlines.midline,
    },
    origin, orientation: orientationOf(document, run),
  }
  const { answer, part } = useContrastAnswer(analysis, 'spread', input)
  const hasOrigin = origin !== null
  return useMemo(() => ({
    outlines, calibration, hasOrigin, part: of === null ? null : part,
    answer: of !== null && answer?.ok === true ? answer.value : null, fault: fault ?? (answer?.ok === false ? answer.error.message : null),
  }), [outlines, calibration, hasOrigin, of, part, answer, fault])
}

/** The needle's tip as it was marked last on this run, laid back to the mask. */
function tipOn({ fluoroscopy }: CaseDocument, { series, firstFrame, lastFrame }: Run, shiftOf: (frame: number) => readonly [number, number]): OutlinePoint | null {
  const needle = fluoroscopy.needles.findLast(({ seriesUid, frame, tipPx }) => seriesUid === series.summary.seriesUid && frame >= firstFrame && frame <= lastFrame && tipPx !== null)
  if (needle === undefined || needle.tipPx === null) return null
  const [down, across] = shiftOf(needle.frame)
  return [needle.tipPx[0] - across, needle.tipPx[1] - down]
}

/** Which way the picture lies in the patient; null until a person has confirmed the side. */
function orientationOf(document: CaseDocument, { series, firstFrame, run }: Run): PictureOrientation | null {
  const { study, contrast } = document
  const { seriesUid } = series.summary
  if (!isSideConfirmed(document)) return null
  const { end, foot } = acquiredEdges(series, firstFrame, { leftOnScreen: study.projectionLeft[seriesUid] ?? null, anteriorOnScreen: study.projectionAnterior[seriesUid] ?? null, saidView: contrast.viewOf[runKey(seriesUid, run)] ?? null })
  return end === null || foot === null ? null : [end.letter, foot.letter]
}
