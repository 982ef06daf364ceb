import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { FramePlan } from './framePlan.ts'

export type FailedFrame = { readonly frame: number; readonly reason: string }

/** What both kinds of worker must know of a series. `shared` is null where the page is not cross-origin isolated. */
export type LoadJob = {
  readonly plan: FramePlan
  readonly images: readonly ImageDescription[]
  readonly shared: SharedArrayBuffer | null
  readonly codecBase: string
}

export type ToStreamWorker = { readonly job: LoadJob; readonly streamUrl: string; readonly decoders: readonly MessagePort[] }
export type ToDecodeWorker = { readonly job: LoadJob; readonly frames: MessagePort }
export type EncodedFrame = { readonly frame: number; readonly bytes: Uint8Array }
/** A decode worker has finished with a frame; its bytes no longer count against the queue. */
export type FrameTaken = { readonly byteLength: number }

export type FromWorker =
  | { readonly kind: 'frames'; readonly loaded: readonly number[]; readonly failed: readonly FailedFrame[]; readonly pixels: readonly { readonly frame: number; readonly values: ArrayBuffer }[] }
  /** The stream has ended; frames on their way through the decoders may still follow. */
  | { readonly kind: 'streamEnded'; readonly fault: string | null }
