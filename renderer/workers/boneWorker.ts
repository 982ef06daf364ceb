import { findBody } from '#shared/imageAnalysis/bodyMask.ts'
import { BoneSurface, emptyBonePicture, type BonePicture } from '#shared/imageAnalysis/boneSurface.ts'
import { NearBody } from '#shared/imageAnalysis/nearBody.ts'
import type { BoneRequest, FromBoneWorker, ToBoneWorker } from './boneMessages.ts'

/** Rows between two looks at what has come in: about a twentieth of a second. */
const BAND_ROWS = 48

const now: { surface: BoneSurface | null; isWithinSkin: boolean; wanted: BoneRequest | null; isDrawing: boolean } = { surface: null, isWithinSkin: false, wanted: null, isDrawing: false }

addEventListener('message', ({ data }: MessageEvent<ToBoneWorker>) => {
  if (data.kind === 'volume') {
    const body = findBody(data.volume)
    now.isWithinSkin = body !== null
    now.surface = new BoneSurface(data.volume, body === null ? null : new NearBody(data.volume, body))
    return
  }
  if (now.surface === null) throw new Error('The volume comes before its pictures.')
  now.wanted = data.request
  if (!now.isDrawing) void drawWanted(now.surface)
})

/** Lets the messages in that have come meanwhile. */
const look = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0) })

/** The newest request alone is drawn. */
async function drawWanted(surface: BoneSurface): Promise<void> {
  now.isDrawing = true
  while (now.wanted !== null) {
    const request = now.wanted
    now.wanted = null
    const picture = await drawn(surface, request)
    if (picture !== null) {
      const answer: FromBoneWorker = { request, isWithinSkin: now.isWithinSkin, light: picture.light, depthMm: picture.depthMm }
      postMessage(answer, { transfer: [picture.light.buffer, picture.depthMm.buffer] })
    }
    await look()
  }
  now.isDrawing = false
}

/** Null when a newer request broke it off. */
async function drawn(surface: BoneSurface, { camera, columns, rows, thresholdHu, isFinal }: BoneRequest): Promise<BonePicture | null> {
  const picture = emptyBonePicture(columns, rows)
  for (let first = 0; first < rows; first += BAND_ROWS) {
    surface.drawRows(picture, camera, thresholdHu, first, Math.min(rows, first + BAND_ROWS))
    if (!isFinal) continue
    await look()
    if (now.wanted !== null) return null
  }
  return picture
}
