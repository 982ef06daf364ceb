import type { TubePoint } from '#shared/planning/structure.ts'
import { emptyTube, reduceTube, type TubeEdit, type TubeEvent } from './state.ts'

/** What the tool tells its view: points to draw during a drag, or points to keep with the words of the undo step. */
export type TubeOutput = (points: readonly TubePoint[], step: string, phase: 'live' | 'done') => void
export type TubeBinding = {
  edit(): TubeEdit
  send(event: TubeEvent): void
  /** The structure as it is kept elsewhere; ends a drag only when it is not what this tool itself has just said. */
  sync(structureId: string | null, points: readonly TubePoint[]): void
}

const same = (a: readonly TubePoint[], b: readonly TubePoint[]): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Ties the reducer to one view. */
export function bindTube(output: TubeOutput): TubeBinding {
  const now: { edit: TubeEdit; structureId: string | null } = { edit: emptyTube, structureId: null }
  return {
    edit: () => now.edit,
    send(event) {
      const { edit, effect } = reduceTube(now.edit, event)
      now.edit = edit
      if (effect.kind === 'show') output(edit.points, '', 'live')
      if (effect.kind === 'keep') output(edit.points, effect.step, 'done')
    },
    sync(structureId, points) {
      if (structureId !== now.structureId) now.edit = { points, chosen: null, before: null }
      else if (!same(points, now.edit.points) && !(now.edit.before !== null && same(points, now.edit.before))) now.edit = reduceTube(now.edit, { kind: 'replaced', points }).edit
      now.structureId = structureId
    },
  }
}
