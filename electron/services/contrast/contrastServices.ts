import { open, unlink } from 'node:fs/promises'
import { buildAttenuationScale } from '#shared/contrast/attenuation.ts'
import { findFrameRecipe } from '#shared/contrast/maskRecipe.ts'
import { averageAttenuation, shiftPlane, subtractPlanes } from '#shared/contrast/subtraction.ts'
import type { Code, Input, Services, ServiceReply } from '#shared/contract/types.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { Ports } from '#electron/ports/ports.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import { imageOfFrame, noSuchFrame, readFrames } from './contrastFrames.ts'
import { measureRunCurve } from './contrastCurve.ts'
import { exportCurves } from './curveExport.ts'

type ContrastPorts = Pick<Ports, 'access' | 'dataDirectory'>
type SubtractFault = Fault<Code<'contrast.subtract'>>
/** Frames of the series from 0. */
type SeriesRecipe = { readonly contrastFrames: readonly number[]; readonly maskFrames: readonly number[]; readonly shiftPx: readonly [row: number, column: number]; readonly note: string }

export function createContrastServices({ ports, source }: { readonly ports: ContrastPorts; readonly source: ImageSource }): Pick<Services, 'contrast.subtract' | 'contrast.curve' | 'contrast.exportCurves'> {
  return {
    'contrast.subtract': (input) => subtract(ports, source, input),
    'contrast.curve': (input) => measureRunCurve(source, input),
    'contrast.exportCurves': (input) => exportCurves(ports, input),
  }
}

async function subtract(ports: ContrastPorts, source: ImageSource, input: Input<'contrast.subtract'>): Promise<ServiceReply<'contrast.subtract'>> {
  if (!ports.access.mayWrite(input.path)) return err('NOT_PERMITTED', 'This file may not be written from here. Choose a place by the save dialog.')
  const described = await source.describe(input.seriesUid)
  if (!described.ok) return described
  const recipe = chooseRecipe(described.value, input)
  if (!recipe.ok) return recipe
  const image = imageOfFrame(described.value, input.frame)
  if (image === null) return noSuchFrame(described.value)
  const scale = buildAttenuationScale(image)
  if (!scale.ok) return scale
  const contrast = await readFrames(source, described.value, image, recipe.value.contrastFrames, input.seriesUid)
  if (!contrast.ok) return contrast
  const mask = await readFrames(source, described.value, image, recipe.value.maskFrames, input.seriesUid)
  if (!mask.ok) return mask
  const { rows, columns } = image
  const { shiftPx } = recipe.value
  const maskPlane = averageAttenuation(mask.value.map(({ pixels }) => pixels), scale.value)
  const shifted = shiftPx[0] === 0 && shiftPx[1] === 0 ? maskPlane : shiftPlane(maskPlane, columns, rows, shiftPx, new Float32Array(maskPlane.length))
  const contrastPlane = averageAttenuation(contrast.value.map(({ pixels }) => pixels), scale.value)
  const written = await writeNewFile(input.path, subtractPlanes(contrastPlane, shifted, contrastPlane))
  if (!written.ok) return written
  const note = [recipe.value.note, scale.value.note].filter((part) => part !== '').join(' ')
  return ok({ rows, columns, maskFrames: [...recipe.value.maskFrames], shiftPx: [shiftPx[0], shiftPx[1]], space: scale.value.space, note })
}

/** The caller's mask frames, or what the header of the frame's own run says. */
function chooseRecipe(series: SeriesDescription, { frame, maskFrames, shiftPx }: Input<'contrast.subtract'>): Result<SeriesRecipe, SubtractFault> {
  const image = imageOfFrame(series, frame)
  const entry = series.frames[frame]
  if (image === null || entry === undefined) return noSuchFrame(series)
  if (entry.plane !== null && series.summary.kind === 'volume') return err('NOT_A_PROJECTION', 'Slices are not subtracted in this way. Choose a fluoroscopy or angiography run.')
  if (maskFrames !== undefined) {
    if (maskFrames.some((mask) => series.frames[mask] === undefined)) return noSuchFrame(series)
    return ok({ contrastFrames: [frame], maskFrames, shiftPx: shiftPx ?? [0, 0], note: '' })
  }
  const recipe = findFrameRecipe(image, entry.frameNumber)
  if (!recipe.ok) return recipe
  const toSeries = (frameNumber: number): number => frame + frameNumber - entry.frameNumber
  return ok({
    contrastFrames: recipe.value.contrastFrameNumbers.map(toSeries), maskFrames: recipe.value.maskFrameNumbers.map(toSeries),
    shiftPx: shiftPx ?? recipe.value.shiftPx, note: `By the header: ${recipe.value.operation}.`,
  })
}

/** Writes and syncs; a file that is there already is left as it is, and a half-written one is taken away. */
async function writeNewFile(path: string, values: Float32Array): Promise<Result<null, Fault<'WRITE_FAILED'>>> {
  let isOurs = false
  try {
    const file = await open(path, 'wx')
    isOurs = true
    try {
      await file.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
      await file.sync()
    } finally {
      await file.close()
    }
    return ok(null)
  } catch (error) {
    if (isOurs) await unlink(path).catch(() => undefined)
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return err('WRITE_FAILED', 'The result was not written: a file of this name exists already. Choose another name.')
    if (!isStorageFailure(error)) throw error
    return err('WRITE_FAILED', `The result was not written: ${storageFailureReason(error)}. Choose another place, or free some space there.`)
  }
}
