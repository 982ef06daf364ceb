import { create } from 'zustand'
import { editCase, useSession } from '#renderer/features/case/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import type { OutlinePoint } from '#shared/contrast/outline.ts'
import { withOutlines, type Lines, type OutlineChange } from './spreadEdits.ts'

export type SpreadTool = 'jointOutline' | 'midline'

type SpreadState = {
  /** Points of outlines can be taken by hand. */
  readonly edits: boolean
  /** A slider in the hand. */
  readonly draft: { readonly key: string; readonly threshold: number } | null
  /** Lines in the hand, where the patient lay on the mask. */
  readonly live: { readonly key: string; readonly what: 'spread' | 'joint' | 'midline'; readonly lines: Lines } | null
}
export const useSpreadState = create<SpreadState>(() => ({ edits: false, draft: null, live: null }))
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) useSpreadState.setState({ edits: false, draft: null, live: null }) })

export function keepOutlines(key: string, step: string, change: OutlineChange): void {
  useSpreadState.setState({ draft: null, live: null })
  void editCase(step, document => withOutlines(document, key, change))
}

/** The lines of a threshold are no longer those that a hand has changed. */
export const keepThreshold = (key: string, threshold: number | null): void => { keepOutlines(key, threshold === null ? 'spread threshold as proposed' : 'spread threshold changed', { threshold, spread: null }) }

export function keepDrawn(key: string, tool: SpreadTool, line: readonly OutlinePoint[]): void {
  const [from] = line
  const to = line.at(-1)
  putSpreadToolAway()
  if (tool === 'jointOutline' && line.length >= 3) keepOutlines(key, 'joint outlined', { joint: line })
  if (tool === 'midline' && from !== undefined && to !== undefined && (from[0] !== to[0] || from[1] !== to[1])) keepOutlines(key, 'midline marked', { midline: [from, to] })
}

export function takeSpreadTool(tool: SpreadTool): void {
  const { activeTool, setActiveTool } = useViewing.getState()
  setActiveTool(activeTool === tool ? 'crosshair' : tool)
}

export function putSpreadToolAway(): void {
  const { activeTool, setActiveTool } = useViewing.getState()
  useSpreadState.setState({ live: null })
  if (activeTool === 'jointOutline' || activeTool === 'midline') setActiveTool('crosshair')
}
