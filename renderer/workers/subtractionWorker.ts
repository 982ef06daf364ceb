import type { StoredPixels } from '#shared/contrast/attenuation.ts'
import { createSubtractor, type Subtractor } from '#shared/contrast/subtractor.ts'
import type { FromSubtractionWorker, SubtractionRun, ToSubtractionWorker } from './subtractionMessages.ts'

type Held = { readonly subtractor: Subtractor; readonly length: number }
let held: Held | null = null

function hold({ values, slots, scale }: SubtractionRun): Held | null {
  const [first] = slots
  if (first === undefined || values instanceof Float32Array) return null
  const pixelsOf = (frame: number): StoredPixels => {
    const slot = slots[frame] ?? first
    return values.subarray(slot.offset, slot.offset + slot.length)
  }
  return { subtractor: createSubtractor(first.columns, first.rows, scale, pixelsOf), length: first.length }
}

addEventListener('message', ({ data }: MessageEvent<ToSubtractionWorker>) => {
  if (data.kind === 'run') {
    held = hold(data.run)
    return
  }
  if (held === null) return
  const target = data.target !== null && data.target.length === held.length ? data.target : new Float32Array(held.length)
  held.subtractor.subtract(data.frames, target)
  const message: FromSubtractionWorker = { id: data.id, picture: target }
  postMessage(message, { transfer: [target.buffer] })
})
