import type { CopiedObjects } from './copyObjects.ts'
import type { CopyOrder } from './copyOrder.ts'

/** The frame of the copy that a frame of the original is, counted as the screen does; null where it is not in the copy. */
export function frameOf({ framesOf }: CopyOrder, { isPresent }: CopiedObjects): (seriesUid: string, frame: number) => number | null {
  return (seriesUid, frame) => {
    const objects = framesOf(seriesUid)
    const object = objects[frame]
    if (object === undefined || !isPresent(object)) return null
    return objects.slice(0, frame).filter(isPresent).length
  }
}
