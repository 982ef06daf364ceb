import { editCase } from '#renderer/features/case/index.ts'
import type { Slowness } from '#renderer/viewports/index.ts'
import { addMark, nameMark, newMarkName, removeMark, setEvent, setShownRate, setTrim, type TimeMark } from './runTimes.ts'
import type { Run } from './useRun.ts'

/** Each is one named step of undo. Frames are counted from 1 in words, as everywhere on the screen. */
const shown = ({ firstFrame }: Run, frame: number): string => String(frame - firstFrame + 1)
const count = ({ firstFrame, lastFrame }: Run): string => String(lastFrame - firstFrame + 1)

export function trimTo(run: Run, [from, to]: readonly [number, number]): void {
  const { trim } = run.times
  if (trim !== null && trim[0] === from && trim[1] === to) return
  if (from === run.firstFrame && to === run.lastFrame) return wholeRun(run)
  void editCase(`trimmed ${shown(run, from)} to ${shown(run, to)}`, setTrim(run.key, [from, to]))
}

/** Against the header's own trim the whole run is a wish too, and is kept. */
export function wholeRun(run: Run): void {
  const { trim } = run.times
  const whole: readonly [number, number] | null = run.cine.playback.part === null ? null : [run.firstFrame, run.lastFrame]
  if (trim === null && whole === null) return
  void editCase(`whole run, ${count(run)} frames`, setTrim(run.key, whole))
}

/** A mark where the run stands; a running one stops, so that it can be named. */
export function markHere(run: Run): void {
  const { frame } = run.cine
  run.cine.pause()
  if (run.times.marks.some(mark => mark.frame === frame)) return
  const name = newMarkName(run.times)
  void editCase(`${name.toLowerCase()} at frame ${shown(run, frame)}`, addMark(run.key, { markId: crypto.randomUUID(), frame, name }))
}
export function renameMark(run: Run, { markId, name: before }: TimeMark, name: string): void {
  const trimmed = name.trim().slice(0, 64)
  if (trimmed !== '' && trimmed !== before) void editCase(`mark named ${trimmed}`, nameMark(run.key, markId, trimmed))
}
export const takeMarkAway = (run: Run, { markId, name }: TimeMark): void => { void editCase(`${name} removed`, removeMark(run.key, markId)) }

export function eventHere(run: Run): void {
  const { frame } = run.cine
  if (run.times.eventFrame !== frame) void editCase(`event at frame ${shown(run, frame)}`, setEvent(run.key, frame))
}

export const showAtRate = (run: Run, rate: number | null): void => {
  if (rate !== run.times.shownRate) void editCase(rate === null ? 'rate of the run taken back' : `run shown at ${String(rate)} frames/s`, setShownRate(run.key, rate))
}

export const slower = (slowness: Slowness): Slowness => (slowness === 1 ? 2 : slowness === 2 ? 4 : 1)
