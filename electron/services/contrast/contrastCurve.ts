import { buildAttenuationScale, type AttenuationScale, type StoredPixels } from '#shared/contrast/attenuation.ts'
import { measureCurve, qualitativeOnly, type CurveMeasures, type Measured } from '#shared/contrast/curveMeasures.ts'
import { proposeMask } from '#shared/contrast/maskProposal.ts'
import { regionCurveSteps } from '#shared/contrast/regionCurve.ts'
import { pixelsOfEllipse } from '#shared/contrast/regionMean.ts'
import { judgedFrom } from '#shared/contrast/runPace.ts'
import { alignRunSteps, finishSteps } from '#shared/contrast/runAlignment.ts'
import { problemsOfHeader, problemsOfMask } from '#shared/contrast/runProblems.ts'
import type { Code, Input, Output, ServiceReply } from '#shared/contract/types.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import { noSuchFrame, readFrames } from './contrastFrames.ts'

type CurveFault = Fault<Code<'contrast.curve'>>
/** One run of a series, decoded. */
type Run = { readonly firstFrame: number; readonly image: ImageDescription; readonly scale: AttenuationScale; readonly frames: readonly StoredPixels[] }
type ShiftPx = readonly [row: number, column: number]

export async function measureRunCurve(source: ImageSource, input: Input<'contrast.curve'>): Promise<ServiceReply<'contrast.curve'>> {
  const described = await source.describe(input.seriesUid)
  if (!described.ok) return described
  const run = await readRun(source, described.value, input)
  if (!run.ok) return run
  const { firstFrame, image, scale, frames } = run.value
  const region = pixelsOfEllipse(input.roi, image.columns, image.rows)
  if (region.indexes.length === 0) return err('EMPTY_REGION', `No pixel of this picture of ${image.columns} by ${image.rows} lies in the region. Draw it on the picture.`)
  const proposal = proposeMask(frames, image.columns, image.rows, scale, image.shutter)
  const maskFrames = input.maskFrames?.map((frame) => frame - firstFrame) ?? proposal.maskFrames
  const shifts = input.align ? alignedShifts(run.value, maskFrames) : ok(frames.map((): ShiftPx => [0, 0]))
  if (!shifts.ok) return shifts
  const frameTimesMs = readFrameTimes(image.timing, image.frames).frameTimesMs.slice(0, frames.length)
  const values = finishSteps(regionCurveSteps({ frames, columns: image.columns, rows: image.rows, scale, shutter: image.shutter }, { maskFrames, shiftsPx: shifts.value }, region))
  const measures = measureCurve({ timesMs: frameTimesMs, values }, maskFrames)
  const toSeries = (frame: number): number => frame + firstFrame
  return ok({
    timesMs: [...frameTimesMs], values, ...figuresOf(scale.space === 'log' ? measures : qualitativeOnly(measures, scale.note), toSeries),
    firstFrame, maskFrames: maskFrames.map(toSeries), shiftsPx: input.align ? shifts.value.map(([row, column]) => [row, column]) : [],
    pixels: region.indexes.length, space: scale.space,
    problems: [...problemsOfHeader([image], frameTimesMs, judgedFrom(proposal.onsetFrame, maskFrames)), ...problemsOfMask(maskFrames, proposal)].map(({ code, message, frames: concerned }) => ({ code, message, frames: concerned.map(toSeries) })),
  })
}

/** The run that the mask frames belong to, the first where none are named. */
async function readRun(source: ImageSource, series: SeriesDescription, { seriesUid, maskFrames }: Input<'contrast.curve'>): Promise<Result<Run, CurveFault>> {
  if (series.summary.kind === 'volume' || series.summary.kind === 'document') return err('NOT_A_RUN', 'This series has no moving pictures. Choose a fluoroscopy or angiography run.')
  const [firstMask = series.runs[0]?.firstFrame ?? 0] = maskFrames ?? []
  const object = series.runs.find((run) => firstMask >= run.firstFrame && firstMask < run.firstFrame + run.frames)
  const image = object === undefined ? undefined : series.images[object.image]
  if (object === undefined || image === undefined) return noSuchFrame(series)
  if (maskFrames?.some((frame) => frame < object.firstFrame || frame >= object.firstFrame + (image.framesThere ?? object.frames)) === true) {
    return err('NO_SUCH_FRAME', `The run of the first mask frame has frames ${object.firstFrame} to ${object.firstFrame + (image.framesThere ?? object.frames) - 1} of this series. Choose all mask frames from it.`)
  }
  if ((image.framesThere ?? object.frames) < 2) return err('NOT_A_RUN', 'This is a single picture: it has no course over time. Choose a run of moving pictures.')
  const scale = buildAttenuationScale(image)
  if (!scale.ok) return scale
  const read = await readFrames(source, series, image, Array.from({ length: image.framesThere ?? object.frames }, (_, frame) => object.firstFrame + frame), seriesUid)
  return read.ok ? ok({ firstFrame: object.firstFrame, image, scale: scale.value, frames: read.value.map(({ pixels }) => pixels) }) : read
}

function alignedShifts({ frames, image, scale }: Run, maskFrames: readonly number[]): Result<readonly ShiftPx[], CurveFault> {
  const aligned = finishSteps(alignRunSteps({ frames, columns: image.columns, rows: image.rows, scale, shutter: image.shutter }, maskFrames))
  return aligned.ok ? ok(aligned.value.shiftsPx) : err('CANNOT_ALIGN', aligned.error.message)
}

function figuresOf(measures: CurveMeasures, toSeries: (frame: number) => number): Pick<Output<'contrast.curve'>, keyof CurveMeasures | 'reasons'> {
  const frame = ({ value }: Measured): number | null => (value === null ? null : toSeries(value))
  return {
    onsetFrame: frame(measures.onsetFrame), peakFrame: frame(measures.peakFrame), peakValue: measures.peakValue.value,
    onsetMs: measures.onsetMs.value, timeToPeakMs: measures.timeToPeakMs.value, widthMs: measures.widthMs.value,
    retainedFraction: measures.retainedFraction.value, washoutHalfTimeMs: measures.washoutHalfTimeMs.value,
    reasons: Object.entries(measures).flatMap(([figure, { reason }]) => (reason === null ? [] : [{ figure, reason }])),
  }
}
