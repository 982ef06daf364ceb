import type { AnswerKey } from '#shared/teaching/questions.ts'
import type { FrameLayer, ImagePoint } from '#renderer/viewports/index.ts'
import { labelStyle, palette, type Mark } from '#renderer/viewports/overlay/displayList.ts'

export type Flash = { readonly frame: number; readonly pointPx: readonly [number, number] }
type Drawn = { readonly flash: Flash; readonly words: string; readonly colour: string }

/** Where a flash was marked: on its frame, dashed on the others, and the line that it fills on each; with the Flash tool a click puts it there. */
export function flashLayer({ mine, experts, streak, onPlace }: { readonly mine: Flash | null; readonly experts: readonly Flash[]; readonly streak: NonNullable<AnswerKey['flashStreak']>; readonly onPlace: ((flash: Flash) => void) | null }): FrameLayer {
  const drawn: readonly Drawn[] = [...experts.map((flash) => ({ flash, words: 'Expert', colour: '#FFFFFF' })), ...(mine === null ? [] : [{ flash: mine, words: 'Your flash', colour: palette.plan }])]
  const place = (at: ImagePoint, frame: number): void => { onPlace?.({ frame, pointPx: [at[0], at[1]] }) }
  return {
    id: 'flash', tools: ['flash'],
    grips: (frame) => (mine !== null && onPlace !== null && mine.frame === frame ? [{ grip: 'mine', at: [mine.pointPx[0], mine.pointPx[1]] }] : []),
    onDrag: (_grip, at, phase, frame) => { if (phase === 'done') place(at, frame) },
    onRemove: () => undefined,
    onPlace: place,
    draw: ({ frame, scale, toScreen }) => [...streak.filter((each) => each.frame === frame).map(({ linePx }): Mark => ({ kind: 'line', points: linePx.map(([column, row]) => toScreen([column, row])), stroke: { colour: '#FFFFFF', widthPx: 2 * (scale.rem / 16), dash: [4, 4], opacity: 0.8 } })), ...drawn.flatMap(({ flash, words, colour }): readonly Mark[] => {
      const isHere = flash.frame === frame
      const centre = toScreen([flash.pointPx[0], flash.pointPx[1]])
      return [
        { kind: 'circle', centre, radiusPx: 14 * (scale.rem / 16), stroke: { colour, widthPx: 2.5 * (scale.rem / 16), dash: isHere ? [] : [4, 4], opacity: isHere ? 1 : 0.6 }, fill: null },
        { kind: 'text', at: [centre[0] + scale.rem * 1.2, centre[1]], anchor: 'middleStart', spans: [{ text: isHere ? words : `${words}, frame ${String(flash.frame + 1)}`, style: { ...labelStyle(scale), colour } }], scrim: true },
      ]
    })],
  }
}
