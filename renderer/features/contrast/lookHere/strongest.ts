import type { LookHere } from '#shared/contrast/lookHere.ts'

/** Rings that a picture bears: with more, what is to be looked at is under them. */
export const MOST_RINGS = 3
/** Places that the panel names before it is asked for all. */
export const MOST_NAMED = 5

/** Of places with the strongest first, the ones to ring on a frame (from 0 within the run). */
export const strongestOn = (places: readonly LookHere[], frame: number): readonly LookHere[] =>
  places.filter(({ firstFrame, lastFrame }) => frame >= firstFrame && frame <= lastFrame).slice(0, MOST_RINGS)
