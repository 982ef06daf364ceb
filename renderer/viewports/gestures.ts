import type { MarkHandle } from '#renderer/tools/marks/drag.ts'
import type { PathPoint } from '#renderer/tools/needle/state.ts'
import type { ScreenPoint } from './camera/viewCamera.ts'
import { onceAFrame } from './onceAFrame.ts'
import { bindTouch } from './touchBinding.ts'
import type { LayerHandle } from './frameLayer.ts'
import { isDrawingTool, type ToolName } from './viewProps.ts'

/** What can be grasped: an end of the path, a mark or an end of the needle on a check scan, a point of the chosen structure's centre line by its number, or the brush, which is in the hand wherever it is. */
export type PlaneHandle = PathPoint | MarkHandle | number | 'brush'
/** The same of a frame: an end of the path, or a grip of a layer. */
export type FrameHandle = PathPoint | LayerHandle

/** What a view does with the pointer; the binding below only decides which of these is meant. */
export type GestureTarget<Handle = PlaneHandle> = {
  activeTool(): ToolName
  handleAt(at: ScreenPoint): Handle | null
  activate(): void
  pointerAt(at: ScreenPoint | null): void
  grab(handle: Handle): void
  /** Where a finger moves a handle and so hides it; null when it has been lifted. */
  lens?(at: ScreenPoint | null): void
  /** True for what draws where it is put down; everything else waits to be moved. */
  drawsAtOnce(handle: Handle): boolean
  dragHandle(at: ScreenPoint): void
  dropHandle(): void
  interruptHandle(): void
  place(at: ScreenPoint): void
  crosshair(at: ScreenPoint): void
  beginWindow(): void
  windowBy(delta: ScreenPoint): void
  moveBy(delta: ScreenPoint): void
  zoomAt(factor: number, at: ScreenPoint): void
  scroll(steps: number): void
  /** Alt and the wheel: wider or thinner, in steps. */
  widen(steps: number): void
  enlarge(): void
  openMenu(at: ScreenPoint): void
}

type Gesture =
  | { readonly kind: 'handle' | 'crosshair' | 'place' }
  | { readonly kind: 'menuOrZoom'; last: ScreenPoint; readonly start: ScreenPoint; moved: boolean }
  | { readonly kind: 'window' | 'move' | 'zoom'; last: ScreenPoint; readonly start: ScreenPoint }

const CLICK_PX = 4
const WHEEL_NOTCH = 60
const TEN = 10

/** Mouse and pen on a view, as the interaction map says: main, wheel and second button. */
export function bindGestures<Handle>(element: HTMLElement, target: GestureTarget<Handle>): () => void {
  const now: { gesture: Gesture | null; pointer: number | null; start: ScreenPoint; wheel: number } = { gesture: null, pointer: null, start: [0, 0], wheel: 0 }
  const pointOf = (event: MouseEvent): ScreenPoint => {
    const box = element.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  // The browser also makes a double click of two taps, which the touch binding has already answered.
  const lastDown = { type: '' }
  /** Where a click that has just ended puts something down. Pointer events do not count clicks, so the click itself does it. */
  let toPlace: ScreenPoint | null = null
  const click = (event: MouseEvent): void => {
    const at = toPlace
    toPlace = null
    // The second half of a double click is not another point on the first.
    if (at !== null && event.detail < 2) target.place(at)
  }
  const begin = (event: PointerEvent): void => {
    lastDown.type = event.pointerType
    if (now.gesture !== null || event.pointerType === 'touch') return
    const at = pointOf(event)
    target.activate()
    const gesture = gestureFor(event, at, target)
    if (gesture === null) return
    event.preventDefault()
    element.setPointerCapture(event.pointerId)
    Object.assign(now, { gesture, pointer: event.pointerId, start: at })
  }
  const drags = onceAFrame<ScreenPoint>(at => { if (now.gesture !== null) drag(now.gesture, at, target) })
  const move = (event: PointerEvent): void => {
    const at = pointOf(event)
    if (event.pointerType === 'touch') return
    target.pointerAt(at)
    if (now.gesture !== null && event.pointerId === now.pointer) drags.send(at)
  }
  const end = (event: PointerEvent): void => {
    const { gesture } = now
    if (gesture === null || event.pointerId !== now.pointer) return
    drags.flush()
    Object.assign(now, { gesture: null, pointer: null })
    const at = pointOf(event)
    if (gesture.kind === 'handle') target.dropHandle()
    if (gesture.kind === 'menuOrZoom' && !gesture.moved) target.openMenu(at)
    toPlace = gesture.kind === 'place' && Math.hypot(at[0] - now.start[0], at[1] - now.start[1]) < CLICK_PX ? at : null
  }
  const interrupt = (): void => {
    drags.forget()
    if (now.gesture?.kind === 'handle') target.interruptHandle()
    Object.assign(now, { gesture: null, pointer: null })
  }
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    // Shift turns a wheel sideways in the browser.
    const delta = (event.deltaY === 0 ? event.deltaX : event.deltaY) * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_NOTCH / 3 : 1)
    if (event.altKey) return target.widen(-Math.sign(delta))
    if (event.ctrlKey || event.metaKey) return target.zoomAt(Math.exp(-delta / 500), pointOf(event))
    if (Math.abs(delta) >= WHEEL_NOTCH) {
      now.wheel = 0
      return target.scroll(Math.sign(delta) * (event.shiftKey ? TEN : 1))
    }
    now.wheel += delta
    const steps = Math.trunc(now.wheel / (WHEEL_NOTCH / 2))
    now.wheel -= steps * (WHEEL_NOTCH / 2)
    if (steps !== 0) target.scroll(steps * (event.shiftKey ? TEN : 1))
  }
  /** The menu of the keyboard opens in the middle: no pointer says where. */
  const menuKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
    event.preventDefault()
    target.activate()
    target.openMenu([element.clientWidth / 2, element.clientHeight / 2])
  }
  const leave = (): void => { target.pointerAt(null) }
  const listening = new AbortController()
  const { signal } = listening
  element.addEventListener('pointerdown', begin, { signal })
  element.addEventListener('click', click, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', end, { signal })
  element.addEventListener('pointercancel', interrupt, { signal })
  element.addEventListener('pointerleave', leave, { signal })
  element.addEventListener('wheel', wheel, { signal, passive: false })
  element.addEventListener('keydown', menuKey, { signal })
  // Whoever comes by keyboard works in the view that has the focus.
  element.addEventListener('focus', () => { target.activate() }, { signal })
  element.addEventListener('dblclick', () => { if (lastDown.type !== 'touch' && !isDrawingTool(target.activeTool())) target.enlarge() }, { signal })
  element.addEventListener('contextmenu', event => { event.preventDefault() }, { signal })
  window.addEventListener('blur', interrupt, { signal })
  const unbindTouch = bindTouch(element, target)
  return () => {
    unbindTouch()
    interrupt()
    listening.abort()
  }
}

function gestureFor<Handle>(event: PointerEvent, at: ScreenPoint, target: GestureTarget<Handle>): Gesture | null {
  if (event.button === 1) return { kind: 'move', last: at, start: at }
  if (event.button === 2) return { kind: 'menuOrZoom', last: at, start: at, moved: false }
  if (event.button !== 0) return null
  if (event.shiftKey) return beginWindow(at, target)
  const handle = target.handleAt(at)
  if (handle !== null) {
    target.grab(handle)
    if (target.drawsAtOnce(handle)) target.dragHandle(at)
    return { kind: 'handle' }
  }
  switch (target.activeTool()) {
    case 'crosshair':
      target.crosshair(at)
      return { kind: 'crosshair' }
    case 'window': return beginWindow(at, target)
    case 'move': return { kind: 'move', last: at, start: at }
    case 'zoom': return { kind: 'zoom', last: at, start: at }
    default: return { kind: 'place' }
  }
}

function beginWindow<Handle>(at: ScreenPoint, target: GestureTarget<Handle>): Gesture {
  target.beginWindow()
  return { kind: 'window', last: at, start: at }
}

function drag<Handle>(gesture: Gesture, at: ScreenPoint, target: GestureTarget<Handle>): void {
  switch (gesture.kind) {
    case 'handle': return target.dragHandle(at)
    case 'crosshair': return target.crosshair(at)
    case 'place': return
    case 'window': return target.windowBy([at[0] - gesture.start[0], at[1] - gesture.start[1]])
    case 'move': target.moveBy([at[0] - gesture.last[0], at[1] - gesture.last[1]]); break
    case 'menuOrZoom':
      // A hand that only clicks moves a little too.
      if (!gesture.moved && Math.hypot(at[0] - gesture.start[0], at[1] - gesture.start[1]) < CLICK_PX) return
      gesture.moved = true
      target.zoomAt(Math.exp((at[1] - gesture.last[1]) / 200), gesture.start)
      break
    // Down is larger, around the place where the drag began.
    case 'zoom': target.zoomAt(Math.exp((at[1] - gesture.last[1]) / 200), gesture.start); break
  }
  gesture.last = at
}
