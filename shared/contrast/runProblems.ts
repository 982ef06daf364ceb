import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { missingFramesOf } from '#shared/dicom/missingFrames.ts'
import type { MaskProposal } from './maskProposal.ts'
import { isInsideShutter } from './shutterArea.ts'
import { ADVISED_PER_S, runPace, slowPart } from './runPace.ts'
import { movedScore, type RunAlignment, type RunPixels } from './runAlignment.ts'

/** What is wrong with a run or its mask, what it means and what can still be done. */
export type RunProblem = {
  readonly code: 'MASK_HAS_CONTRAST' | 'NO_FRAME_BEFORE_CONTRAST' | 'RUN_TOO_SHORT' | 'MIXED_SIZE' | 'SATURATED' | 'COLOUR' | 'DISPLAY_VALUES' | 'NO_FRAME_TIMES' | 'SLOW' | 'MOVED' | 'FRAMES_MISSING'
  readonly message: string
  /** Frames that it concerns, from 0 within the run; empty where it is the whole run. */
  readonly frames: readonly number[]
}

const FEWEST_FRAMES = 4
const SATURATED_SHARE = 0.005

const numbers = (frames: readonly number[]): string => {
  const shown = frames.slice(0, 4).map((frame) => frame + 1).join(', ')
  return `${frames.length === 1 ? 'frame' : 'frames'} ${shown}${frames.length > 4 ? ' and more' : ''}`
}
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/**
 * What the headers of a run's pictures already tell.
 *
 * @source  Samples per Pixel (0028,0002); Pixel Intensity Relationship (0028,1040), PS3.3 C.8.7.1.1.2; frame times C.7.6.5
 * @frame   `from`: the frame from which on contrast may be seen, counted from 0 in the run: slow frames before it lose none
 * @units   times in milliseconds, empty where the header has none
 */
export function problemsOfHeader(images: readonly Pick<ImageDescription, 'rows' | 'columns' | 'frames' | 'framesThere' | 'pixel' | 'pixelIntensityRelationship'>[], timesMs: readonly number[], from = 0): readonly RunProblem[] {
  const problems: RunProblem[] = []
  const [first] = images
  if (first === undefined) return problems
  const frames = images.reduce((sum, image) => sum + (image.framesThere ?? image.frames), 0)
  const say = (code: RunProblem['code'], message: string): void => { problems.push({ code, message, frames: [] }) }
  if (first.pixel.samplesPerPixel > 1 || first.pixel.photometricInterpretation === 'PALETTE COLOR') say('COLOUR', 'This run is a colour picture of a screen. It cannot be subtracted. Watch it as it is, and take X-ray values from the C-arm if it can send them.')
  else if (first.pixelIntensityRelationship !== 'LIN' && first.pixelIntensityRelationship !== 'LOG') say('DISPLAY_VALUES', 'This run stores display values, not X-ray values. Subtraction shows where contrast is, not how much. The curve is off.')
  if (images.some((image) => image.rows !== first.rows || image.columns !== first.columns)) say('MIXED_SIZE', 'The frames of this run have different sizes. Only frames of one size can be subtracted from each other. Choose mask frames of the size shown.')
  for (const missing of images.map(missingFramesOf)) if (missing !== null) say('FRAMES_MISSING', `${missing.words} What flowed in or out after frame ${missing.there} cannot be seen or measured.`)
  if (frames < FEWEST_FRAMES) say('RUN_TOO_SHORT', `This run has ${frames} ${frames === 1 ? 'frame' : 'frames'}. Flow cannot be judged on so few. Choose a longer run, or record one.`)
  if (timesMs.length === 0) say('NO_FRAME_TIMES', 'This run has no frame times. Speed and washout cannot be measured.')
  const pace = runPace(timesMs, from)
  const slow = pace === null ? null : slowPart(pace)
  if (pace !== null && slow !== null) problems.push({ code: 'SLOW', frames: pace.isUneven ? pace.slowFrames : [], message: `This run has ${slow}: a bolus in an artery may pass between two frames. Below ${String(ADVISED_PER_S)} frames per second it cannot show that no vessel filled.` })
  return problems
}

/**
 * Whether a chosen mask shows contrast of its own, which would be taken off every frame.
 *
 * @units   frames from 0 within the run
 */
export function problemsOfMask(maskFrames: readonly number[], proposal: MaskProposal): readonly RunProblem[] {
  const { onsetFrame } = proposal
  if (onsetFrame === null) return []
  const frames = maskFrames.filter((frame) => frame >= onsetFrame)
  if (frames.length > 0) {
    return [{ code: 'MASK_HAS_CONTRAST', frames, message: `The mask has contrast in it: something new is seen from frame ${onsetFrame + 1} on. What ${numbers(frames)} already shows is taken off every frame. Choose earlier frames for the mask.` }]
  }
  return onsetFrame === 1 ? [{ code: 'NO_FRAME_BEFORE_CONTRAST', frames: [0], message: 'Only one frame comes before the first change. The mask is a single frame, noise and all, and may hold contrast already. Compare with the native loop.' }] : []
}

/**
 * Frames in which the patient does not lie where the mask shows him.
 *
 * @units   score in units of noise, frames from 0 within the run
 */
export function problemsOfMotion(alignment: Pick<RunAlignment, 'scores'>): readonly RunProblem[] {
  const frames = alignment.scores.flatMap((score, frame) => (score > movedScore ? [frame] : []))
  if (frames.length === 0) return []
  const worst = frames.reduce((most, frame) => Math.max(most, alignment.scores[frame] ?? NaN), 0)
  return [{ code: 'MOVED', frames, message: `The patient moved after the mask (score ${worst.toFixed(1)}). Bone edges look like contrast.` }]
}

/**
 * Frames in which much of the open picture is at the end of what the detector can hold: there contrast has no value.
 *
 * @units   frames from 0 within the run; `closed` marks what was empty on the first frame already: a collimator
 * @source  Bits Stored (0028,0101), Pixel Representation (0028,0103)
 */
export function problemsOfSaturation(run: RunPixels, pixel: ImageDescription['pixel'], closed: Uint8Array): readonly RunProblem[] {
  const largest = pixel.signed ? 2 ** (pixel.bitsStored - 1) - 1 : 2 ** pixel.bitsStored - 1
  const smallest = pixel.signed ? -(2 ** (pixel.bitsStored - 1)) : 0
  const isOpen = Uint8Array.from(closed, (_, at) => (isInsideShutter(run.shutter, at % run.columns, Math.floor(at / run.columns)) ? 1 : 0))
  const open = isOpen.reduce((sum, one) => sum + one, 0)
  const frames = run.frames.flatMap((frame, index) => {
    let ends = 0
    for (let at = 0; at < frame.length; at += 1) {
      const value = frame[at] ?? NaN
      if (isOpen[at] === 1 && (value >= largest || (value <= smallest && closed[at] === 0))) ends += 1
    }
    return ends > SATURATED_SHARE * open ? [index] : []
  })
  if (frames.length === 0) return []
  return [{ code: 'SATURATED', frames, message: `${capital(numbers(frames))} ${frames.length === 1 ? 'is' : 'are'} saturated: in part of the picture the detector was full or empty. There, contrast has no value; curve and area leave it out or are too low.` }]
}
