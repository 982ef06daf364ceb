import { lengthSpan, wayLevels, type SkinMap, type WayLevel } from '#shared/planning/safePaths.ts'
import { depthOf, worldToScreen, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { palette, type Mark, type Stroke } from '#renderer/viewports/overlay/displayList.ts'

/** Where on the skin a way in begins, and what it would pass; `isOld`: something was changed and the map is being made anew. */
export type DrawnWays = { readonly positions: Float32Array; readonly map: SkinMap; readonly isOld: boolean }

export type WayLook = { readonly colour: string; readonly shape: 'dot' | 'triangle' | 'square' | 'cross' | 'ring' }
/** Word and shape first, colour third. */
export const wayLooks: Readonly<Record<Exclude<WayLevel, 'notOffered'>, WayLook>> = {
  above: { colour: '#6CCB8F', shape: 'dot' },
  caution: { colour: palette.caution, shape: 'triangle' },
  stop: { colour: palette.stop, shape: 'square' },
  bone: { colour: palette.soft, shape: 'cross' },
  notAssessed: { colour: '#A9BACB', shape: 'ring' },
}

const FAINTEST = 0.4

/** How strongly each way is drawn: colour and shape say how near it passes, strength says how long it is, the shortest at full strength. */
export function wayStrengths(map: SkinMap): (at: number) => number {
  const { shortestMm, longestMm } = lengthSpan(map)
  return at => (longestMm - shortestMm < 1 ? 1 : 1 - (1 - FAINTEST) * Math.min(1, Math.max(0, ((map.lengthMm[at] ?? Number.NaN) - shortestMm) / (longestMm - shortestMm))))
}

const SIZE_PX = 4
/** Skin points are some millimetres apart: this much of the slice's neighbourhood makes a line of them. */
const IN_SLICE_MM = 2.5

export function wayMarks(camera: ViewCamera, { positions, map, isOld }: DrawnWays, rem: number): readonly Mark[] {
  const size = SIZE_PX * (rem / 16)
  const strength = wayStrengths(map)
  return [...map.levels.entries()].flatMap(([at, index]): readonly Mark[] => {
    const level = wayLevels[index]
    const point = [positions[3 * at] ?? Number.NaN, positions[3 * at + 1] ?? Number.NaN, positions[3 * at + 2] ?? Number.NaN] as const
    if (level === undefined || level === 'notOffered' || Math.abs(depthOf(camera, point)) > IN_SLICE_MM) return []
    const { colour, shape } = wayLooks[level]
    const stroke: Stroke = { colour, widthPx: 1.5 * (rem / 16), dash: [], opacity: isOld ? 0.3 : strength(at), bare: true }
    const [x, y] = worldToScreen(camera, point)
    switch (shape) {
      case 'dot': return [{ kind: 'circle', centre: [x, y], radiusPx: size * 0.8, stroke, fill: isOld ? null : colour }]
      case 'ring': return [{ kind: 'circle', centre: [x, y], radiusPx: size * 0.8, stroke, fill: null }]
      case 'triangle': return [{ kind: 'polygon', points: [[x, y - size], [x + size, y + size * 0.8], [x - size, y + size * 0.8]], stroke, fill: isOld ? null : colour }]
      case 'square': return [{ kind: 'polygon', points: [[x - size * 0.8, y - size * 0.8], [x + size * 0.8, y - size * 0.8], [x + size * 0.8, y + size * 0.8], [x - size * 0.8, y + size * 0.8]], stroke, fill: isOld ? null : colour }]
      case 'cross': return [{ kind: 'line', points: [[x - size * 0.6, y - size * 0.6], [x + size * 0.6, y + size * 0.6]], stroke }, { kind: 'line', points: [[x - size * 0.6, y + size * 0.6], [x + size * 0.6, y - size * 0.6]], stroke }]
    }
  })
}
