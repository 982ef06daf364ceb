import type { ScreenPoint } from './camera/viewCamera.ts'
import type { GestureTarget } from './gestures.ts'
import { isDrawingTool } from './viewProps.ts'
import { noTouch, PRESS_MS, reduceTouch, type TouchAction, type TouchInput } from './touch.ts'

/** Ties fingers on an element to a view. */
export function bindTouch<Handle>(element: HTMLElement, target: GestureTarget<Handle>): () => void {
  const now = { state: noTouch, timer: 0 }
  const listening = new AbortController()
  const { signal } = listening
  const pointOf = (event: PointerEvent): ScreenPoint => {
    const box = element.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const take = (input: TouchInput): void => {
    const { state, actions } = reduceTouch(now.state, input)
    now.state = state
    for (const action of actions) act(action, target)
  }
  const placed = (kind: 'down' | 'move') => (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return
    const at = pointOf(event)
    if (kind === 'down') {
      event.preventDefault()
      element.setPointerCapture(event.pointerId)
      target.activate()
      clearTimeout(now.timer)
      now.timer = window.setTimeout(() => { take({ kind: 'clock', timeMs: event.timeStamp + PRESS_MS }) }, PRESS_MS)
    }
    take({ kind, id: event.pointerId, at, widthPx: Math.max(event.width, event.height), timeMs: event.timeStamp, onHandle: target.handleAt(at) !== null })
  }
  const cancel = (): void => {
    clearTimeout(now.timer)
    take({ kind: 'cancel' })
  }
  element.addEventListener('pointerdown', placed('down'), { signal })
  element.addEventListener('pointermove', placed('move'), { signal })
  element.addEventListener('pointerup', event => { if (event.pointerType === 'touch') take({ kind: 'up', id: event.pointerId, timeMs: event.timeStamp }) }, { signal })
  element.addEventListener('pointercancel', event => { if (event.pointerType === 'touch') cancel() }, { signal })
  window.addEventListener('blur', cancel, { signal })
  return () => {
    cancel()
    listening.abort()
  }
}

function act<Handle>(action: TouchAction, target: GestureTarget<Handle>): void {
  switch (action.kind) {
    case 'grab': {
      const handle = target.handleAt(action.at)
      if (handle !== null) target.grab(handle)
      return
    }
    case 'dragHandle':
      target.lens?.(action.at)
      return target.dragHandle(action.at)
    case 'dropHandle':
      target.lens?.(null)
      return target.dropHandle()
    case 'interruptHandle':
      target.lens?.(null)
      return target.interruptHandle()
    case 'menu': return target.openMenu(action.at)
    case 'tap':
      if (isDrawingTool(target.activeTool())) put(action.at, target)
      return
    case 'doubleTap': return isDrawingTool(target.activeTool()) ? put(action.at, target) : target.enlarge()
    case 'scroll': return target.scroll(action.steps)
    case 'move': return target.moveBy(action.delta)
    case 'zoom': return target.zoomAt(action.factor, action.at)
  }
}

/** What a click does with a tool that draws. A tap with another tool only says which view is meant. */
function put<Handle>(at: ScreenPoint, target: GestureTarget<Handle>): void {
  const handle = target.handleAt(at)
  if (handle === null) return target.place(at)
  target.grab(handle)
  if (target.drawsAtOnce(handle)) target.dragHandle(at)
  target.dropHandle()
}
