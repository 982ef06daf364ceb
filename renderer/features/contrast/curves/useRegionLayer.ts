import { useEffect, useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { ellipseLine, lineMarks } from '#renderer/tools/contrastMarks/overlay.ts'
import { useViewing, type FrameLayer, type ImagePoint } from '#renderer/viewports/index.ts'
import type { CurveRegion } from '#shared/contrast/runMarks.ts'
import type { RunAnalysis } from '../runAnalysis.ts'
import { chooseRegion, keepNewRegion, keepRegion, putRegionToolAway, removeRegion, useDrawingRegions } from './drawingRegions.ts'
import { draggedRegion, gripsOf, regionAround, regionBetween, regionsOf, type RegionGrip } from './regionEdits.ts'
import { regionLooks, regionName } from './regionWords.ts'

const tools = ['curveRegion'] as const
const NEW = 'new'
const isGrip = (name: string | undefined): name is RegionGrip => name === 'middle' || name === 'across' || name === 'down'
const names: Readonly<Record<RegionGrip, string>> = { middle: 'moved', across: 'made wider or narrower', down: 'made longer or shorter' }

/** The regions of a run over its frames, where the patient lies on each, and what the hand does to them. */
export function useRegionLayer(run: Run, { shiftOf }: RunAnalysis): FrameLayer {
  const document = useCaseDocument()
  const { key, series, firstFrame, lastFrame } = run
  const { chosenId, live } = useDrawingRegions()
  const inHand = useViewing(state => state.activeTool === 'curveRegion')
  useEffect(() => putRegionToolAway, [])
  return useMemo((): FrameLayer => {
    const kept = regionsOf(document, key)
    const held = live?.key === key ? live.region : null
    const shown: readonly CurveRegion[] = [...kept.filter(({ regionId }) => regionId !== held?.regionId), ...(held === null ? [] : [held])]
    const isOfRun = (frame: number): boolean => frame >= firstFrame && frame <= lastFrame
    const onFrame = ([x, y]: ImagePoint, frame: number): ImagePoint => [x + shiftOf(frame)[1], y + shiftOf(frame)[0]]
    const onMask = ([x, y]: ImagePoint, frame: number): ImagePoint => [x - shiftOf(frame)[1], y - shiftOf(frame)[0]]
    const find = (grip: string): { readonly region: CurveRegion; readonly grip: RegionGrip } | null => {
      const [regionId, name] = grip.split(':')
      const region = kept.find(each => each.regionId === regionId)
      return region === undefined || !isGrip(name) ? null : { region, grip: name }
    }
    const setLive = (region: CurveRegion | null, from: readonly [number, number] | null): void => { useDrawingRegions.setState({ live: region === null ? null : { key, region, from } }) }
    /** What is drawn on must stay still under the hand. */
    const hold = (frame: number): void => { if (run.cine.playing) run.showFrame(frame) }
    const pull = (at: ImagePoint, phase: 'live' | 'done' | 'cancelled'): void => {
      if (phase === 'cancelled') return setLive(null, null)
      const begun = live?.key === key && live.from !== null ? live : null
      const from = begun?.from ?? at
      const region = regionBetween(useDrawingRegions.getState().kind, begun?.region.regionId ?? crypto.randomUUID(), from, at)
      if (phase === 'live') setLive(region, from)
      else keepNewRegion(key, region)
    }
    return {
      id: 'curve',
      tools,
      draw: view => (isOfRun(view.frame) ? lineMarks(view, shown.map(region => ({
        ...regionLooks[region.kind], lines: [ellipseLine(onFrame(region.centre, view.frame), region.radiiPx)], closed: true, widthPx: region.regionId === chosenId || region === held ? 3 : 2,
        label: regionName(region), ...(region.kind === 'vaCourse' ? { tag: 'VA' } : {}), handles: region.regionId === chosenId || inHand ? gripsOf(region).map(({ at }) => onFrame(at, view.frame)) : [],
      }))) : []),
      grips: frame => (isOfRun(frame) ? kept.flatMap(region => gripsOf(region).map(({ grip, at }) => ({ grip: `${region.regionId}:${grip}`, at: onFrame(at, frame) }))) : []),
      onDrag(name, at, phase, frame) {
        const point = onMask(at, frame)
        if (name === NEW) {
          hold(frame)
          return pull(point, phase)
        }
        const found = find(name)
        if (found === null) return
        if (phase === 'cancelled') return setLive(null, null)
        const region = draggedRegion(found.region, found.grip, point)
        if (phase === 'live') {
          chooseRegion(region.regionId)
          setLive(region, null)
        } else keepRegion(key, region, names[found.grip])
      },
      onRemove(name) {
        const found = find(name)
        if (found !== null) removeRegion(key, found.region)
      },
      onPlace(at, frame) {
        hold(frame)
        keepNewRegion(key, regionAround(useDrawingRegions.getState().kind, crypto.randomUUID(), onMask(at, frame), series.images[series.runs[run.run]?.image ?? 0]?.columns ?? 512))
      },
      // Regions lie close to each other: with the tool in the hand a stroke is a new one.
      strokeOf: () => NEW,
    }
  }, [document, key, live, chosenId, inHand, firstFrame, lastFrame, shiftOf, run, series])
}
