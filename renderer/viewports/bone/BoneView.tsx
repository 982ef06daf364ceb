import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type WheelEvent } from 'react'
import { toRadians } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { openBoneDrawer, type BoneDrawer } from '#renderer/workers/boneClient.ts'
import type { FromBoneWorker } from '#renderer/workers/boneMessages.ts'
import type { DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import type { ViewCamera } from '../camera/viewCamera.ts'
import { wordsOf } from '../overlay/displayList.ts'
import { paintDisplayList } from '../overlay/paint.ts'
import { useSeriesPixels } from '../seriesPixels.ts'
import { useSeriesViewing } from '../viewing.ts'
import { ViewFrame } from '../ViewFrame.tsx'
import { comparableVolume } from '../volumeAnalysis.ts'
import { boneDisplayList } from './boneMarks.ts'

/** From where the bone is looked at: 0° from the front, + from the patient's LEFT; tilt + from above. */
type Stand = { readonly turnDeg: number; readonly tiltDeg: number; readonly halfHeightMm: number }
const sides = [{ name: 'Back', turnDeg: 180 }, { name: 'LEFT side', turnDeg: 90 }, { name: 'RIGHT side', turnDeg: -90 }, { name: 'Front', turnDeg: 0 }] as const
/** From behind and a little above: where the needle comes from. */
const opening: Stand = { turnDeg: 180, tiltDeg: 15, halfHeightMm: 75 }
const COARSE_ROWS = 160
const FULL_AFTER_MS = 140
const MOST_ROWS = 720
const DEG_PER_PX = 0.4
const KEY_STEP_DEG = 5
const THRESHOLDS = { least: 100, most: 500, start: 200 }
/** Ivory: bone is never mistaken for a structure's colour. */
const BONE_COLOUR = [238, 226, 204] as const

function axesOf({ turnDeg, tiltDeg }: Stand): Pick<ViewCamera, 'right' | 'down' | 'towardsViewer'> {
  const [a, b] = [toRadians(turnDeg), toRadians(tiltDeg)]
  const towardsViewer: PatientVector = [Math.sin(a) * Math.cos(b), -Math.cos(a) * Math.cos(b), Math.sin(b)]
  const right: PatientVector = [Math.cos(a), Math.sin(a), 0]
  const down: PatientVector = [Math.sin(a) * Math.sin(b), -Math.cos(a) * Math.sin(b), -Math.cos(b)]
  return { right, down, towardsViewer }
}

type BoneViewProps = { readonly series: SeriesDescription; readonly plans: readonly VolumePlan[]; readonly activePlanId: string | null; readonly structures: readonly DrawnStructure[]; readonly enlarged: boolean; readonly onEnlarge: () => void; readonly headerEnd: React.ReactNode }

/** Bone in three dimensions with the paths and structures in it. Nothing is placed here: it is for looking. */
export function BoneView({ series, plans, activePlanId, structures, enlarged, onEnlarge, headerEnd }: BoneViewProps) {
  const { seriesUid } = series.summary
  const pixels = useSeriesPixels(seriesUid)
  const isComplete = pixels.total > 0 && pixels.loaded === pixels.total
  const { crosshairLpsMm } = useSeriesViewing(seriesUid)
  const host = useRef<HTMLDivElement>(null)
  const drawer = useRef<BoneDrawer | null>(null)
  const held = useRef<{ readonly x: number; readonly y: number; readonly stand: Stand } | null>(null)
  const [stand, setStand] = useState(opening)
  const [thresholdHu, setThreshold] = useState(THRESHOLDS.start)
  const [picture, setPicture] = useState<FromBoneWorker | null>(null)
  const size = useSize(host)
  const active = plans.find(plan => plan.planId === activePlanId)
  const focal = focalOf(active, series)
  const key = JSON.stringify([stand, thresholdHu, size, focal, isComplete])

  useEffect(() => {
    const volume = isComplete ? comparableVolume(series) : null
    if (volume === null) return
    const opened = openBoneDrawer(volume, setPicture)
    drawer.current = opened
    return () => {
      drawer.current = null
      opened.close()
    }
  }, [series, isComplete])
  useEffect(() => {
    const [wanted, threshold, [width, height], point] = JSON.parse(key) as [Stand, number, readonly [number, number], PatientPoint]
    if (width === 0) return
    const camera = { ...axesOf(wanted), focalPoint: point, halfHeightMm: wanted.halfHeightMm }
    const ask = (rows: number): void => { drawer.current?.ask({ camera, columns: Math.max(1, Math.round(rows * width / height)), rows, thresholdHu: threshold }) }
    ask(COARSE_ROWS)
    const timer = window.setTimeout(() => { ask(Math.min(MOST_ROWS, Math.round(height))) }, FULL_AFTER_MS)
    return () => { clearTimeout(timer) }
  }, [key])
  useEffect(() => {
    const element = host.current
    if (element === null || picture === null || size[0] === 0) return
    paint(element, picture, size, { plans, activePlanId, structures, crosshair: crosshairLpsMm })
  }, [picture, size, plans, activePlanId, structures, crosshairLpsMm])

  const orbit = (event: PointerEvent<HTMLElement>): void => {
    const from = held.current
    if (from === null) return
    setStand({ ...from.stand, turnDeg: from.stand.turnDeg - (event.clientX - from.x) * DEG_PER_PX, tiltDeg: Math.min(90, Math.max(-90, from.stand.tiltDeg + (event.clientY - from.y) * DEG_PER_PX)) })
  }
  const zoom = (event: WheelEvent<HTMLElement>): void => { setStand(now => ({ ...now, halfHeightMm: Math.min(200, Math.max(10, now.halfHeightMm * Math.exp(event.deltaY / 600))) })) }
  const turnByKey = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowLeft: [KEY_STEP_DEG, 0], ArrowRight: [-KEY_STEP_DEG, 0], ArrowUp: [0, KEY_STEP_DEG], ArrowDown: [0, -KEY_STEP_DEG] }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    setStand(now => ({ ...now, turnDeg: now.turnDeg + (step[0] ?? 0), tiltDeg: Math.min(90, Math.max(-90, now.tiltDeg + (step[1] ?? 0))) }))
  }
  return (
    <div
      className="bone" role="presentation" onPointerDown={event => {
        if (event.button !== 0 || !(event.target instanceof HTMLElement) || event.target.closest('.axis-vp-i') === null) return
        held.current = { x: event.clientX, y: event.clientY, stand }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={orbit} onPointerUp={() => { held.current = null }} onPointerCancel={() => { held.current = null }} onWheel={zoom} onKeyDown={turnByKey}
    >
      <ViewFrame
        title="Bone" subtitle="from CT" active={false} enlarged={enlarged} label="Bone, in three dimensions" onEnlarge={onEnlarge} hostRef={host} notice={null} changed={null} menu={null}
        loading={isComplete ? null : { loaded: pixels.loaded, total: pixels.total, words: `${String(pixels.loaded)} of ${String(pixels.total)} images` }} problem={pixels.fault?.message ?? null}
        headerEnd={(
          <>
            <label className="bone-t">from {thresholdHu} HU<input type="range" min={THRESHOLDS.least} max={THRESHOLDS.most} step={20} value={thresholdHu} aria-label="Bone from, HU" onChange={event => { setThreshold(Number(event.currentTarget.value)) }} /></label>
            {sides.map(({ name, turnDeg }) => <button key={name} type="button" className="btn sm" onClick={() => { setStand(now => ({ ...now, turnDeg, tiltDeg: 0 })) }}>{name}</button>)}
            {headerEnd}
          </>
        )}
      />
    </div>
  )
}

/** The target where there is one, else the middle of the scan. */
function focalOf(plan: VolumePlan | undefined, { summary: { volume } }: SeriesDescription): PatientPoint {
  if (plan?.targetLpsMm !== null && plan?.targetLpsMm !== undefined) return plan.targetLpsMm
  if (volume === null) return [0, 0, 0]
  const { originLpsMm: o, directionLps: d, dimensions: n, spacingMm: s, sliceStepLpsMm: step } = volume
  return [0, 1, 2].map(axis => (o[axis] ?? 0) + (d[axis] ?? 0) * s[0] * n[0] / 2 + (d[axis + 3] ?? 0) * s[1] * n[1] / 2 + (step[axis] ?? 0) * n[2] / 2) as unknown as PatientPoint
}

function useSize(host: React.RefObject<HTMLDivElement | null>): readonly [number, number] {
  const [size, setSize] = useState<readonly [number, number]>([0, 0])
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const watch = new ResizeObserver(() => { setSize([element.clientWidth, element.clientHeight]) })
    watch.observe(element)
    return () => { watch.disconnect() }
  }, [host])
  return size
}

type Drawn = { readonly plans: readonly VolumePlan[]; readonly activePlanId: string | null; readonly structures: readonly DrawnStructure[]; readonly crosshair: PatientPoint | null }

/** The picture as it came, and over it, from the same camera, what lies in it. */
function paint(host: HTMLDivElement, picture: FromBoneWorker, size: readonly [number, number], drawn: Drawn): void {
  const canvas = host.querySelector('canvas') ?? host.appendChild(document.createElement('canvas'))
  canvas.className = 'bone-c'
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(size[0] * ratio)
  canvas.height = Math.round(size[1] * ratio)
  const context = canvas.getContext('2d')
  if (context === null) return
  const { request: { camera, columns, rows }, light } = picture
  const image = new ImageData(columns, rows)
  for (const [pixel, value] of light.entries()) image.data.set([BONE_COLOUR[0] * value / 255, BONE_COLOUR[1] * value / 255, BONE_COLOUR[2] * value / 255, 255], pixel * 4)
  const small = new OffscreenCanvas(columns, rows)
  small.getContext('2d')?.putImageData(image, 0, 0)
  context.drawImage(small, 0, 0, canvas.width, canvas.height)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const view: ViewCamera = { right: camera.right, down: camera.down, towardsViewer: camera.towardsViewer, focalPoint: camera.focalPoint, halfHeight: camera.halfHeightMm, sizePx: [size[0], size[1]] }
  const list = boneDisplayList({ camera: view, picture, ...drawn, scale: { rem, large: true } })
  paintDisplayList(context, list, { overlaysHidden: false, sizePx: [size[0], size[1]] })
  canvas.setAttribute('aria-label', wordsOf(list).join(', '))
  canvas.setAttribute('role', 'img')
  host.dataset['ready'] = String(rows > COARSE_ROWS)
}
