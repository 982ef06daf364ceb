/** Three numbers, mm or degrees as the name beside them says. */
export type Triple = readonly [number, number, number]

/**
 * A body as its signed distance, mm, negative inside. `focus` announces that the next questions lie within `radius`
 * of a point, so that a long tube looks only at the pieces that can matter there; level 0 for a wide neighbourhood,
 * level 1 for a brick inside the last one of level 0. A solid that was never focused answers everywhere.
 */
export type Solid = {
  distance(x: number, y: number, z: number): number
  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void
}
export type FocusLevel = 0 | 1

/** Smooth minimum: the two surfaces melt over k mm. */
export function smoothMin(a: number, b: number, k: number): number {
  if (k === 0) return a < b ? a : b
  const h = k - Math.abs(a - b)
  const least = a < b ? a : b
  return h > 0 ? least - (h * h) / (4 * k) : least
}

/** Smooth maximum: the opposite of smoothMin. */
export function smoothMax(a: number, b: number, k: number): number {
  if (k === 0) return a > b ? a : b
  const h = k - Math.abs(a - b)
  const most = a > b ? a : b
  return h > 0 ? most + (h * h) / (4 * k) : most
}

export const clamp01 = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value)
