import type { ScreenPoint } from './camera/viewCamera.ts'

/** One thing that happens to one contact; `clock` is asked for by the state itself and carries the time alone. */
export type TouchInput =
  | { readonly kind: 'down' | 'move'; readonly id: number; readonly at: ScreenPoint; readonly widthPx: number; readonly timeMs: number; readonly onHandle: boolean }
  | { readonly kind: 'up'; readonly id: number; readonly timeMs: number }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'clock'; readonly timeMs: number }

export type TouchAction =
  | { readonly kind: 'grab' | 'dragHandle' | 'menu' | 'tap' | 'doubleTap'; readonly at: ScreenPoint }
  | { readonly kind: 'dropHandle' | 'interruptHandle' }
  | { readonly kind: 'scroll'; readonly steps: number }
  | { readonly kind: 'move'; readonly delta: ScreenPoint }
  | { readonly kind: 'zoom'; readonly factor: number; readonly at: ScreenPoint }

type Contact = { readonly id: number; readonly at: ScreenPoint }
type Tap = { readonly at: ScreenPoint; readonly timeMs: number }
type Mode =
  | { readonly kind: 'none' }
  /** One finger, not yet moved: a tap, a press or the begin of a drag. */
  | { readonly kind: 'pressed'; readonly start: ScreenPoint; readonly sinceMs: number; readonly onHandle: boolean }
  | { readonly kind: 'scroll'; readonly from: ScreenPoint }
  | { readonly kind: 'handle' }
  | { readonly kind: 'two' }
  /** Until every contact has been lifted: a palm, a drape, a third finger, a press that has had its answer. */
  | { readonly kind: 'over' }
export type TouchState = { readonly contacts: readonly Contact[]; readonly mode: Mode; readonly lastTap: Tap | null }
export type TouchStep = { readonly state: TouchState; readonly actions: readonly TouchAction[] }

export const noTouch: TouchState = { contacts: [], mode: { kind: 'none' }, lastTap: null }
export const PRESS_MS = 500
const DOUBLE_TAP_MS = 350
const DOUBLE_TAP_PX = 30
/** A finger is never quite still; a mouse is (4 px). */
const STILL_PX = 8
const SCROLL_PX = 12
/** The handle stands this far above the finger, which would else hide it. */
const LIFT_PX = 48
/** 30 mm at 96 CSS pixels an inch: no fingertip is that wide. */
export const WIDEST_PX = (30 * 96) / 25.4

const above = ([x, y]: ScreenPoint): ScreenPoint => [x, y - LIFT_PX]
const apart = (a: ScreenPoint, b: ScreenPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1])
const stay = (state: TouchState): TouchStep => ({ state, actions: [] })

/** What fingers mean, as the interaction map says; pure, so that each rule can be tried without a screen. */
export function reduceTouch(state: TouchState, input: TouchInput): TouchStep {
  switch (input.kind) {
    case 'down': return pressed(state, input)
    case 'move': return moved(state, input)
    case 'up': return lifted(state, input)
    case 'cancel': return { state: noTouch, actions: leave(state.mode) }
    case 'clock': {
      const { mode } = state
      if (mode.kind !== 'pressed' || input.timeMs - mode.sinceMs < PRESS_MS) return stay(state)
      return mode.onHandle
        ? { state: { ...state, mode: { kind: 'handle' } }, actions: [{ kind: 'grab', at: mode.start }, { kind: 'dragHandle', at: above(mode.start) }] }
        : { state: { ...state, mode: { kind: 'over' } }, actions: [{ kind: 'menu', at: mode.start }] }
    }
  }
}

type Placed = Extract<TouchInput, { kind: 'down' | 'move' }>
const leave = (mode: Mode): readonly TouchAction[] => (mode.kind === 'handle' ? [{ kind: 'interruptHandle' }] : [])

function pressed(state: TouchState, { id, at, widthPx, timeMs, onHandle }: Placed): TouchStep {
  const contacts = [...state.contacts.filter(contact => contact.id !== id), { id, at }]
  if (widthPx > WIDEST_PX || contacts.length > 2 || state.mode.kind === 'over') return { state: { contacts, mode: { kind: 'over' }, lastTap: null }, actions: leave(state.mode) }
  if (contacts.length === 2) return { state: { contacts, mode: { kind: 'two' }, lastTap: null }, actions: leave(state.mode) }
  return stay({ ...state, contacts, mode: { kind: 'pressed', start: at, sinceMs: timeMs, onHandle } })
}

function moved(state: TouchState, { id, at, widthPx }: Placed): TouchStep {
  const before = state.contacts
  if (!before.some(contact => contact.id === id)) return stay(state)
  const contacts = before.map(contact => (contact.id === id ? { id, at } : contact))
  const next: TouchState = { ...state, contacts }
  if (widthPx > WIDEST_PX) return { state: { ...next, mode: { kind: 'over' }, lastTap: null }, actions: leave(state.mode) }
  switch (state.mode.kind) {
    case 'none':
    case 'over': return stay(next)
    case 'handle': return { state: next, actions: [{ kind: 'dragHandle', at: above(at) }] }
    case 'two': return { state: next, actions: pinch(before, contacts) }
    case 'scroll': return scrolled(next, state.mode.from, at)
    case 'pressed': {
      const { start, onHandle } = state.mode
      if (apart(at, start) < STILL_PX) return stay(next)
      if (!onHandle) return scrolled(next, start, at)
      return { state: { ...next, mode: { kind: 'handle' } }, actions: [{ kind: 'grab', at: start }, { kind: 'dragHandle', at: above(at) }] }
    }
  }
}

function scrolled(state: TouchState, from: ScreenPoint, at: ScreenPoint): TouchStep {
  const steps = Math.trunc((at[1] - from[1]) / SCROLL_PX)
  return { state: { ...state, mode: { kind: 'scroll', from: [from[0], from[1] + steps * SCROLL_PX] } }, actions: steps === 0 ? [] : [{ kind: 'scroll', steps }] }
}

/** Two fingers move by their middle and zoom by their distance; how they turn means nothing. */
function pinch([a, b]: readonly Contact[], [c, d]: readonly Contact[]): readonly TouchAction[] {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return []
  const middle = (p: Contact, q: Contact): ScreenPoint => [(p.at[0] + q.at[0]) / 2, (p.at[1] + q.at[1]) / 2]
  const [from, to] = [middle(a, b), middle(c, d)]
  const [spread, now] = [apart(a.at, b.at), apart(c.at, d.at)]
  const move: TouchAction = { kind: 'move', delta: [to[0] - from[0], to[1] - from[1]] }
  return spread < 1 || now < 1 ? [move] : [move, { kind: 'zoom', factor: now / spread, at: to }]
}

function lifted(state: TouchState, { id, timeMs }: Extract<TouchInput, { kind: 'up' }>): TouchStep {
  const contacts = state.contacts.filter(contact => contact.id !== id)
  const { mode, lastTap } = state
  // A finger that stays when the other is lifted begins nothing new.
  if (contacts.length > 0) return { state: { contacts, mode: { kind: 'over' }, lastTap: null }, actions: leave(mode) }
  if (mode.kind === 'handle') return { state: noTouch, actions: [{ kind: 'dropHandle' }] }
  if (mode.kind !== 'pressed') return stay(noTouch)
  const isSecond = lastTap !== null && timeMs - lastTap.timeMs < DOUBLE_TAP_MS && apart(lastTap.at, mode.start) < DOUBLE_TAP_PX
  return isSecond ? { state: noTouch, actions: [{ kind: 'doubleTap', at: mode.start }] } : { state: { ...noTouch, lastTap: { at: mode.start, timeMs } }, actions: [{ kind: 'tap', at: mode.start }] }
}
