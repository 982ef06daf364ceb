/** How far a run was looked at, frame after frame, since its first frame. */
export type Watching = {
  /** Run and the way it is shown; another one begins anew. */
  readonly key: string
  /** Last frame up to which nothing was jumped over; one before the first = nothing seen yet. */
  readonly furthest: number
  readonly at: number
  readonly toTheEnd: boolean
}
export type Look = {
  readonly key: string
  readonly frame: number
  readonly firstFrame: number
  readonly lastFrame: number
  readonly playing: boolean
  /** The part that plays. */
  readonly part: readonly [number, number]
}

/**
 * Play carries on from what was seen, and past the end when it begins again; its dropped frames are counted on the time
 * line. By hand only the next frame carries on. A jump over unseen frames counts for nothing, so that "to the end" is never
 * said of a run of which only the end was shown.
 */
export function watch(before: Watching | null, { key, frame, firstFrame, lastFrame, playing, part }: Look): Watching {
  const known = before !== null && before.key === key ? before : { key, furthest: firstFrame - 1, at: frame, toTheEnd: false }
  const beginsAgain = playing && frame < known.at
  const playedPast = beginsAgain && part[1] === lastFrame && known.at === known.furthest
  const isNext = frame === known.furthest + 1
  const playsOn = playing && frame > known.at && known.at <= known.furthest
  const carriesOn = isNext || playsOn || (beginsAgain && part[0] === firstFrame)
  const furthest = carriesOn ? Math.max(frame, known.furthest) : known.furthest
  return { key, furthest, at: frame, toTheEnd: known.toTheEnd || playedPast || furthest === lastFrame }
}
