import { PictureBroken, type ExportedPictures } from '#electron/services/record/exportedPictures.ts'
import { decodePngToRgb } from '#electron/services/png/pngPixels.ts'
import type { SoundRecord } from '#electron/services/record/recordStore.ts'
import { sha256OfBytes, sha256OfText } from '#electron/services/storage/sha256.ts'
import { mappedUuid, type DocumentCleaning } from '#shared/teaching/deidentification/cleanDocument.ts'
import type { IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'
import { mapStrings } from '#shared/teaching/deidentification/mapStrings.ts'
import { sealEvent } from '#shared/procedure/recordChain.ts'
import { keyImage, recordEventBody, type KeyImage, type RecordEvent, type RecordEventBody, type RecordState } from '#shared/procedure/recordEvents.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'
import { paintedWords, withoutIdentityStrip } from './keyPictures.ts'

export type CleanedRecord = { readonly state: RecordState; readonly events: readonly RecordEvent[]; readonly signaturesFromFile: readonly number[]; readonly pictures: ExportedPictures; readonly pngs: ReadonlyMap<string, Uint8Array>; readonly remarks: readonly string[] }

export type RecordAround = {
  readonly pictures: ExportedPictures
  readonly cleaning: DocumentCleaning
  readonly key: IdentityKey
  /** Whether an original object is in the copy. */
  readonly isPresent: (sopInstanceUid: string) => boolean
  /** Why a picture of this view must not leave; null: it may. */
  readonly whyNot: (image: KeyImage) => string | null
  /** Why a picture must not leave for what is read in it; null: it may. */
  readonly whyNotByLetters: (picture: RgbPicture) => Promise<string | null>
  readonly keepSex: boolean
}

/**
 * A record that names nobody: every event mapped, the chain sealed anew, key images without their identity strip. What cannot
 * be cleaned is not in it, and is said.
 */
export async function cleanRecord({ check, state, signaturesFromFile }: SoundRecord, around: RecordAround): Promise<CleanedRecord | null> {
  const pngs = new Map<string, Uint8Array>()
  const remarks: string[] = []
  const images = new Map<string, { readonly sha256: string; readonly byteLength: number; readonly columns: number; readonly rows: number }>()
  for (const [index, image] of state.keyImages.entries()) {
    if (image.removed) continue
    const number = index + 1
    const clean = await cleanPicture(image, number, around)
    if ('why' in clean) remarks.push(`Key image ${String(number)} was left out: ${clean.why}.`)
    else {
      const sha256 = sha256OfBytes(clean.png)
      pngs.set(sha256, clean.png)
      images.set(image.keyImageId, { sha256, byteLength: clean.png.length, columns: clean.columns, rows: clean.rows })
      if (image.loop !== undefined) remarks.push(`The loop of key image ${String(number)} was left out: every frame of it names the patient. Its picture stays.`)
    }
  }
  const events: RecordEvent[] = []
  const fromFile: number[] = []
  for (const event of check.events) {
    const body = mapBody(event.body, images, around)
    if (body === null) continue
    const recordId = mappedUuid(around.key, event.recordId)
    const previous = events.at(-1) ?? null
    const stated = signedAfter(body, previous)
    if (signaturesFromFile.includes(event.seq)) fromFile.push(events.length)
    events.push(sealEvent({
      recordId, seq: events.length, atIso: around.cleaning.map(event.atIso, { keys: ['atIso'], isKey: false }) ?? event.atIso,
      actor: around.cleaning.map(event.actor, { keys: ['actor'], isKey: false }) ?? '', body: stated,
    }, previous, sha256OfText))
  }
  const cleaned = reduceRecord(events)
  return cleaned === null ? null : { state: cleaned, events, signaturesFromFile: fromFile, pngs, pictures: picturesOf(pngs), remarks }
}

async function cleanPicture(image: KeyImage, number: number, { pictures, isPresent, whyNot, whyNotByLetters, cleaning }: RecordAround): Promise<(RgbPicture & { readonly png: Uint8Array }) | { readonly why: string }> {
  if (!isPresent(image.sopInstanceUid)) return { why: 'its source is not in the copy' }
  const why = whyNot(image) ?? (isPaintedAsKept(image, cleaning) ? null : 'words are drawn into it that were not all kept as they are')
  if (why !== null) return { why }
  const clean = withoutIdentityStrip(await pictures.png({ image, number }))
  if (clean === null) return { why: 'the strip that names the patient could not be found in it' }
  const letters = await whyNotByLetters(clean)
  return letters === null ? clean : { why: letters }
}

/** Whether every word that people wrote into the picture stays in the copy as it is. */
function isPaintedAsKept(image: KeyImage, cleaning: DocumentCleaning): boolean {
  const plain = (words: readonly string[]): string => JSON.stringify(words.map((one) => one.replaceAll(/\s+/g, ' ').trim()))
  return plain(paintedWords(image)) === plain(paintedWords(keyImage.parse(mapStrings(keyImage, image, cleaning.map))))
}

/** One event of the copy; null where it is about a picture that is not in it. */
function mapBody(body: RecordEventBody, images: ReadonlyMap<string, KeyImage['picture']>, { cleaning, isPresent, keepSex }: RecordAround): RecordEventBody | null {
  const kept = keptOf(body, images, isPresent, keepSex)
  return kept === null ? null : recordEventBody.parse(mapStrings(recordEventBody, kept, cleaning.map))
}

function keptOf(body: RecordEventBody, images: ReadonlyMap<string, KeyImage['picture']>, isPresent: (uid: string) => boolean, keepSex: boolean): RecordEventBody | null {
  switch (body.kind) {
    case 'recordCreated': return { ...body, sex: keepSex ? body.sex : null }
    case 'keyImageAdded': {
      const picture = images.get(body.keyImageId)
      if (picture === undefined) return null
      return { ...body, picture, loop: undefined, sourceFile: undefined }
    }
    case 'keyImageRemoved': case 'keyImageRestored': case 'captionChanged': return images.has(body.keyImageId) ? body : null
    case 'keyImageSlotGiven': return 'keyImageId' in body && typeof body.keyImageId === 'string' && !images.has(body.keyImageId) ? null : body
    case 'keyImagesOrdered': return { ...body, keyImageIds: body.keyImageIds.filter((id) => images.has(id)) }
    case 'planAccepted': case 'contrastAssessed': {
      const { seenOn, ...rest } = body
      const present = seenOn?.filter(({ sopInstanceUid }) => isPresent(sopInstanceUid)) ?? []
      return present.length === 0 ? rest : { ...rest, seenOn: present }
    }
    default: return body
  }
}

/** A signature stands for the event before it, whose hash is another one now. */
function signedAfter(body: RecordEventBody, previous: RecordEvent | null): RecordEventBody {
  if ((body.kind !== 'signed' && body.kind !== 'countersigned') || previous === null) return body
  return { ...body, signature: { ...body.signature, signedHash: previous.hash } }
}

function picturesOf(pngs: ReadonlyMap<string, Uint8Array>): ExportedPictures {
  const png: ExportedPictures['png'] = async ({ image, number }) => {
    const found = pngs.get(image.picture.sha256)
    if (found === undefined) throw new PictureBroken(`The picture of key image ${String(number)} is not in the copy.`)
    return found
  }
  return {
    png, loop: async () => null,
    rgb: async (keyImage) => {
      const picture = decodePngToRgb(await png(keyImage))
      if (picture === null) throw new PictureBroken('A picture cannot be decoded.')
      return picture
    },
  }
}
