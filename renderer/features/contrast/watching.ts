/** How far a run was looked at, frame after frame, since its first frame. */
export type Watching = {
  /** Run and the way it is shown; another one begins anew. */
  readonly key: string
  /** Last frame up to which nothing was jumped over; one before the first = nothing seen yet. */
  readonly furthest: number
  readonly at: number
}
export type Look = { readonly key: string; readonly frame: number; readonly firstFrame: number; readonly playing: boolean; readonly loopsFrom: number }

/**
 * Play carries on from what was seen, its dropped frames are counted on the time line; by hand only the next frame does.
 * A jump past unseen frames counts for nothing, so that "to the end" is never said of a run of which only the end was shown.
 */
export function watch(before: Watching | null, { key, frame, firstFrame, playing, loopsFrom }: Look): Watching {
  const known = before !== null && before.key === key ? before : { key, furthest: firstFrame - 1, at: frame }
  if (frame <= known.furthest) return { ...known, at: frame }
  const isNext = frame === known.furthest + 1
  const playsOn = playing && frame > known.at && known.at <= known.furthest
  const beginsAgain = playing && frame < known.at && loopsFrom === firstFrame
  return { key, furthest: isNext || playsOn || beginsAgain ? frame : known.furthest, at: frame }
}
