import { progressViews } from '#shared/planning/needleViews.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { averageWords, colourName, isWholeRun, standWords, strengthWords } from '#renderer/viewports/index.ts'
import { viewOfAngles, viewWords } from '#renderer/features/fluoroscopy/index.ts'

type Shown = {
  readonly seriesUid: string
  /** Frame of the series, from 0. */
  readonly frame: number
  /** Of a plane, the slice that the crosshair lies in, by the number that the screen shows; frames may count the other way. */
  readonly axialSlice: number | null
  readonly view: ViewState
  /** The run that the frame lies in, and where that begins. */
  readonly run: { readonly at: number; readonly firstFrame: number; readonly frames: number } | null
  readonly positioner: ImageDescription['positioner']
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
function looksInTitle({ sharpened, denoised, colours, shutterOff }: NonNullable<Extract<ViewState, { kind: 'frame' }>['looks']>): readonly string[] {
  return [
    ...(denoised > 0 ? [`denoised ${strengthWords(denoised)}`] : []), ...(sharpened > 0 ? [`sharpened ${strengthWords(sharpened)}`] : []),
    ...(colours === null ? [] : [`colours ${colourName(colours)}`]), ...(shutterOff ? ['shutter off'] : []),
  ]
}

const modeWords = { native: null, subtracted: 'subtracted', peak: 'peak opacity', arrival: 'arrival', timeToPeak: 'time to peak' } as const

const planeWords = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' } as const

const needleWords = { alongAxial: 'Along the needle, axial oblique', alongSagittal: 'Along the needle, sagittal oblique', across: 'Across the needle', progressLateral: 'Progress, lateral', progressAp: 'Progress, AP' } as const

/** A view of the needle's progress that is named after a true one says how far it is off. */
function offWords({ view, entryLpsMm, targetLpsMm }: Extract<Shown['view'], { readonly kind: 'needlePlane' }>): string | null {
  const seen = progressViews(entryLpsMm, targetLpsMm).find((each) => each.view === view)
  return seen === undefined ? null : `${seen.offTrueDeg.toFixed(0)}° off`
}

/** What a picture shows, in words that tell it from the next one: view and frame, or plane and slice. */
export function keyImageTitle({ seriesUid, frame, axialSlice, view, run, positioner }: Shown, document: CaseDocument, pathName: string | null): string {
  if (view.kind === 'plane') {
    const where = axialSlice === null ? null : view.plane === 'axial' ? `slice ${String(axialSlice)}` : `crosshair at slice ${String(axialSlice)}`
    return [planeWords[view.plane], where, pathName].filter((part) => part !== null).join(', ')
  }
  if (view.kind === 'needlePlane') return [needleWords[view.view], offWords(view), view.view === 'across' && view.depthMm !== null ? `${view.depthMm.toFixed(0)} mm deep` : null, pathName].filter((part) => part !== null).join(', ')
  if (view.kind === 'bone') return [`Bone, ${lowerFirst(standWords(view))}`, pathName].filter((part) => part !== null).join(', ')
  const key = runKey(seriesUid, run?.at ?? 0)
  const { maskFrames = [], seenFrames = [] } = document.contrast.runs[key] ?? {}
  const averaged = view.looks?.averaged ?? null
  const said = viewOfAngles(positioner) ?? document.contrast.viewOf[key] ?? null
  return [
    said === null ? (run !== null && run.frames > 1 ? 'Run' : 'Image') : viewWords[said],
    isWholeRun(view.mode) ? 'whole run' : averaged !== null ? lowerFirst(averageWords(averaged, run?.firstFrame ?? 0)) : run !== null && run.frames > 1 ? `frame ${String(frame - run.firstFrame + 1)}` : null,
    modeWords[view.mode], view.faint === true ? 'faint-flow window' : null,
    view.compared === undefined ? null : `beside frame ${String(view.compared.frame - (run?.firstFrame ?? 0) + 1)}`,
    ...(view.looks === undefined ? [] : looksInTitle(view.looks)),
    isWholeRun(view.mode) ? null : seenFrames.includes(frame) ? 'with contrast' : maskFrames.includes(frame) ? 'before contrast' : null,
    pathName,
  ].filter((part) => part !== null).join(', ')
}
