import { create } from 'zustand'
import { notInFile } from '#shared/dicom/missingFrames.ts'
import type { SeriesDescription, VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { StoredFrame } from '#shared/measurement/regionStatistics.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { streamUrl } from '#renderer/api/index.ts'
import { loadFrames, prepareFrameWorkers, type FrameLoad } from '#renderer/workers/frameLoader.ts'
import type { FrameSlot, FrameTarget } from '#renderer/workers/framePlan.ts'
import { backgroundWork } from './backgroundWork.ts'
import { holdVolume, type HeldVolume } from './engine/volumes.ts'
import type { StoredValues } from './frames/displayLut.ts'

export type PixelsFault = Fault<'STREAM_FAILED' | 'NOT_ENOUGH_MEMORY' | 'NO_VOLUME'>
export type SeriesPixels = {
  readonly loaded: number
  readonly total: number
  /** Frames that could not be read or decoded; the others are shown. */
  readonly unreadable: number
  readonly fault: PixelsFault | null
}

type PixelStates = { readonly bySeries: Readonly<Record<string, SeriesPixels>> }
const usePixelStates = create<PixelStates>(() => ({ bySeries: {} }))
const nothingLoaded: SeriesPixels = { loaded: 0, total: 0, unreadable: 0, fault: null }
/** How far the pixels of a series are here. */
export const useSeriesPixels = (seriesUid: string): SeriesPixels => usePixelStates(state => state.bySeries[seriesUid] ?? nothingLoaded)

/** The pixels of one series, in the one buffer that holds them. */
export type HeldPixels = {
  readonly seriesUid: string
  readonly values: StoredValues
  readonly slots: readonly FrameSlot[]
  /** The upright grid, for a volume. */
  readonly geometry: VolumeGeometry | null
  readonly volume: HeldVolume | null
  /** Null while the frame has not come; a sentence when it cannot be shown. */
  frameState(frame: number): 'here' | 'coming' | { readonly unreadable: string }
  /** Told which frames have come, many times a second at most. */
  onFrames(listener: (frames: readonly number[]) => void): () => void
}

/** Every progress that is shown lays the page out again, on the processors that are loading. */
const PROGRESS_MS = 200

type Held = HeldPixels & { readonly load: FrameLoad; readonly byteLength: number; users: number; lastUsed: number; isDone: boolean; rests: boolean }
const held = new Map<string, Held>()
/** What is kept of series that no view shows, so that going back a stage does not load again. */
const KEPT_BYTES = 1.2 * 2 ** 30

const keyOf = (seriesUid: string, target: FrameTarget): string => `${target}/${seriesUid}`
const publish = (seriesUid: string, change: Partial<SeriesPixels>): void => {
  usePixelStates.setState(({ bySeries }) => ({ bySeries: { ...bySeries, [seriesUid]: { ...(bySeries[seriesUid] ?? nothingLoaded), ...change } } }))
}

function open(series: SeriesDescription, target: FrameTarget, firstSeen: number): Result<Held, PixelsFault> {
  const { seriesUid } = series.summary
  const listeners = new Set<(frames: readonly number[]) => void>()
  const came = new Set<number>()
  const unreadable = new Map<number, string>()
  const opened: { volume: HeldVolume | null } = { volume: null }
  const told = { atMs: -Infinity }
  const tell = (progress: Omit<SeriesPixels, 'fault'>): void => {
    const isEnd = progress.loaded + progress.unreadable >= progress.total
    if (!isEnd && performance.now() - told.atMs < PROGRESS_MS) return
    told.atMs = performance.now()
    publish(seriesUid, progress)
  }
  try {
    const load = loadFrames({
      streamUrl: streamUrl('library.frames', target === 'volume' ? { seriesUid, order: 'middleOut' } : { seriesUid, order: 'forward', start: runAround(series, firstSeen), lead: firstSeen }), description: series, target,
      onProgress({ frames, failed, loaded, total }) {
        for (const frame of frames) came.add(frame)
        for (const { frame, reason } of failed) unreadable.set(frame, series.frames[frame]?.byteLength === 0 ? notInFile : reason)
        for (const frame of [...frames, ...failed.map(each => each.frame)]) opened.volume?.sliceArrived(frame)
        tell({ loaded, total, unreadable: unreadable.size })
        for (const listener of listeners) listener(frames)
      },
    })
    publish(seriesUid, { loaded: 0, total: load.plan.slots.length, unreadable: 0, fault: null })
    void load.done.then(({ fault, cancelled }) => {
      prepareFrameWorkers()
      const entry = held.get(keyOf(seriesUid, target))
      if (entry?.load === load) entry.isDone = true
      if (fault !== null && !cancelled) publish(seriesUid, { fault: { code: 'STREAM_FAILED', message: fault } })
    })
    const { geometry } = load.plan
    if (target === 'volume' && geometry !== null) opened.volume = holdVolume(`axis:grid/${seriesUid}`, geometry, load.values)
    return ok({
      seriesUid, load, values: load.values, slots: load.plan.slots, geometry, volume: opened.volume, byteLength: load.values.byteLength, users: 0, lastUsed: 0, isDone: false, rests: false,
      frameState(frame) {
        const reason = unreadable.get(frame)
        return came.has(frame) ? 'here' : reason === undefined ? 'coming' : { unreadable: reason }
      },
      onFrames(listener) {
        listeners.add(listener)
        return () => { listeners.delete(listener) }
      },
    })
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure
    const fault: PixelsFault = err('NOT_ENOUGH_MEMORY', 'There is not enough memory for this series. Close other series or programs, then open it again.').error
    publish(seriesUid, { fault })
    return { ok: false, error: fault }
  }
}

/** First frame of the run that a frame lies in. */
const runAround = ({ runs }: SeriesDescription, frame: number): number => runs.find(({ firstFrame, frames }) => frame >= firstFrame && frame < firstFrame + frames)?.firstFrame ?? 0

type Needs = { readonly runs: Readonly<Record<string, string>> }
/** The runs that are shown and not complete, each with its series. */
const useNeeds = create<Needs>(() => ({ runs: {} }))

/** Says that a run is shown and waits for its pixels, until the answer is called. */
export function needPixels(seriesUid: string, runId: string): () => void {
  useNeeds.setState(({ runs }) => ({ runs: { ...runs, [runId]: seriesUid } }))
  return () => { useNeeds.setState(({ runs: { [runId]: _, ...others } }) => ({ runs: others })) }
}
/** Whether another run that is shown still waits. */
export const useOthersWait = (runId: string): boolean => useNeeds(({ runs }) => Object.keys(runs).some(other => other !== runId))

/** While a run plays, only what a view waits for is loaded. */
function restOrGoOn(): void {
  const needed = Object.values(useNeeds.getState().runs)
  for (const [key, entry] of held) {
    const isAwaited = entry.users > 0 && (key.startsWith('volume/') || needed.includes(entry.seriesUid))
    const rests = backgroundWork.rests() && !isAwaited
    if (rests === entry.rests || entry.isDone) continue
    entry.rests = rests
    entry.load.rest(rests)
  }
}
backgroundWork.onChange(restOrGoOn)
useNeeds.subscribe(restOrGoOn)

/** Takes the pixels of a series, loading them when nobody has yet, the frame that is seen first before the others; `release` when the view closes. */
export function takePixels(series: SeriesDescription, target: FrameTarget, firstSeen = 0): Result<{ readonly pixels: HeldPixels; release(): void }, PixelsFault> {
  const key = keyOf(series.summary.seriesUid, target)
  const there = held.get(key)
  const opened = there === undefined ? open(series, target, firstSeen) : ok(there)
  if (!opened.ok) return opened
  const entry = opened.value
  held.set(key, entry)
  entry.users += 1
  restOrGoOn()
  const taken = { released: false }
  return ok({
    pixels: entry,
    release() {
      if (taken.released) return
      taken.released = true
      entry.users -= 1
      entry.lastUsed = performance.now()
      restOrGoOn()
      freeUnused()
    },
  })
}

/** How many frames of this part are here or will never be. */
export function useFramesSettled(seriesUid: string, firstFrame: number, frames: number): number {
  usePixelStates(state => state.bySeries[seriesUid])
  const entry = held.get(keyOf(seriesUid, 'stored'))
  let settled = 0
  for (let frame = firstFrame; entry !== undefined && frame < firstFrame + frames; frame += 1) if (entry.frameState(frame) !== 'coming') settled += 1
  return settled
}

/** Whether every frame of this part is here: none on its way, none that cannot be read. */
export function useFramesHere(seriesUid: string, firstFrame: number, lastFrame: number): boolean {
  usePixelStates(state => state.bySeries[seriesUid])
  const entry = held.get(keyOf(seriesUid, 'stored'))
  for (let frame = firstFrame; frame <= lastFrame; frame += 1) if (entry?.frameState(frame) !== 'here') return false
  return true
}

/** The stored values of one frame where they are in memory already; nothing is loaded for it. */
export function storedFrame(seriesUid: string, frame: number): StoredFrame | null {
  const entry = held.get(keyOf(seriesUid, 'stored'))
  const slot = entry?.slots[frame]
  if (entry === undefined || slot === undefined || entry.frameState(frame) !== 'here') return null
  const { offset, length, columns, rows, samples } = slot
  return { values: entry.values.subarray(offset, offset + length), columns, rows, samples }
}

/** Begins to load a series that will be looked at soon. */
export function preloadSeries(series: SeriesDescription): void {
  const taken = takePixels(series, series.summary.kind === 'volume' ? 'volume' : 'stored')
  if (taken.ok) taken.value.release()
}

/** Frees what no view shows, the longest unused first, until what is left is small enough to keep. */
function freeUnused(): void {
  const unused = [...held].filter(([, entry]) => entry.users === 0).sort(([, a], [, b]) => a.lastUsed - b.lastUsed)
  let kept = unused.reduce((sum, [, entry]) => sum + entry.byteLength, 0)
  for (const [key, entry] of unused) {
    if (kept <= KEPT_BYTES) return
    kept -= entry.byteLength
    close(key, entry)
  }
}

function close(key: string, entry: Held): void {
  held.delete(key)
  entry.load.cancel()
  entry.volume?.release()
}

/** Frees the pixels of every series that no view shows: the patient was changed. */
export function releaseUnusedPixels(): void {
  for (const [key, entry] of held) if (entry.users === 0) close(key, entry)
}
