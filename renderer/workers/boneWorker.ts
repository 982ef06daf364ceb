import { BoneSurface } from '#shared/imageAnalysis/boneSurface.ts'
import type { FromBoneWorker, ToBoneWorker } from './boneMessages.ts'

let surface: BoneSurface | null = null

addEventListener('message', ({ data }: MessageEvent<ToBoneWorker>) => {
  if (data.kind === 'volume') {
    surface = new BoneSurface(data.volume)
    return
  }
  if (surface === null) throw new Error('The volume comes before its pictures.')
  const { camera, columns, rows, thresholdHu } = data.request
  const { light, depthMm } = surface.draw(camera, columns, rows, thresholdHu)
  const answer: FromBoneWorker = { request: data.request, light: new Uint8Array(light), depthMm: new Float32Array(depthMm) }
  postMessage(answer, { transfer: [answer.light.buffer, answer.depthMm.buffer] })
})
