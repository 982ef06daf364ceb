import { create } from 'zustand'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { MOST_REGIONS, type CurveRegion, type CurveRegionKind } from '#shared/contrast/runMarks.ts'
import { newRegionName, regionsOf, withoutRegion, withRegion } from './regionEdits.ts'
import { regionName } from './regionWords.ts'

type DrawingRegions = {
  /** What the tool draws next. */
  readonly kind: CurveRegionKind
  readonly chosenId: string | null
  /** A region in the hand: shown, not yet kept. `from`: the corner where it was begun. */
  readonly live: { readonly key: string; readonly region: CurveRegion; readonly from: readonly [number, number] | null } | null
}
export const useDrawingRegions = create<DrawingRegions>(() => ({ kind: 'joint', chosenId: null, live: null }))
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) useDrawingRegions.setState({ chosenId: null, live: null }) })

export const chooseRegion = (chosenId: string | null): void => { useDrawingRegions.setState({ chosenId }) }

/** Takes the tool in the hand, or puts it away where it draws this already. */
export function drawRegion(kind: CurveRegionKind): void {
  const { activeTool, setActiveTool } = useViewing.getState()
  if (activeTool === 'curveRegion' && useDrawingRegions.getState().kind === kind) return setActiveTool('crosshair')
  useDrawingRegions.setState({ kind })
  setActiveTool('curveRegion')
}

export function putRegionToolAway(): void {
  const { activeTool, setActiveTool } = useViewing.getState()
  useDrawingRegions.setState({ live: null })
  if (activeTool === 'curveRegion') setActiveTool('crosshair')
}

/** A region that was drawn: it is chosen, and the tool has done its work. */
export function keepNewRegion(key: string, drawn: CurveRegion): void {
  const document = useSession.getState().document
  if (document === null) return
  const there = regionsOf(document, key)
  putRegionToolAway()
  if (there.length >= MOST_REGIONS && (drawn.kind === 'other' || there.every(each => each.kind !== drawn.kind))) return tellReceipt(`A run holds ${String(MOST_REGIONS)} regions. Remove one first.`)
  const region = drawn.kind === 'other' ? { ...drawn, name: newRegionName(there) } : drawn
  useDrawingRegions.setState({ chosenId: region.regionId })
  void editCase(`region ${regionName(region)} drawn`, before => withRegion(before, key, region))
}

export function keepRegion(key: string, region: CurveRegion, step: string): void {
  useDrawingRegions.setState({ live: null, chosenId: region.regionId })
  void editCase(`region ${regionName(region)} ${step}`, document => withRegion(document, key, region))
}

export function removeRegion(key: string, region: CurveRegion): void {
  void editCase(`region ${regionName(region)} removed`, document => withoutRegion(document, key, region.regionId))
}
