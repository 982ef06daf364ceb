import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import type { RemovedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'

/** What stays along the patient's long axis. */
export type KeptExtent = NonNullable<DeidentifyOptions['keptExtent']>

export type FaceQuestion = {
  /** unknown: it can't be measured, so it is taken to be there and can't be hidden. */
  readonly face: 'none' | 'seen' | 'unknown'
  /** Why, for the report on the copy; of what is unknown also what to do. */
  readonly words: string
}

/** `seed` makes the depth of the removed layer differ from copy to copy, and the same again for the same copy. */
export type HideFace =
  | { readonly method: 'crop'; readonly extent: KeptExtent }
  | { readonly method: 'deface'; readonly keep: KeptExtent | null; readonly seed: string }

export type HiddenFace =
  | { readonly method: 'crop'; /** Frames that stay, counted from 0, by object; an object that is not named is left out. */ readonly kept: readonly { readonly sopInstanceUid: string; readonly frames: readonly number[] }[]; readonly words: string }
  | { readonly method: 'deface'; readonly removed: readonly { readonly sopInstanceUid: string; readonly pixels: RemovedPixels }[]; /** Objects that lie apart from every volume: what they show of the face can't be told, so they go. */ readonly leftOut: readonly string[]; readonly words: string }
