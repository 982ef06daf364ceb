import { readFile } from 'node:fs/promises'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { decodePngToRgb } from '#electron/services/png/pngPixels.ts'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'

/** A picture that is not the one that was saved must not leave the record as if it were. */
export class PictureBroken extends Error {}

/** A key image with its place in the record, from 1, which stays when others are removed. */
export type NumberedKeyImage = { readonly image: KeyImage; readonly number: number }

/** The saved bytes of key images, each checked against its hash; a PictureBroken is thrown where they do not hold. */
export type ExportedPictures = {
  readonly png: (keyImage: NumberedKeyImage) => Promise<Uint8Array>
  /** The picture unpacked: once for everything that leaves. */
  readonly rgb: (keyImage: NumberedKeyImage) => Promise<RgbPicture>
  readonly loop: (keyImage: NumberedKeyImage) => Promise<Uint8Array | null>
}

export function openExportedPictures(objects: ObjectStore): ExportedPictures {
  const readWhole = async (sha256: string, what: string): Promise<Uint8Array> => {
    const bytes = await readFile(objects.pathOf(sha256)).catch(() => null)
    if (bytes === null || sha256OfBytes(bytes) !== sha256) throw new PictureBroken(`${what} is missing or was changed.`)
    return bytes
  }
  const png: ExportedPictures['png'] = ({ image, number }) => readWhole(image.picture.sha256, `The picture of key image ${String(number)}`)
  const unpacked = new Map<string, RgbPicture>()
  return {
    png,
    rgb: async (keyImage) => {
      const { sha256 } = keyImage.image.picture
      const picture = unpacked.get(sha256) ?? decodePngToRgb(await png(keyImage))
      if (picture === null) throw new PictureBroken(`The picture of key image ${String(keyImage.number)} cannot be decoded.`)
      unpacked.set(sha256, picture)
      return picture
    },
    loop: async ({ image, number }) => (image.loop === undefined ? null : readWhole(image.loop.sha256, `The loop of key image ${String(number)}`)),
  }
}
