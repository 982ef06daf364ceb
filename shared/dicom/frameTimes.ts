import type { MultiFrameTiming } from './imageDescription.ts'

export type FrameTimes = {
  /** When each frame was taken, from the first on; empty when the header does not say. */
  readonly frameTimesMs: readonly number[]
  readonly source: 'frameTime' | 'frameTimeVector' | 'frameTimestamps' | 'none'
  readonly note: string
}

const FRAME_TIME = '00181063'
const FRAME_TIME_VECTOR = '00181065'
/** No X-ray source of a C-arm pulses faster; what seems to is a time written in another unit. */
const FASTEST_FRAMES_PER_S = 500

/**
 * The acquisition times of the frames of one object. The display rates of a header (Cine Rate, Recommended Display
 * Frame Rate) are never used: they say how fast to show, not how fast it was.
 *
 * @units   ms from the first frame, which is 0
 * @source  Frame Increment Pointer (0028,0009) says which attribute to read: Frame Time (0018,1063), or Frame Time
 *          Vector (0018,1065), whose values are increments with 0 first, PS3.3 C.7.6.5.1.1, .2 and C.7.6.6.1.1; enhanced
 *          objects: Frame Acquisition DateTime of each frame, else its Frame Reference DateTime, PS3.3 C.7.6.16.2.2
 */
export function readFrameTimes(timing: MultiFrameTiming, frames: number): FrameTimes {
  const reasons: string[] = strangePointers(timing)
  for (const read of readersFor(timing)) {
    const times = read(timing, frames)
    if (typeof times !== 'string') return { ...times, note: [...reasons, ...notesOn(times)].join(' ') }
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
  if (timing.frameAcquisitionTimesMs !== null || timing.frameTimestamps !== undefined) present.push(fromTimestamps)
  if (timing.frameTimeVectorMs !== null || isUnreadable(timing, 'Frame Time Vector')) present.push(fromVector)
  if (timing.frameTimeMs !== null || isUnreadable(timing, 'Frame Time')) present.push(fromFrameTime)
  return [...new Set([...pointed, ...present])]
}

const isUnreadable = ({ unreadable }: MultiFrameTiming, name: string): boolean => unreadable?.includes(name) === true

function strangePointers({ frameIncrementPointer }: MultiFrameTiming): string[] {
  const others = frameIncrementPointer.filter((tag) => ![FRAME_TIME, FRAME_TIME_VECTOR].includes(tag.toUpperCase()))
  return others.map((tag) => `The header counts its frames by (${tag.slice(0, 4)},${tag.slice(4)}), which is not a time.`)
}

function missing(timing: MultiFrameTiming, name: string): string {
  return isUnreadable(timing, name) ? `The ${name} of the header is not a number.` : `The header points to a ${name} that it does not have.`
}

const fromFrameTime: Reader = (timing, frames) => {
  const { frameTimeMs } = timing
  if (frameTimeMs === null) return missing(timing, 'Frame Time')
  if (!(frameTimeMs > 0)) return `The Frame Time of the header is ${String(frameTimeMs)}, which is not a time.`
  return { frameTimesMs: Array.from({ length: frames }, (_, frame) => frame * frameTimeMs), source: 'frameTime', note: '' }
}

const fromVector: Reader = (timing, frames) => {
  const { frameTimeVectorMs } = timing
  if (frameTimeVectorMs === null) return missing(timing, 'Frame Time Vector')
  if (frameTimeVectorMs.length !== frames) return `The Frame Time Vector has ${frameTimeVectorMs.length} values for ${frames} frames.`
  if (frameTimeVectorMs.slice(1).some((increment) => !(increment >= 0))) return 'The Frame Time Vector goes back in time.'
  let at = 0
  const frameTimesMs = frameTimeVectorMs.map((increment, frame) => (frame === 0 ? 0 : (at += increment)))
  if (frames > 1 && at === 0) return 'The Frame Time Vector is all zero.'
  const note = frameTimeVectorMs[0] === 0 ? '' : 'The Frame Time Vector does not begin with 0; its first value is not used.'
  return { frameTimesMs, source: 'frameTimeVector', note }
}

const fromTimestamps: Reader = ({ frameAcquisitionTimesMs: times, frameTimestamps }, frames) => {
  if (times === null || times.length !== frames) return `The header has ${times?.length ?? frameTimestamps?.readable ?? 0} frame timestamps for ${frames} frames.`
  const first = times[0] ?? 0
  const frameTimesMs = times.map((time) => time - first)
  if (frameTimesMs.some((time, frame) => frame > 0 && time < (frameTimesMs[frame - 1] ?? 0))) return 'The frame timestamps go back in time.'
  if (frames > 1 && frameTimesMs.at(-1) === 0) return 'The frame timestamps are all equal.'
  return { frameTimesMs, source: 'frameTimestamps', note: frameTimestamps?.from === 'reference' ? 'Times are those that the header calls most representative of each frame.' : '' }
}

function notesOn({ frameTimesMs, note }: FrameTimes): string[] {
  const twin = frameTimesMs.findIndex((time, frame) => frame > 0 && time === frameTimesMs[frame - 1])
  const lastMs = frameTimesMs.at(-1)
  const rate = lastMs === undefined || lastMs <= 0 ? null : ((frameTimesMs.length - 1) / lastMs) * 1000
  return [
    ...(note === '' ? [] : [note]),
    ...(twin > 0 ? [`Frames ${String(twin)} and ${String(twin + 1)} carry the same time.`] : []),
    ...(rate !== null && rate > FASTEST_FRAMES_PER_S ? [`That would be ${rate.toFixed(0)} frames a second. Check the times before measuring with them.`] : []),
  ]
}
