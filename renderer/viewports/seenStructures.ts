import type { DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import { sectionOutline } from '#renderer/tools/structure/outline.ts'
import type { SeenStructure } from '#shared/procedure/recordEvents.ts'
import { screenToWorld, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'

/** Closer than an outline is drawn, and few enough for a record. */
const MOST_POINTS = 400
const MOST_LINES = 64
const MOST_STRUCTURES = 32

/**
 * What a plane cuts of the structures that are drawn on it.
 *
 * @frame  patientLps, on the plane that is shown
 * @units  mm, to a hundredth
 */
export function seenStructures(camera: ViewCamera, drawn: readonly DrawnStructure[]): SeenStructure[] {
  return drawn.flatMap((structure): SeenStructure[] => {
    const outlinesLpsMm = sectionOutline(camera, structure).filter((line) => line.length > 1).slice(0, MOST_LINES).map((line) => thinned(line).map((at) => place(camera, at)))
    return outlinesLpsMm.length === 0 ? [] : [{ kind: structure.kind, name: structure.name, outlinesLpsMm }]
  }).slice(0, MOST_STRUCTURES)
}

/** Both ends stay, so that a closed line stays closed. */
function thinned(line: readonly ScreenPoint[]): readonly ScreenPoint[] {
  if (line.length <= MOST_POINTS) return line
  const step = (line.length - 1) / (MOST_POINTS - 1)
  return Array.from({ length: MOST_POINTS }, (_, at) => line[Math.round(at * step)] ?? [0, 0])
}

function place(camera: ViewCamera, at: ScreenPoint): [number, number, number] {
  const [x, y, z] = screenToWorld(camera, at)
  return [hundredth(x), hundredth(y), hundredth(z)]
}
const hundredth = (mm: number): number => Math.round(mm * 100) / 100 + 0
