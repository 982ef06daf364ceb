import { useEffect, useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { ellipseLine, lineMarks, type DrawnLine } from '#renderer/tools/contrastMarks/overlay.ts'
import { useViewing, type FrameDrawing, type FrameLayer, type ImagePoint } from '#renderer/viewports/index.ts'
import { simplifyOutline } from '#shared/contrast/outline.ts'
import type { RunAnalysis } from '../runAnalysis.ts'
import { outlinesOf, withoutPoint, withPoint, type Lines } from './spreadEdits.ts'
import { extentWords } from './spreadFigures.ts'
import { keepDrawn, keepOutlines, putSpreadToolAway, useSpreadState, type SpreadTool } from './spreadState.ts'
import { useSpread } from './useSpread.ts'

const tools = ['jointOutline', 'midline'] as const
const NEW = 'new'
const isSpreadTool = (tool: string): tool is SpreadTool => tool === 'jointOutline' || tool === 'midline'
const SPREAD = { colour: '#E191A0', widthPx: 2, dash: [4, 4] } as const
const JOINT = { colour: '#C2C8CE', widthPx: 2, dash: [10, 3] } as const
const MIDLINE = { colour: '#C2C8CE', widthPx: 1.5, dash: [14, 4, 3, 4] } as const
const VESSEL = { colour: '#FA4E28', widthPx: 2, dash: [2, 4] } as const
/** A stroke is drawn with far more points than a hand means. */
const STROKE_WITHIN_PX = 1
/** What a click outlines: parts of the picture's width. */
const USUAL_JOINT = [0.08, 0.05] as const
const MOST_GRIPS = 160

type What = 'spread' | 'joint' | 'midline'
const isWhat = (name: string | undefined): name is What => name === 'spread' || name === 'joint' || name === 'midline'
const stepOf: Readonly<Record<What, string>> = { spread: 'outline of the spread changed', joint: 'outline of the joint changed', midline: 'midline moved' }

/** What is opaque, the joint and the midline over the frames of a run, where the patient lies on each. */
export function useSpreadLayer(run: Run, { shiftOf }: RunAnalysis): FrameLayer {
  const outlines = outlinesOf(useCaseDocument(), run.key)
  const { answer, calibration } = useSpread(run)
  const { edits, live } = useSpreadState()
  useEffect(() => putSpreadToolAway, [])
  return useMemo((): FrameLayer => {
    const { key, firstFrame, lastFrame, series } = run
    const image = series.images[series.runs[run.run]?.image ?? 0]
    const own = live?.key === key ? live : null
    const kept = (what: What): Lines => (what === 'spread' ? outlines.spread ?? answer?.outline ?? [] : what === 'joint' ? (outlines.joint === null ? [] : [outlines.joint]) : outlines.midline === null ? [] : [outlines.midline])
    const now = (what: What): Lines => (own?.what === what ? own.lines : kept(what))
    const onFrame = ([x, y]: ImagePoint, frame: number): ImagePoint => [x + shiftOf(frame)[1], y + shiftOf(frame)[0]]
    const onMask = ([x, y]: ImagePoint, frame: number): ImagePoint => [x - shiftOf(frame)[1], y - shiftOf(frame)[0]]
    const isOfRun = (frame: number): boolean => frame >= firstFrame && frame <= lastFrame
    const isOfPicture = (frame: number): boolean => isOfRun(frame) && (outlines.of === 'peak' || outlines.of === frame)
    const keep = (what: What, lines: Lines, step: string): void => {
      const [[from, to] = []] = lines
      if (what === 'midline') keepOutlines(key, step, { midline: from === undefined || to === undefined ? null : [from, to] })
      else if (what === 'joint') keepOutlines(key, step, { joint: lines[0] ?? null })
      else keepOutlines(key, step, { spread: lines })
    }
    const find = (grip: string): { readonly what: What; readonly line: number; readonly point: number } | null => {
      const [what, line, point] = grip.split(':')
      return isWhat(what) ? { what, line: Number(line), point: Number(point) } : null
    }
    const drawnLines = (view: FrameDrawing): readonly DrawnLine[] => {
      const on = (lines: Lines): Lines => lines.map(line => line.map(at => onFrame(at, view.frame)))
      const handles = (lines: Lines): readonly ImagePoint[] => (edits ? on(lines).flat().slice(0, MOST_GRIPS) : [])
      const line = (what: 'joint' | 'midline', look: typeof JOINT | typeof MIDLINE, label: string, tag = label): DrawnLine[] => (now(what).length === 0 ? [] : [{ ...look, lines: on(now(what)), closed: what === 'joint', label, tag, handles: handles(now(what)) }])
      const longest = answer?.measures.longest ?? null
      const spread: readonly DrawnLine[] = !isOfPicture(view.frame) || now('spread').length === 0 ? [] : [
        { ...SPREAD, lines: on(now('spread')), closed: true, label: '', handles: handles(now('spread')) },
        ...(longest === null ? [] : [{ colour: SPREAD.colour, widthPx: 1.5, dash: [], lines: on([[longest.from, longest.to]]), closed: false, label: 'Spread', figure: extentWords(longest).text, badge: extentWords(longest).inMm || longest.ofJointWidth.value === null ? calibration.badge : null }]),
        ...(answer?.vesselLike ?? []).map(one => ({ ...VESSEL, lines: on([one]), closed: true, label: 'Vessel-like line, look', tag: 'Look' })),
      ]
      return [...line('joint', JOINT, 'Joint outline', 'Joint'), ...line('midline', MIDLINE, 'Midline'), ...spread]
    }
    /** What is drawn on must stay still under the hand. */
    const hold = (frame: number): void => { if (run.cine.playing) run.showFrame(frame) }
    const pull = (tool: SpreadTool, at: ImagePoint, phase: 'live' | 'done' | 'cancelled'): void => {
      if (phase === 'cancelled') return useSpreadState.setState({ live: null })
      const what = tool === 'jointOutline' ? 'joint' : 'midline'
      const before = own?.what === what ? own.lines[0] ?? [] : []
      const line = what === 'joint' ? [...before, at] : [before[0] ?? at, at]
      if (phase === 'live') useSpreadState.setState({ live: { key, what, lines: [line] } })
      else keepDrawn(key, tool, what === 'joint' ? simplifyOutline(line, STROKE_WITHIN_PX) : line)
    }
    return {
      id: 'spread',
      tools,
      draw: view => (isOfRun(view.frame) ? lineMarks(view, drawnLines(view)) : []),
      grips: frame => (!edits || !isOfRun(frame) ? [] : (['midline', 'joint', ...(isOfPicture(frame) ? ['spread' as const] : [])] as const).flatMap(what =>
        now(what).flatMap((line, n) => line.map((at, m) => ({ grip: `${what}:${String(n)}:${String(m)}`, at: onFrame(at, frame) }))).slice(0, MOST_GRIPS))),
      onDrag(name, at, phase, frame) {
        const point = onMask(at, frame)
        if (name === NEW) {
          const { activeTool } = useViewing.getState()
          hold(frame)
          if (isSpreadTool(activeTool)) pull(activeTool, point, phase)
          return
        }
        const found = find(name)
        if (found === null) return
        if (phase === 'cancelled') return useSpreadState.setState({ live: null })
        const lines = withPoint(kept(found.what), found.line, found.point, point)
        if (phase === 'live') useSpreadState.setState({ live: { key, what: found.what, lines } })
        else keep(found.what, lines, stepOf[found.what])
      },
      onRemove(name) {
        const found = find(name)
        if (found === null) return
        keep(found.what, found.what === 'midline' ? [] : withoutPoint(kept(found.what), found.line, found.point), found.what === 'midline' ? 'midline removed' : stepOf[found.what])
      },
      onPlace(at, frame, tool) {
        if (!isSpreadTool(tool) || image === undefined) return
        hold(frame)
        const [x, y] = onMask(at, frame)
        keepDrawn(key, tool, tool === 'midline' ? [[x, 0], [x, image.rows - 1]] : ellipseLine([x, y], [USUAL_JOINT[0] * image.columns, USUAL_JOINT[1] * image.columns]).filter((_, n) => n % 4 === 0))
      },
      strokeOf: () => NEW,
    }
  }, [run, outlines, answer, calibration, edits, live, shiftOf])
}
