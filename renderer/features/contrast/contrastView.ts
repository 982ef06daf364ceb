import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { answersOf } from './runEdits.ts'
import { useLooking, keepRun, lookAtFrame, runOfFrame } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameMode } from '#renderer/viewports/index.ts'
import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

export type Slot = 'first' | 'second'
/** One run of a series. */
export type RunChoice = { readonly seriesUid: string; readonly run: number }

/** What the two views of the stage show; looking only, nothing of it is saved. */
type ContrastView = {
  readonly active: Slot
  readonly series: Readonly<Record<Slot, string | null>>
  readonly modes: Readonly<Record<Slot, FrameMode>>
  /** Subtracted pictures go through the window for faint flow. */
  readonly faint: Readonly<Record<Slot, boolean>>
  readonly compared: Readonly<Record<Slot, Compared | null>>
  /** A frame shown again as it was kept, until its run is answered anew. */
  readonly again: SeenAgain | null
  /** Differences along the run, under the time line. */
  readonly strip: boolean
}
/** `answers`: those of the run when it was asked for, as text; other ones end it. */
export type SeenAgain = { readonly key: string; readonly frame: number; readonly recipe: SubtractionRecipe; readonly answers: string }
/** Another frame of the series held against the one that is shown: beside it in one picture, or in turn with it. */
export type Compared = { readonly frame: number; readonly how: 'swipe' | 'flicker'; readonly share: number }
export const useContrastView = create<ContrastView>(() => ({ active: 'first', series: { first: null, second: null }, modes: { first: 'native', second: 'native' }, faint: { first: false, second: false }, compared: { first: null, second: null }, again: null, strip: false }))

export const viewIdOf = (slot: Slot): string => `contrast-${slot}`
/** Both views may show runs of one series: where each of them stands is kept by itself. */
export const placeOf = (slot: Slot, seriesUid: string): string => `${slot}/${seriesUid}`
export const setActiveSlot = (active: Slot): void => { useContrastView.setState({ active }) }
export const showMode = (slot: Slot, mode: FrameMode): void => { useContrastView.setState(({ modes }) => ({ modes: { ...modes, [slot]: mode } })) }
export const showFaint = (slot: Slot, isOn: boolean): void => { useContrastView.setState(({ faint }) => ({ faint: { ...faint, [slot]: isOn } })) }
export const compareWith = (slot: Slot, next: Compared | null): void => { useContrastView.setState(({ compared }) => ({ compared: { ...compared, [slot]: next } })) }
export const showInSlot = (slot: Slot, { seriesUid, run }: RunChoice): void => {
  keepRun(placeOf(slot, seriesUid), run)
  useContrastView.setState(({ series, modes, faint, compared }) => ({ series: { ...series, [slot]: seriesUid }, modes: { ...modes, [slot]: 'native' }, faint: { ...faint, [slot]: false }, compared: { ...compared, [slot]: null } }))
}

/** The run that a view shows. */
export function useShownRun(slot: Slot): RunChoice | null {
  const seriesUid = useContrastView((state) => state.series[slot])
  const run = useLooking((state) => (seriesUid === null ? 0 : state.runs[placeOf(slot, seriesUid)] ?? 0))
  return seriesUid === null ? null : { seriesUid, run }
}

/** Which run the active view shows. */
export const useActiveRun = (): RunChoice | null => useShownRun(useContrastView((state) => state.active))

type Seen = { readonly faint?: boolean; readonly compared?: Pick<Compared, 'frame' | 'share'> | undefined; readonly recipe?: SubtractionRecipe | null }

/** Brings a frame of a series into the first view, in the way in which it was seen. */
export function showFrame(series: SeriesDescription, frame: number, mode: FrameMode, { faint = false, compared, recipe = null }: Seen = {}): void {
  const { seriesUid } = series.summary
  setActiveSlot('first')
  const run = runOfFrame(series, frame) ?? 0
  const document = useSession.getState().document
  showInSlot('first', { seriesUid, run })
  useContrastView.setState({ again: recipe === null || document === null ? null : { key: runKey(seriesUid, run), frame, recipe, answers: JSON.stringify(answersOf(document, { seriesUid, run })) } })
  lookAtFrame(placeOf('first', seriesUid), series, frame)
  showMode('first', mode)
  showFaint('first', faint)
  compareWith('first', compared === undefined ? null : { ...compared, how: 'swipe' })
}
