import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { RecordedFrames } from '#shared/procedure/recordEvents.ts'

/** More objects than this are a whole scan, which its series names as well. */
const MOST_OBJECTS = 512

/** Frames of a series, from 0 in showing order, by the object that holds each and its number there; nothing where the library cannot say it of every one. */
export async function framesSeenOn(source: ImageSource, seriesUid: string, frames: readonly number[]): Promise<{ readonly seenOn?: RecordedFrames[] }> {
  const described = await source.describe(seriesUid)
  if (!described.ok) return {}
  const { summary, images, frames: all } = described.value
  const byObject = new Map<string, RecordedFrames>()
  for (const frame of [...new Set(frames)].toSorted((a, b) => a - b)) {
    const place = all[frame]
    const image = place === undefined ? undefined : images[place.image]
    if (place === undefined || image === undefined) return {}
    const known = byObject.get(image.sopInstanceUid) ?? { studyUid: summary.studyUid, seriesUid, sopClassUid: image.sopClassUid, sopInstanceUid: image.sopInstanceUid, frameNumbers: [] }
    byObject.set(image.sopInstanceUid, image.frames > 1 ? { ...known, frameNumbers: [...known.frameNumbers, place.frameNumber] } : known)
  }
  return byObject.size === 0 || byObject.size > MOST_OBJECTS ? {} : { seenOn: [...byObject.values()] }
}
