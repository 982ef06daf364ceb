/** Hands values on as fast as they are drawn. */
export type OnceAFrame<Value> = {
  send(value: Value): void
  /** Hands on at once what still waits. */
  flush(): void
  /** What still waits is not wanted any more. */
  forget(): void
}

/**
 * Takes one value a frame: the first at once, and of those that come before it has been drawn only the newest, as soon as
 * it has. What no frame would show is not worked out, where drawing is slow at the cost of the drawing.
 */
export function onceAFrame<Value>(take: (value: Value) => void): OnceAFrame<Value> {
  const now: { drawing: boolean; waiting: { readonly value: Value } | null } = { drawing: false, waiting: null }
  const flush = (): void => {
    const { waiting } = now
    now.waiting = null
    if (waiting !== null) take(waiting.value)
  }
  const send = (value: Value): void => {
    now.waiting = { value }
    if (now.drawing) return
    now.drawing = true
    requestAnimationFrame(() => {
      now.drawing = false
      // After the frame, not within it: its pictures may be drawn already, and its figures must be of the same moment.
      if (now.waiting !== null) setTimeout(() => { if (now.waiting !== null) send(now.waiting.value) })
    })
    flush()
  }
  return { send, flush, forget: () => { now.waiting = null } }
}
