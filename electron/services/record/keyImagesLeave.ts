import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { buildSecondaryCapture } from '#shared/reporting/secondaryCapture.ts'
import { utcOffsetMinutes } from './localClock.ts'
import { captureSeriesUid } from './recordUids.ts'
import { shownKeyImages } from './shownKeyImages.ts'
import type { Leaving, LeavingFile } from './leaving.ts'

/** Each key image as PNG and JPEG for people and as Secondary Capture for archives; a loop also as the film it is. */
export const keyImagesLeave: Leaving = async function* (record, pictures, { jpeg }) {
  for (const { image, number } of shownKeyImages(record)) {
    const png = await pictures.png({ image, number })
    const loop = await pictures.loop({ image, number })
    const picture = await pictures.rgb({ image, number })
    const photo = jpeg === null ? null : await jpeg(picture)
    const capture = buildSecondaryCapture({
      record, image, number, picture,
      seriesUid: captureSeriesUid(record, image),
      utcOffsetMinutes: utcOffsetMinutes(image.addedAtIso),
    })
    yield {
      baseName: keyImageName(image, number),
      files: [
        { extension: '.png', kind: 'PNG', bytes: png },
        ...(photo === null ? [] : [{ extension: '.jpg', kind: 'JPEG', bytes: photo } satisfies LeavingFile]),
        { extension: '.dcm', kind: 'SC', sopInstanceUid: capture.SOPInstanceUID, bytes: writeDicomFile(capture) },
        ...(loop === null || image.loop === undefined ? [] : [{ extension: image.loop.contentType === 'video/mp4' ? '.mp4' : '.webm', kind: 'LOOP', bytes: loop } satisfies LeavingFile]),
      ],
    }
  }
}

/** Nothing of the patient is in a file's name. The number is the key image's place in the record and stays when others are removed. */
export const keyImageName = ({ side, level }: KeyImage, number: number): string => `key-image-${String(number)}-${side ?? 'SIDE-NOT-STATED'}-${level ?? 'LEVEL-NOT-STATED'}`
