import type { AttenuationScale } from '#shared/contrast/attenuation.ts'
import type { SubtractionFrames } from '#shared/contrast/subtractor.ts'
import type { FrameSlot, PixelValues } from './framePlan.ts'

export type SubtractionRun = {
  readonly values: PixelValues
  readonly slots: readonly FrameSlot[]
  readonly scale: AttenuationScale
}
export type ToSubtractionWorker =
  | { readonly kind: 'run'; readonly run: SubtractionRun }
  | { readonly kind: 'subtract'; readonly id: number; readonly frames: SubtractionFrames; readonly target: Float32Array<ArrayBuffer> | null }
export type FromSubtractionWorker = { readonly id: number; readonly picture: Float32Array<ArrayBuffer> }
