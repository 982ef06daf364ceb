import { renderPicture } from '#electron/services/library/thumbnail.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { imageOfFrame } from '#shared/dicom/modalityLut.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { isDicomFile, type CaseFolder } from './caseFolder.ts'

export type FramePicture = { readonly png: Uint8Array; readonly words: string; readonly isAnswer: boolean }

const OF_VOLUME = 5
const OF_RUN = 8
const LONGEST_SIDE_PX = 1024

/** Frames of a case as pictures for slides and pages: some of each series, evenly spaced, then the annotated pictures of the answers. */
export async function* framePictures(one: CaseFolder, objects: Pick<ObjectStore, 'pathOf'>, decoder: FrameDecoder): AsyncGenerator<FramePicture> {
  const { series, close } = pixelSeriesOfFiles(one.teachingCase.files.filter(isDicomFile).map(({ sha256 }) => objects.pathOf(sha256)))
  try {
    for (const [index, ofSeries] of series.entries()) {
      const frames = ofSeries.objects.flatMap((object) => Array.from({ length: object.image.frames }, (_, frame) => ({ object, frame })))
      const isRun = ofSeries.objects.some(({ image }) => image.frames > 1)
      for (const at of spread(frames.length, isRun ? OF_RUN : OF_VOLUME)) {
        const found = frames[at]
        const bytes = found === undefined ? null : await found.object.frameBytes(found.frame)
        const decoded = found === undefined || bytes === null ? null : await decoder.decode(bytes, found.object.image)
        if (found === undefined || decoded === null || !decoded.ok) continue
        yield { png: renderPicture(decoded.value, imageOfFrame(found.object.image, found.frame + 1), LONGEST_SIDE_PX), words: `${isRun ? 'Run' : ofSeries.objects[0]?.modality ?? 'Series'} ${String(index + 1)}, frame ${String(at + 1)} of ${String(frames.length)}`, isAnswer: false }
      }
    }
  } finally {
    await close()
  }
  for (const [index, file] of (one.answers?.files.filter(({ path }) => path.endsWith('.PNG')) ?? []).entries()) yield { png: await one.read(file), words: `Annotated picture ${String(index + 1)}`, isAnswer: true }
}

/** So many places, evenly spaced over a length, the ends left out. */
function spread(length: number, most: number): readonly number[] {
  const count = Math.min(length, most)
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * length) / count))
}
