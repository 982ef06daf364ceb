import { useEffect } from 'react'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import { useSeriesPixels, type FrameMaps, type FrameMode } from '#renderer/viewports/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from '../contrastView.ts'

/** A picture that was on the screen for a shorter time was not looked at. */
const LOOK_MS = 600

/** Notes in the case that the peak picture and the faint-flow window of the active run were looked at; the first time stays. */
export function useLooked({ seriesUid, run }: RunChoice, mode: FrameMode, faint: boolean, maps: FrameMaps | null, isActive: boolean): void {
  const { faintSeen, peakSeen } = useCaseDocument().contrast
  const key = runKey(seriesUid, run)
  const isHere = useSeriesPixels(seriesUid).loaded > 0
  const isPeak = isActive && mode === 'peak' && maps?.kind === 'here'
  const isFaint = isActive && faint && ((mode === 'subtracted' && isHere) || isPeak)
  useNote(isPeak && peakSeen[key] === undefined, 'peakSeen', key, 'peak picture seen')
  useNote(isFaint && faintSeen[key] === undefined, 'faintSeen', key, 'faint-flow window used')
}

function useNote(isNew: boolean, what: 'peakSeen' | 'faintSeen', key: string, step: string): void {
  useEffect(() => {
    if (!isNew) return
    const wait = setTimeout(() => {
      const atIso = new Date().toISOString()
      void editCase(step, (document) => ({ ...document, contrast: { ...document.contrast, [what]: { ...document.contrast[what], [key]: document.contrast[what][key] ?? atIso } } }))
    }, LOOK_MS)
    return () => { clearTimeout(wait) }
  }, [isNew, what, key, step])
}
