import { useEffect, useRef, type PointerEvent } from 'react'
import { wayLooks, wayStrengths } from '#renderer/tools/waysIn/overlay.ts'
import type { WaysIn } from '#renderer/workers/volumeAnalysisMessages.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { bullsEye, wayLevels } from '#shared/planning/safePaths.ts'

/** Degrees from straight behind to the rim of the picture. */
const RIM_DEG = 100
const RINGS_DEG = [30, 60, 90]
/** Where a ring's figure stands, as seen from its middle: off the words at the edges. */
const RING_LABEL = [Math.SQRT1_2, -Math.SQRT1_2] as const
const SIDE_PX = 340
const HIT_PX = 10

type BullsEyeProps = { readonly ways: WaysIn; readonly target: PatientPoint; readonly entry: PatientPoint | null; readonly colour: string; readonly isOld: boolean; readonly areProposed: boolean; readonly onPick: (point: number) => void; readonly words: string }

/** All ways in as seen from behind: the middle is straight from behind, the rim beside the patient. */
export function BullsEye({ ways, target, entry, colour, isOld, areProposed, onPick, words }: BullsEyeProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context !== null && context !== undefined) draw(context, ways, target, entry, colour, isOld, areProposed)
  }, [ways, target, entry, colour, isOld, areProposed])
  const pick = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = [(event.clientX - box.left) / box.width * SIDE_PX, (event.clientY - box.top) / box.height * SIDE_PX] as const
    let best = { point: -1, away: HIT_PX }
    for (let point = 0; point < ways.map.levels.length; point += 1) {
      if (wayLevels[ways.map.levels[point] ?? -1] === 'notOffered') continue
      const [x, y] = place(entryOf(ways, point), target)
      const away = Math.hypot(x - at[0], y - at[1])
      if (away < best.away) best = { point, away }
    }
    if (best.point >= 0) onPick(best.point)
  }
  return (
    <div className="eye">
      <span className="eye-t">Head</span><span className="eye-l">RIGHT</span><span className="eye-r">LEFT</span><span className="eye-b">Feet</span>
      <canvas ref={canvas} width={SIDE_PX * 2} height={SIDE_PX * 2} role="img" aria-label={words} onPointerDown={pick} />
    </div>
  )
}

export const entryOf = ({ skin: { positions } }: WaysIn, point: number): PatientPoint => [positions[3 * point] ?? Number.NaN, positions[3 * point + 1] ?? Number.NaN, positions[3 * point + 2] ?? Number.NaN]

function place(entry: PatientPoint, target: PatientPoint): readonly [number, number] {
  const [across, down] = bullsEye(entry, target)
  const scale = SIDE_PX / 2 / RIM_DEG
  return [SIDE_PX / 2 + across * scale, SIDE_PX / 2 + down * scale]
}

function draw(context: CanvasRenderingContext2D, ways: WaysIn, target: PatientPoint, entry: PatientPoint | null, colour: string, isOld: boolean, areProposed: boolean): void {
  context.setTransform(2, 0, 0, 2, 0, 0)
  context.fillStyle = '#000000'
  context.fillRect(0, 0, SIDE_PX, SIDE_PX)
  const strength = wayStrengths(ways.map)
  for (let point = 0; point < ways.map.levels.length; point += 1) {
    const level = wayLevels[ways.map.levels[point] ?? -1]
    if (level === undefined || level === 'notOffered') continue
    context.globalAlpha = isOld ? 0.3 : strength(point)
    drawShape(context, place(entryOf(ways, point), target), wayLooks[level])
  }
  context.globalAlpha = 1
  context.strokeStyle = '#78818A'
  context.lineWidth = 1
  context.font = '11px Inter, sans-serif'
  context.fillStyle = '#C2C8CE'
  for (const degrees of RINGS_DEG) {
    const radius = degrees * SIDE_PX / 2 / RIM_DEG
    context.beginPath()
    context.arc(SIDE_PX / 2, SIDE_PX / 2, radius, 0, 2 * Math.PI)
    context.stroke()
    context.fillText(`${String(degrees)}°`, SIDE_PX / 2 + radius * RING_LABEL[0] + 3, SIDE_PX / 2 + radius * RING_LABEL[1] + 4)
  }
  for (const [index, { entryLpsMm }] of (areProposed ? ways.suggestions : []).entries()) drawNumber(context, place(entryLpsMm, target), String(index + 1))
  if (entry === null) return
  const [x, y] = place(entry, target)
  for (const [stroke, width] of [['#000000', 6], [colour, 3]] as const) {
    context.strokeStyle = stroke
    context.lineWidth = width
    context.beginPath()
    context.arc(x, y, 8, 0, 2 * Math.PI)
    context.stroke()
  }
}

function drawShape(context: CanvasRenderingContext2D, [x, y]: readonly [number, number], { colour, shape }: (typeof wayLooks)[keyof typeof wayLooks]): void {
  const size = 2
  context.fillStyle = colour
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  if (shape === 'square') context.rect(x - size, y - size, 2 * size, 2 * size)
  else if (shape === 'triangle') {
    context.moveTo(x, y - size - 0.5)
    context.lineTo(x + size + 0.5, y + size)
    context.lineTo(x - size - 0.5, y + size)
    context.closePath()
  } else if (shape === 'cross') {
    context.moveTo(x - size, y - size)
    context.lineTo(x + size, y + size)
    context.moveTo(x - size, y + size)
    context.lineTo(x + size, y - size)
  } else context.arc(x, y, size, 0, 2 * Math.PI)
  if (shape === 'cross' || shape === 'ring') context.stroke()
  else context.fill()
}

function drawNumber(context: CanvasRenderingContext2D, [x, y]: readonly [number, number], text: string): void {
  context.fillStyle = '#F2F4F6'
  context.beginPath()
  context.arc(x, y, 9, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = '#0B0C0D'
  context.font = '700 13px Inter, sans-serif'
  context.textAlign = 'center'
  context.fillText(text, x, y + 4.5)
  context.textAlign = 'start'
}
