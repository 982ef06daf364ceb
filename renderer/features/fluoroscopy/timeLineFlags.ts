import type { Run } from './useRun.ts'

export type FlagKind = 'mask' | 'after' | 'event' | 'named'
export type Flag = {
  readonly id: string
  readonly frame: number
  readonly kind: FlagKind
  /** Null where the flag before it speaks for this one too. */
  readonly label: string | null
  /** Frame up to which the label has room. */
  readonly roomTo: number
}
type Flagged = Pick<Run, 'lastFrame'> & { readonly times: Pick<Run['times'], 'marks' | 'eventFrame'> }

/** The first of frames that follow each other speaks for all of them. */
const unsaid = (frames: readonly number[], frame: number): boolean => frames.includes(frame - 1)

/** All that is marked on a time line, in the order of the frames. */
export function flagsOf({ lastFrame, times: { marks, eventFrame } }: Flagged, masks: readonly number[], after: readonly number[]): readonly Flag[] {
  const found: readonly Omit<Flag, 'roomTo'>[] = [
    ...masks.map(frame => ({ id: `mask ${String(frame)}`, frame, kind: 'mask' as const, label: unsaid(masks, frame) ? null : 'Before' })),
    ...after.map(frame => ({ id: `after ${String(frame)}`, frame, kind: 'after' as const, label: unsaid(after, frame) ? null : 'Contrast' })),
    ...(eventFrame === null ? [] : [{ id: 'event', frame: eventFrame, kind: 'event' as const, label: 'Event' }]),
    ...marks.map(({ markId, frame, name }) => ({ id: markId, frame, kind: 'named' as const, label: name })),
  ].toSorted((a, b) => a.frame - b.frame)
  return found.map((flag, at) => ({ ...flag, roomTo: found.find((next, nextAt) => nextAt > at && next.label !== null)?.frame ?? lastFrame + (lastFrame - flag.frame < 6 ? 6 : 0) }))
}
