import { create } from 'zustand'
import type { Fault } from '#shared/result.ts'

export type PixelsFault = Fault<'STREAM_FAILED' | 'CANNOT_DECODE' | 'NOT_ENOUGH_MEMORY' | 'NO_VOLUME'>
export type SeriesPixels = {
  readonly loaded: number
  readonly total: number
  /** Frames that could not be read or decoded; the others are shown. */
  readonly unreadable: number
  readonly fault: PixelsFault | null
}

type PixelStates = { readonly bySeries: Readonly<Record<string, SeriesPixels>> }
export const usePixelStates = create<PixelStates>(() => ({ bySeries: {} }))

const nothingLoaded: SeriesPixels = { loaded: 0, total: 0, unreadable: 0, fault: null }
/** How far the pixels of a series are here. */
export const useSeriesPixels = (seriesUid: string): SeriesPixels => usePixelStates(state => state.bySeries[seriesUid] ?? nothingLoaded)

