import { millisecondsOfDateTime } from './dateTimes.ts'
import type { DicomHeader } from './header.ts'
import type { MultiFrameTiming } from './imageDescription.ts'
import { createStatedValues, type NamedTag } from './statedValues.ts'
import { tags } from './tags.ts'

const named = {
  frameTime: { tag: tags.FrameTime, name: 'Frame Time' },
  vector: { tag: tags.FrameTimeVector, name: 'Frame Time Vector' },
  delay: { tag: tags.FrameDelay, name: 'Frame Delay' },
  cineRate: { tag: tags.CineRate, name: 'Cine Rate' },
  rate: { tag: tags.RecommendedDisplayFrameRate, name: 'Recommended Display Frame Rate' },
  floatRate: { tag: tags.RecommendedDisplayFrameRateFloat, name: 'Recommended Display Frame Rate in Float' },
  startTrim: { tag: tags.StartTrim, name: 'Start Trim' },
  stopTrim: { tag: tags.StopTrim, name: 'Stop Trim' },
  playback: { tag: tags.PreferredPlaybackSequencing, name: 'Preferred Playback Sequencing' },
  representative: { tag: tags.RepresentativeFrameNumber, name: 'Representative Frame Number' },
} as const satisfies Readonly<Record<string, NamedTag>>

const playbackWords = ['looping', 'sweeping', 'stop'] as const

/**
 * What a header writes about time, as written; `readFrameTimes` and `playbackOf` say what it means.
 *
 * @units   ms; frames a second for display rates
 * @source  PS3.3 C.7.6.5 Cine, C.7.6.6 Multi-frame, C.7.6.16.2.2 Frame Content
 */
export function describeTiming(header: DicomHeader, perFrame: readonly DicomHeader[]): MultiFrameTiming {
  const values = createStatedValues()
  const words: string[] = []
  const whole = (which: NamedTag): number | null => {
    const value = values.number(header, which)
    if (value === null || Number.isSafeInteger(value)) return value
    words.push(which.name)
    return null
  }
  const playback = whole(named.playback)
  const preferredPlayback = playback === null ? null : playbackWords[playback] ?? null
  if (playback !== null && preferredPlayback === null) words.push(named.playback.name)
  const timing = {
    frameIncrementPointer: attributeTags(header.bytes(tags.FrameIncrementPointer), header.bigEndian),
    frameTimeMs: values.number(header, named.frameTime),
    frameTimeVectorMs: values.list(header, named.vector),
    ...frameTimestamps(perFrame),
    frameDelayMs: values.number(header, named.delay),
    cineRate: values.number(header, named.cineRate),
    recommendedDisplayFrameRate: values.number(header, named.floatRate) ?? values.number(header, named.rate),
    startTrim: whole(named.startTrim),
    stopTrim: whole(named.stopTrim),
    preferredPlayback,
    representativeFrame: whole(named.representative),
  }
  const unreadable = [...values.unreadable(), ...words]
  return unreadable.length === 0 ? timing : { ...timing, unreadable }
}

/** All frames by one attribute or none: a gap would be filled by guessing. @units ms, first = 0 @source PS3.3 C.7.6.16.2.2 */
function frameTimestamps(perFrame: readonly DicomHeader[]): Pick<MultiFrameTiming, 'frameAcquisitionTimesMs' | 'frameTimestamps'> {
  const contents = perFrame.map((frame) => frame.items(tags.FrameContentSequence)[0] ?? null)
  const read = (tag: typeof tags.FrameAcquisitionDateTime | typeof tags.FrameReferenceDateTime): number[] =>
    contents.flatMap((content) => {
      const at = millisecondsOfDateTime(content?.text(tag) ?? null)
      return at === null ? [] : [at]
    })
  const acquired = read(tags.FrameAcquisitionDateTime)
  const isAcquired = acquired.length === perFrame.length
  const represented = isAcquired ? [] : read(tags.FrameReferenceDateTime)
  const times = isAcquired ? acquired : represented
  const start = times[0]
  if (perFrame.length < 2 || (acquired.length === 0 && represented.length === 0)) return { frameAcquisitionTimesMs: null }
  if (start === undefined || times.length !== perFrame.length) return { frameAcquisitionTimesMs: null, frameTimestamps: { from: 'acquisition', readable: Math.max(acquired.length, represented.length) } }
  return { frameAcquisitionTimesMs: times.map((time) => time - start), frameTimestamps: { from: isAcquired ? 'acquisition' : 'reference', readable: times.length } }
}

function attributeTags(bytes: Uint8Array | null, bigEndian: boolean): string[] {
  if (bytes === null) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hex = (offset: number): string => view.getUint16(offset, !bigEndian).toString(16).toUpperCase().padStart(4, '0')
  return Array.from({ length: bytes.length >> 2 }, (_, index) => hex(index * 4) + hex(index * 4 + 2))
}
