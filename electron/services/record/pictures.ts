import { open } from 'node:fs/promises'
import type { Ports } from '#electron/ports/ports.ts'
import { readPngSize, type PngSize } from '#electron/services/png/pngStructure.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

type KeyImageInput = Extract<RecordEventInput, { kind: 'keyImageAdded' }>
export type PictureInput = KeyImageInput['picture']
export type Picture = PngSize & { readonly bytes: Uint8Array }
export type PictureFault = Fault<'BAD_PICTURE' | 'NOT_PERMITTED'>

/** More than any screen makes, less than would endanger the process. */
const LARGEST_PICTURE_BYTES = 128 * 2 ** 20

/** The picture of a key image, from an upload or a file, checked to be one whole PNG. */
export async function takePicture(ports: Pick<Ports, 'uploads' | 'access'>, input: PictureInput): Promise<Result<Picture, PictureFault>> {
  const bytes = 'blobId' in input ? await takeUploaded(ports, input.blobId) : await readPictureFile(ports, input.path)
  if (!bytes.ok) return bytes
  const size = readPngSize(bytes.value)
  if (size === null) return err('BAD_PICTURE', 'The picture is not a whole PNG. It was not saved. Save the key image again.')
  return ok({ ...size, bytes: bytes.value })
}

/** The film of a loop, checked to begin as its container does. */
export async function takeLoop(ports: Pick<Ports, 'uploads' | 'access'>, { file, contentType }: NonNullable<KeyImageInput['loop']>): Promise<Result<Uint8Array, PictureFault>> {
  const bytes = 'blobId' in file ? await takeUploaded(ports, file.blobId) : await readPictureFile(ports, file.path)
  if (!bytes.ok || isFilm(bytes.value, contentType)) return bytes
  return err('BAD_PICTURE', 'The loop is not a whole film. It was not saved. Save it again.')
}

const MATROSKA = [0x1a, 0x45, 0xdf, 0xa3] as const
/** @source ISO/IEC 14496-12, 4.3 File Type Box; RFC 8794, 11.2.1 EBML header */
function isFilm(bytes: Uint8Array, contentType: 'video/mp4' | 'video/webm'): boolean {
  if (contentType === 'video/webm') return MATROSKA.every((byte, at) => bytes[at] === byte)
  return String.fromCharCode(...bytes.subarray(4, 8)) === 'ftyp'
}

async function takeUploaded({ uploads }: Pick<Ports, 'uploads'>, blobId: string): Promise<Result<Uint8Array, PictureFault>> {
  const blob = await uploads.takeBlob(blobId)
  return blob.ok ? blob : err('BAD_PICTURE', 'The picture did not arrive, or was used already. It was not saved. Save the key image again.')
}

async function readPictureFile({ access }: Pick<Ports, 'access'>, filePath: string): Promise<Result<Uint8Array, PictureFault>> {
  if (!access.mayRead(filePath)) return err('NOT_PERMITTED', 'This file was not chosen by the user, so it may not be read. Choose it first.')
  try {
    const file = await open(filePath, 'r')
    try {
      const found = await file.stat()
      if (!found.isFile() || found.size > LARGEST_PICTURE_BYTES) return err('BAD_PICTURE', 'The picture is not a file, or larger than 128 MB. It was not saved.')
      return ok(await file.readFile())
    } finally {
      await file.close()
    }
  } catch {
    return err('BAD_PICTURE', 'The picture cannot be read. Check that the file is still there and may be read.')
  }
}
