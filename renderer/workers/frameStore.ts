import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { LoadJob } from './frameMessages.ts'
import { viewValues, type FramePlan, type PixelValues } from './framePlan.ts'
import type { FrameReports } from './frameReports.ts'
import { writeDecoded } from './frameWriter.ts'

/** Where a worker puts frames: the shared buffer, or, where none can be had, a fresh one a frame that is handed over. */
export type FrameStore = {
  readonly place: (frame: number) => { readonly values: PixelValues; readonly plan: FramePlan } | null
  readonly done: (frame: number, values: PixelValues) => void
  readonly fail: (frame: number, reason: string) => void
  readonly decode: (decoder: FrameDecoder, frame: number, bytes: Uint8Array) => Promise<void>
}

export function createFrameStore({ plan, images, shared }: LoadJob, reports: FrameReports): FrameStore {
  const all = shared === null ? null : viewValues(plan.element, shared)

  const place: FrameStore['place'] = (frame) => {
    const slot = plan.slots[frame]
    if (slot === undefined) return null
    if (all !== null) return { values: all, plan }
    const slots = [...plan.slots]
    slots[frame] = { ...slot, offset: 0 }
    const buffer = new ArrayBuffer(slot.length * (plan.element === 'float32' ? 4 : plan.element === 'uint8' ? 1 : 2))
    return { values: viewValues(plan.element, buffer), plan: { ...plan, slots } }
  }
  const done: FrameStore['done'] = (frame, values) => reports.loaded(frame, all === null && values.buffer instanceof ArrayBuffer ? values.buffer : null)
  // The page empties the place of a failed frame: only it knows that nothing else will be written there.
  const fail: FrameStore['fail'] = (frame, reason) => reports.failed({ frame, reason })
  return {
    place, done, fail,
    async decode(decoder, frame, bytes) {
      const placed = place(frame)
      const slot = placed?.plan.slots[frame]
      const image = slot === undefined ? undefined : images[slot.image]
      if (placed === null || slot === undefined || image === undefined) return fail(frame, 'The stream holds a frame that its series does not have.')
      const decoded = await decoder.decode(bytes, image)
      if (!decoded.ok) return fail(frame, decoded.error.message)
      if (!writeDecoded(placed.plan, slot, frame, image, decoded.value, placed.values)) return fail(frame, 'The picture has a colour space or a size that cannot be shown.')
      done(frame, placed.values)
    },
  }
}
