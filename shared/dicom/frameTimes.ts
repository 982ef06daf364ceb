import type { MultiFrameTiming } from './imageDescription.ts'

export type FrameTimes = {
  /** When each frame was taken, from the first on; empty when the header does not say. */
  readonly frameTimesMs: readonly number[]
  readonly source: 'frameTime' | 'frameTimeVector' | 'frameTimestamps' | 'none'
  readonly note: string
}

const FRAME_TIME = '00181063'
const FRAME_TIME_VECTOR = '00181065'

/**
 * The acquisition times of the frames of one object. The display rates of a header (Cine Rate, Recommended Display
 * Frame Rate) are never used: they say how fast to show, not how fast it was.
 *
 * @units   ms from the first frame, which is 0
 * @source  Frame Increment Pointer (0028,0009) says which attribute to read: Frame Time (0018,1063), or Frame Time
 *          Vector (0018,1065), whose values are increments with 0 first, PS3.3 C.7.6.5.1.2; enhanced objects: Frame
 *          Acquisition DateTime of each frame, PS3.3 C.7.6.16.2.2
 */
export function readFrameTimes(timing: MultiFrameTiming, frames: number): FrameTimes {
  const reasons: string[] = []
  for (const read of readersFor(timing)) {
    const times = read(timing, frames)
    if (typeof times !== 'string') return times
    reasons.push(times)
  }
  const why = reasons.length === 0 ? 'The header does not say when its frames were taken.' : reasons.join(' ')
  return { frameTimesMs: [], source: 'none', note: `${why} Rates and times cannot be measured on this run.` }
}

type Reader = (timing: MultiFrameTiming, frames: number) => FrameTimes | string

/** The pointer's attributes in its order; without a pointer whatever is there, the most exact first. */
function readersFor(timing: MultiFrameTiming): readonly Reader[] {
  const pointed = timing.frameIncrementPointer.flatMap((tag) => {
    if (tag.toUpperCase() === FRAME_TIME) return [fromFrameTime]
    return tag.toUpperCase() === FRAME_TIME_VECTOR ? [fromVector] : []
  })
  const present: Reader[] = []
  if (timing.frameAcquisitionTimesMs !== null) present.push(fromTimestamps)
  if (timing.frameTimeVectorMs !== null) present.push(fromVector)
  if (timing.frameTimeMs !== null) present.push(fromFrameTime)
  return [...new Set([...pointed, ...present])]
}

const fromFrameTime: Reader = ({ frameTimeMs }, frames) => {
  if (frameTimeMs === null) return 'The header points to a Frame Time that it does not have.'
  if (!(frameTimeMs > 0)) return 'The Frame Time of the header is not positive.'
  return { frameTimesMs: Array.from({ length: frames }, (_, frame) => frame * frameTimeMs), source: 'frameTime', note: '' }
}

const fromVector: Reader = ({ frameTimeVectorMs }, frames) => {
  if (frameTimeVectorMs === null) return 'The header points to a Frame Time Vector that it does not have.'
  if (frameTimeVectorMs.length !== frames) return `The Frame Time Vector has ${frameTimeVectorMs.length} values for ${frames} frames.`
  if (frameTimeVectorMs.slice(1).some((increment) => !(increment >= 0))) return 'The Frame Time Vector goes back in time.'
  let at = 0
  const frameTimesMs = frameTimeVectorMs.map((increment, frame) => (frame === 0 ? 0 : (at += increment)))
  if (frames > 1 && at === 0) return 'The Frame Time Vector is all zero.'
  const note = frameTimeVectorMs[0] === 0 ? '' : 'The Frame Time Vector does not begin with 0; its first value is left out.'
  return { frameTimesMs, source: 'frameTimeVector', note }
}

const fromTimestamps: Reader = ({ frameAcquisitionTimesMs: times }, frames) => {
  if (times === null || times.length !== frames) return `The header has ${times?.length ?? 0} frame timestamps for ${frames} frames.`
  const first = times[0] ?? 0
  const frameTimesMs = times.map((time) => time - first)
  if (frameTimesMs.some((time, frame) => frame > 0 && time < (frameTimesMs[frame - 1] ?? 0))) return 'The frame timestamps go back in time.'
  if (frames > 1 && frameTimesMs.at(-1) === 0) return 'The frame timestamps are all equal.'
  return { frameTimesMs, source: 'frameTimestamps', note: '' }
}
