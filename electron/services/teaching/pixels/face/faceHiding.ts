import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import type { RemovedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'

/** What stays along the patient's long axis. */
export type KeptExtent = NonNullable<DeidentifyOptions['keptExtent']>

export type FaceQuestion = {
  readonly needed: boolean
  /** Why, for the report on the copy. */
  readonly words: string
}

/** `seed` makes the depth of the removed layer differ from copy to copy, and the same again for the same copy. */
export type HideFace =
  | { readonly method: 'crop'; readonly extent: KeptExtent }
  | { readonly method: 'deface'; readonly keep: KeptExtent | null; readonly seed: string }

export type HiddenFace =
  | { readonly method: 'crop'; /** Frames that stay, counted from 0, by object; an object that is not named is left out. */ readonly kept: readonly { readonly sopInstanceUid: string; readonly frames: readonly number[] }[]; readonly words: string }
  | { readonly method: 'deface'; readonly removed: readonly { readonly sopInstanceUid: string; readonly pixels: RemovedPixels }[]; readonly words: string }
