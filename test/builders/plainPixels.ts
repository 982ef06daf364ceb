import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import { ok } from '#shared/result.ts'
import { buildPng } from './png.ts'

/** Pixel work for what is about everything but pixels: nothing is found in them, and they stay as stored. */
export const plainPixels: PixelWork = {
  findBurnedInText: async ({ objects }) => ok({ boxes: [], framesLookedAt: objects.length, words: 'Nothing was found.' }),
  cleanPixels: async (object) => {
    const frames: Uint8Array[] = []
    for (let frame = 0; frame < object.image.frames; frame += 1) frames.push(await object.frameBytes(frame) ?? new Uint8Array(0))
    return ok({ kind: 'asStored', transferSyntaxUid: object.image.transferSyntaxUid, frames, image: object.image, set: [], remove: ['60xx'], words: '' })
  },
  faceNeeded: async () => ok({ face: 'none', words: 'No face is shown.' }),
  hideFace: async () => { throw new Error('No face here.') },
  pictureSheet: async () => ok({ pages: [{ png: buildPng(20, 20).png, shows: 'frames' }] }),
  close: async () => undefined,
}
