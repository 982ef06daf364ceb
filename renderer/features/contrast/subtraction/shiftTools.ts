import { create } from 'zustand'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { contrastAnalysis, useViewing } from '#renderer/viewports/index.ts'
import { boxVertices, type RunSubtraction, type ShiftRegion } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from '../contrastView.ts'
import { answersOf, noAnswers } from '../runEdits.ts'
import { addBox, layBoxOverFrames, layOverFrames, moveMask } from './subtractionEdits.ts'
import { maskInRun } from './useSubtraction.ts'

type Corner = readonly [column: number, row: number]
type ShiftTools = {
  /** The box that keys and buttons move; null = the whole mask. */
  readonly chosenBox: string | null
  /** A box that is being drawn. */
  readonly draft: { readonly key: string; readonly corners: readonly [Corner, Corner] } | null
  /** How much of the anatomy is behind while its slider is in the hand. */
  readonly landmark: { readonly key: string; readonly share: number } | null
  /** What lays the mask over the frames at the moment, and how far it is. */
  readonly laying: { readonly key: string; readonly boxId: string | null; readonly part: number } | null
}
export const useShiftTools = create<ShiftTools>(() => ({ chosenBox: null, draft: null, landmark: null, laying: null }))

const keyOf = ({ seriesUid, run }: RunChoice): string => runKey(seriesUid, run)

export function nudgeMask(choice: RunChoice, by: readonly [row: number, column: number]): void {
  const { document } = useSession.getState()
  const { chosenBox } = useShiftTools.getState()
  if (document === null) return
  const isBox = answersOf(document, choice).shiftRegions.some(({ regionId }) => regionId === chosenBox)
  void editCase(isBox ? 'mask of a box moved' : 'mask moved', moveMask(choice, isBox ? chosenBox : null, by))
}

/** The mask of a run as the case has it, and the box that it lies in. */
function maskNow(choice: RunChoice, box: ShiftRegion | null): string {
  const { document } = useSession.getState()
  const { maskFrames, maskSource, shiftRegions } = document === null ? noAnswers : answersOf(document, choice)
  return JSON.stringify([maskFrames, maskSource, shiftRegions.find(({ regionId }) => regionId === box?.regionId)?.corners ?? null])
}

/** Finds where the mask lies on every frame, in the whole picture or in a box, and keeps it. */
export async function layAutomatically(series: SeriesDescription, choice: RunChoice, subtraction: RunSubtraction, box: ShiftRegion | null): Promise<void> {
  const analysis = contrastAnalysis(series, choice.run)
  if (!analysis.ok) return tellReceipt(analysis.error.message)
  if (subtraction.maskFrames.length === 0) return tellReceipt('The header gives every frame a mask of its own. Choose one mask to lay over the frames.')
  const asked = JSON.stringify([subtraction.maskFrames, subtraction.maskSource, box?.corners ?? null])
  const { caseId } = useSession.getState()
  const laying = { key: keyOf(choice), boxId: box?.regionId ?? null }
  useShiftTools.setState({ laying: { ...laying, part: 0 } })
  const found = await analysis.value.ask('alignment', { maskFrames: [...maskInRun(subtraction)], shiftsPx: null, region: box === null ? null : boxVertices(box.corners) }, (part) => { useShiftTools.setState({ laying: { ...laying, part } }) })
  useShiftTools.setState({ laying: null })
  if (found === null || useSession.getState().caseId !== caseId) return
  // Shifts belong to the mask that they were found for.
  if (maskNow(choice, box) !== asked) return tellReceipt('The mask was changed meanwhile: what was found belongs to the one before, and was left out. Lay the new one over the frames again.')
  if (!found.ok) return tellReceipt(`${found.error.message} The mask stays where it is.`)
  const { shiftsPx } = found.value
  await (box === null ? editCase('mask laid over each frame', layOverFrames(choice, shiftsPx)) : editCase('mask of a box laid over each frame', layBoxOverFrames(choice, box.regionId, shiftsPx)))
}

/** A box that was drawn: it begins where the whole mask lies, and is then laid over the frames by itself. */
export async function keepBox(series: SeriesDescription, choice: RunChoice, subtraction: RunSubtraction, corners: readonly [Corner, Corner]): Promise<void> {
  const box: ShiftRegion = { regionId: crypto.randomUUID(), corners, shiftPx: subtraction.shiftPx, frameShiftsPx: subtraction.frameShiftsPx }
  useShiftTools.setState({ draft: null, chosenBox: box.regionId })
  useViewing.getState().setActiveTool('crosshair')
  const { caseId } = useSession.getState()
  await editCase('box with a mask of its own', addBox(choice, box))
  if (useSession.getState().caseId !== caseId) return
  await layAutomatically(series, choice, subtraction, box)
}
