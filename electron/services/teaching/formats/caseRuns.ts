import { renderPicture, steadyImage } from '#electron/services/library/thumbnail.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { imageOfFrame } from '#shared/dicom/modalityLut.ts'
import type { CaseFile } from '#shared/teaching/teachingCase.ts'
import { isDicomFile, type CaseFolder } from './caseFolder.ts'

/** A run of a case: its place among the files, and how long each frame is shown. */
export type CaseRun = { readonly place: string; readonly durationsMs: readonly number[] }

/** Shown where a header does not say when its frames were taken; nothing is measured by it. */
const UNTIMED_MS = 125
const LONGEST_SIDE_PX = 1024

/** The objects of several frames in a case, as they were released. */
export async function runsOf({ teachingCase }: CaseFolder, objects: Pick<ObjectStore, 'pathOf'>): Promise<readonly CaseRun[]> {
  const runs: CaseRun[] = []
  for (const file of teachingCase.files.filter(isDicomFile)) {
    const { series, close } = pixelSeriesOfFiles([objects.pathOf(file.sha256)])
    await close()
    const image = series[0]?.objects[0]?.image
    if (image === undefined || image.frames < 2) continue
    const { frameTimesMs } = readFrameTimes(image.timing, image.frames)
    runs.push({ place: file.path, durationsMs: Array.from({ length: image.frames }, (_, frame) => gapAfter(frameTimesMs, frame)) })
  }
  return runs
}

/** The last frame stays for as long as the one before it. */
function gapAfter(timesMs: readonly number[], frame: number): number {
  const [before, now, next] = [timesMs[frame - 1], timesMs[frame], timesMs[frame + 1]]
  const gap = now === undefined ? undefined : next !== undefined ? next - now : before === undefined ? undefined : now - before
  return gap !== undefined && gap > 0 ? gap : UNTIMED_MS
}

/** One frame of a run as a picture, in the same greys as all others of it; null where it cannot be had. */
export async function runFrame(one: CaseFolder, file: CaseFile, frame: number, objects: Pick<ObjectStore, 'pathOf'>, decoder: FrameDecoder): Promise<Uint8Array | null> {
  await one.read(file)
  const { series, close } = pixelSeriesOfFiles([objects.pathOf(file.sha256)])
  try {
    const object = series[0]?.objects[0]
    if (object === undefined || frame >= object.image.frames) return null
    const decodedFrame = async (at: number) => {
      const bytes = await object.frameBytes(at)
      const decoded = bytes === null ? null : await decoder.decode(bytes, object.image)
      return decoded?.ok === true ? decoded.value : null
    }
    const [first, shown] = [await decodedFrame(0), await decodedFrame(frame)]
    return first === null || shown === null ? null : renderPicture(shown, imageOfFrame(steadyImage(first, object.image), frame + 1), LONGEST_SIDE_PX)
  } finally {
    await close()
  }
}
