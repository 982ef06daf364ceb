import type { ScreenPoint } from '../camera/viewCamera.ts'

/** What a hand does to a picture in three dimensions. */
export type BoneHand = {
  activate(): void
  turnBy(delta: ScreenPoint): void
  moveBy(delta: ScreenPoint): void
  zoomBy(factor: number): void
  enlarge(): void
}

type Drag = 'turn' | 'move' | 'zoom'
const dragOf: Readonly<Record<number, Drag>> = { 0: 'turn', 1: 'move', 2: 'zoom' }
const keySteps: Readonly<Record<string, ScreenPoint>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const KEY_STEP_PX = 12.5

/** Main button or one finger turns, wheel button moves, second button and wheel zoom, two fingers move and zoom; arrow keys turn. */
export function bindBoneGestures(element: HTMLElement, hand: BoneHand): () => void {
  const pointers = new Map<number, { at: ScreenPoint; readonly drag: Drag }>()
  const listening = new AbortController()
  const { signal } = listening
  const pointOf = (event: PointerEvent): ScreenPoint => [event.clientX, event.clientY]
  element.addEventListener('pointerdown', event => {
    const drag = dragOf[event.button]
    if (drag === undefined) return
    hand.activate()
    element.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, { at: pointOf(event), drag })
  }, { signal })
  element.addEventListener('pointermove', event => {
    const pointer = pointers.get(event.pointerId)
    if (pointer === undefined) return
    const [from, to] = [pointer.at, pointOf(event)]
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1].at
    pointer.at = to
    if (other !== undefined) pinch(hand, other, from, to)
    else dragBy(hand, pointer.drag, [to[0] - from[0], to[1] - from[1]])
  }, { signal })
  const end = (event: PointerEvent): void => { pointers.delete(event.pointerId) }
  element.addEventListener('pointerup', end, { signal })
  element.addEventListener('pointercancel', end, { signal })
  element.addEventListener('wheel', event => {
    event.preventDefault()
    hand.zoomBy(Math.exp(-(event.deltaY === 0 ? event.deltaX : event.deltaY) / 600))
  }, { signal, passive: false })
  element.addEventListener('keydown', event => {
    const step = keySteps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    hand.turnBy([step[0] * KEY_STEP_PX, step[1] * KEY_STEP_PX])
  }, { signal })
  element.addEventListener('focus', () => { hand.activate() }, { signal })
  element.addEventListener('dblclick', () => { hand.enlarge() }, { signal })
  element.addEventListener('contextmenu', event => { event.preventDefault() }, { signal })
  window.addEventListener('blur', () => { pointers.clear() }, { signal })
  return () => { listening.abort() }
}

function dragBy(hand: BoneHand, drag: Drag, delta: ScreenPoint): void {
  switch (drag) {
    case 'turn': return hand.turnBy(delta)
    case 'move': return hand.moveBy(delta)
    // Down is larger, as in the planes.
    case 'zoom': return hand.zoomBy(Math.exp(delta[1] / 200))
  }
}

/** One of two fingers has moved: the picture by half of its way, larger by how much further they are apart. */
function pinch(hand: BoneHand, still: ScreenPoint, from: ScreenPoint, to: ScreenPoint): void {
  const apart = (at: ScreenPoint): number => Math.max(1, Math.hypot(at[0] - still[0], at[1] - still[1]))
  hand.moveBy([(to[0] - from[0]) / 2, (to[1] - from[1]) / 2])
  hand.zoomBy(apart(to) / apart(from))
}
