import { clockOf, dueFrame, frameAt, hasEnded, missedBetween, soloTrack, spanMs, stepOf, type Due, type Slowness, type Track, type Way } from './cineClock.ts'

/** The screen's own beat. */
export type Ticker = {
  now(): number
  /** Calls back before the next picture is shown; the answer takes it back. */
  request(tick: (now: number) => void): () => void
}

/** What is played and how, in frames of the run from 0. */
export type CineSetting = {
  readonly times: readonly number[]
  readonly part: readonly [first: number, last: number]
  /** The frame from which two runs in step start together. */
  readonly event: number
  readonly way: Way
  readonly slowness: Slowness
  /** Play waits until every frame is here. */
  readonly isReady: boolean
}

export type CineState = 'resting' | 'waiting' | 'playing'
export type CinePlayer = {
  /** Frame of the run, from 0. */
  frame(): number
  state(): CineState
  /** Frames a second over the last second of play; null before. */
  achievedRate(): number | null
  /** Frames that were due since play began and never shown. */
  dropped(): number
  set(change: Partial<CineSetting>): void
  play(from?: 'here' | 'start'): void
  pause(): void
  step(by: number): void
  seek(frame: number): void
  /** Told of every frame. */
  onFrame(listener: () => void): () => void
  /** Told when play begins, waits or ends, and of every frame that is gone to by hand. */
  onRest(listener: () => void): () => void
  /** From now on both go by one clock, this one leading; the answer parts them. */
  joinInStep(other: CinePlayer): () => void
}

/** All that goes by one clock: a run, or two in step; the first leads. */
type Deck = { members: readonly Member[]; state: CineState; from: 'here' | 'start'; readonly ticker: Ticker; cancel: () => void }
type Member = {
  deck: Deck
  setting: CineSetting
  frame: number
  due: Due | null
  dropped: number
  readonly shownAt: number[]
  readonly frameListeners: Set<() => void>
  readonly restListeners: Set<() => void>
}

const RATE_SPAN_MS = 1000
const membersOf = new WeakMap<CinePlayer, Member>()
const nothing = (): void => undefined
const tell = (listeners: ReadonlySet<() => void>): void => { for (const listener of [...listeners]) listener() }
const tellAll = ({ members }: Deck): void => {
  for (const { frameListeners, restListeners } of members) {
    tell(frameListeners)
    tell(restListeners)
  }
}

/** Alone a run begins with its part; in step with the event, or the end of the part that is nearest to it. */
const trackOf = ({ deck, setting: { times, part, event } }: Member): Track =>
  deck.members.length === 1 ? soloTrack(times, part) : { times, part, event: Math.min(part[1], Math.max(part[0], event)) }

/** Members with their tracks, so that what is computed for a track is done to its own member. */
const tracked = (deck: Deck): readonly { readonly member: Member; readonly track: Track }[] => deck.members.map(member => ({ member, track: trackOf(member) }))

function newDeck(members: readonly Member[], ticker: Ticker): void {
  const deck: Deck = { members, state: 'resting', from: 'here', ticker, cancel: nothing }
  for (const member of members) member.deck = deck
}

function lead(member: Member): Deck {
  const { deck } = member
  deck.members = [member, ...deck.members.filter(other => other !== member)]
  return deck
}

function stop(deck: Deck): void {
  deck.cancel()
  deck.cancel = nothing
  deck.state = 'resting'
}

function show(member: Member, due: Due, now: number): void {
  const before = member.due
  if (before !== null && before.ordinal === due.ordinal) return
  if (before !== null) member.dropped += missedBetween(before, due)
  member.due = due
  member.frame = due.frame
  member.shownAt.push(now)
  while ((member.shownAt[0] ?? now) < now - RATE_SPAN_MS) member.shownAt.shift()
  tell(member.frameListeners)
}

/** How far the clock has come; a run that holds its last frame does not say how far the other is. */
const clockNow = (deck: Deck): number => Math.max(...tracked(deck).map(({ member, track }) => clockOf(track, member.frame)))

/** Runs the clock from the frames that are shown, or from the start; what is late is dropped, never shown slower. */
function run(deck: Deck, from: 'here' | 'start'): void {
  deck.cancel()
  const all = tracked(deck)
  const tracks = all.map(({ track }) => track)
  const [leading] = deck.members
  if (leading === undefined) return
  const { way, slowness } = leading.setting
  const at = clockNow(deck)
  const begin = from === 'start' || at < 0 || at >= spanMs(tracks) ? 0 : at
  const startedAt = deck.ticker.now() - begin * slowness
  for (const { member } of all) member.due = null
  const tick = (now: number): void => {
    const elapsed = Math.max(0, now - startedAt) / slowness
    for (const { member, track } of all) show(member, dueFrame(tracks, track, way, elapsed), now)
    if (deck.state !== 'playing') return
    if (hasEnded(tracks, way, elapsed)) {
      stop(deck)
      tellAll(deck)
    } else deck.cancel = deck.ticker.request(tick)
  }
  deck.state = 'playing'
  deck.cancel = deck.ticker.request(tick)
}

function play(deck: Deck, from: 'here' | 'start'): void {
  const isReady = deck.members.every(({ setting }) => setting.isReady)
  for (const member of deck.members) {
    member.dropped = 0
    member.shownAt.length = 0
  }
  deck.from = from
  if (isReady) run(deck, from)
  else {
    stop(deck)
    deck.state = 'waiting'
  }
  tellAll(deck)
}

/** By hand one member goes to a frame, the others to that of the same moment. */
function goTo(deck: Deck, moved: Member, frame: number): void {
  stop(deck)
  const clock = clockOf(trackOf(moved), frame)
  for (const { member, track } of tracked(deck)) member.frame = member === moved ? frame : frameAt(track, clock)
  tellAll(deck)
}

const playsAlike = (a: CineSetting, b: CineSetting): boolean =>
  a.times === b.times && a.part[0] === b.part[0] && a.part[1] === b.part[1] && a.event === b.event && a.way === b.way && a.slowness === b.slowness

function change(member: Member, next: Partial<CineSetting>): void {
  const { deck, setting: before } = member
  member.setting = { ...before, ...next }
  if (deck.state === 'waiting' && deck.members.every(({ setting }) => setting.isReady)) play(deck, deck.from)
  else if (deck.state === 'playing' && !playsAlike(before, member.setting)) run(deck, 'here')
}

function join(member: Member, other: Member): () => void {
  const { deck: { state, ticker } } = member
  for (const { deck } of [member, other]) stop(deck)
  newDeck([member, other], ticker)
  if (state === 'resting') goTo(member.deck, member, member.frame)
  else play(member.deck, 'here')
  return () => {
    stop(member.deck)
    for (const one of [member, other]) newDeck([one], ticker)
    for (const one of [member, other]) tellAll(one.deck)
  }
}

/** Plays one run at its true times on the screen's beat, alone or in step with another. */
export function createCinePlayer(ticker: Ticker, setting: CineSetting, frame: number): CinePlayer {
  const inRun = (wanted: number): number => Math.min(member.setting.times.length - 1, Math.max(0, Math.round(wanted)))
  const member: Member = {
    deck: { members: [], state: 'resting', from: 'here', ticker, cancel: nothing },
    setting, frame, due: null, dropped: 0, shownAt: [], frameListeners: new Set(), restListeners: new Set(),
  }
  newDeck([member], ticker)
  const listen = (listeners: Set<() => void>) => (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => { listeners.delete(listener) }
  }
  const player: CinePlayer = {
    frame: () => member.frame,
    state: () => member.deck.state,
    achievedRate() {
      const { shownAt } = member
      const span = (shownAt.at(-1) ?? 0) - (shownAt[0] ?? 0)
      return shownAt.length > 2 && span > 0 ? ((shownAt.length - 1) * 1000) / span : null
    },
    dropped: () => member.dropped,
    set: next => { change(member, next) },
    play: (from = 'here') => { play(lead(member), from) },
    pause() {
      if (member.deck.state === 'resting') return
      stop(member.deck)
      tellAll(member.deck)
    },
    step(by) {
      const deck = lead(member)
      const all = tracked(deck)
      const next = stepOf(all.map(each => each.track), all.map(each => each.member.frame), by)
      const goes = next === null ? undefined : all[next.track]?.member
      // At the end of all runs a step still stops the play.
      if (next === null || goes === undefined) goTo(deck, member, member.frame)
      else goTo(deck, goes, next.frame)
    },
    seek: to => { goTo(lead(member), member, inRun(to)) },
    onFrame: listen(member.frameListeners),
    onRest: listen(member.restListeners),
    joinInStep(other) {
      const partner = membersOf.get(other)
      return partner === undefined || partner === member ? nothing : join(member, partner)
    },
  }
  membersOf.set(player, member)
  return player
}
