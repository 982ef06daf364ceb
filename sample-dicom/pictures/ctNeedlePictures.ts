import { needleOf } from '../case-definitions/exposures.ts'
import { type CtAcquisition, ctSlices, type CtSlice } from '../ct/ctSeries.ts'
import { defaultParameters } from '../phantom/parameters.ts'
import { ctGrid } from '../sampling/grid.ts'
import type { SharedVolumes } from '../work/sharedVolumes.ts'
import { cropped, montage, type Picture, windowed } from './canvas.ts'

const parameters = { ...defaultParameters, jawDeg: 2 }
const acquisition: CtAcquisition = {
  position: 'HFP', kernel: 'bone', seed: 1, fromZMm: -30.5, toZMm: 29.5, gantryTiltDeg: 0, parameters, contrast: null, needle: null,
}

/** Needle, contrast at once, contrast delayed: an axial slice through the tip, back up, and a coronal one below. */
export async function ctNeedlePicture(volumes: SharedVolumes): Promise<Picture> {
  const volume = { grid: ctGrid, hu: new Int16Array(await volumes.volume(parameters, ctGrid)) }
  const needle = needleOf(parameters, 'R', 'ctPosterolateral')
  const leak = (seconds: number, dilution: number) => ({ spread: 'capsularLeak', side: 'R', seconds, dilution } as const)
  const series = [{ needle }, { needle, contrast: leak(3, 0.45) }, { contrast: leak(4, 0.3) }].map(change => [...ctSlices(volume, { ...acquisition, ...change })])
  return montage([series.map(axial), series.map(slices => coronal(slices, needle.tipLpsMm[1]))])
}

function axial(slices: readonly CtSlice[]): Picture {
  const slice = slices.find(one => Math.abs(one.positionLpsMm[2] + 0.5) < 0.6)
  if (slice === undefined) throw new Error('No slice at the joint')
  return cropped(windowed(slice.hu, slice.columns, slice.rows, 500, 2500), 40, 60, 320, 300)
}

function coronal(slices: readonly CtSlice[], yMm: number): Picture {
  const columns = slices[0]?.columns ?? 0
  const hu = new Int16Array(columns * slices.length * 2)
  slices.forEach((slice, n) => {
    const row = Math.round((slice.positionLpsMm[1] - yMm) / ctGrid.spacingMm)
    for (const copy of [0, 1]) hu.set(slice.hu.subarray(row * columns, (row + 1) * columns), (2 * (slices.length - 1 - n) + copy) * columns)
  })
  return cropped(windowed(hu, columns, slices.length * 2, 500, 2500), 40, 0, 320, slices.length * 2)
}
