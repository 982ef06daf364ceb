import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import type { BoneRequest, FromBoneWorker, ToBoneWorker } from './boneMessages.ts'

export type BoneDrawer = { /** The newest request is drawn next; those it overtakes are not drawn at all. */ ask(request: BoneRequest): void; close(): void }

/** Pictures of the bone of one volume, drawn in a worker of its own over the buffer that the views hold. */
export function openBoneDrawer(volume: HuVolume, onPicture: (picture: FromBoneWorker) => void): BoneDrawer {
  const worker = new Worker(new URL('./boneWorker.ts', import.meta.url), { type: 'module' })
  const send = (message: ToBoneWorker): void => { worker.postMessage(message) }
  worker.addEventListener('message', ({ data }: MessageEvent<FromBoneWorker>) => { onPicture(data) })
  worker.addEventListener('error', (event) => {
    worker.terminate()
    throw new Error(`Drawing the bone stopped: ${event.message}`)
  })
  send({ kind: 'volume', volume })
  return { ask: (request) => { send({ kind: 'draw', request }) }, close: () => { worker.terminate() } }
}
