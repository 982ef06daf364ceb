import { vectorAdd, vectorScale } from '#shared/geometry/vectors.ts'
import { exposureOf, framesPerSecond, needleOf } from '../case-definitions/exposures.ts'
import { sampleCases } from '../case-definitions/cases.ts'
import { maskFrameNumbers } from '../dicom/xaDataset.ts'
import { displayPictures } from '../fluoroscopy/display.ts'
import type { NeedleRoute } from '../needle/needlePath.ts'
import { type ViewName, views } from '../fluoroscopy/views.ts'
import { defaultParameters } from '../phantom/parameters.ts'
import { fluoroGrid } from '../sampling/grid.ts'
import type { SharedVolumes } from '../work/sharedVolumes.ts'
import type { XaExposure } from '../work/tasks.ts'
import type { Workforce } from '../work/workforce.ts'
import { cropped, montage, type Picture } from './canvas.ts'

const pixels = 512
/** Windows of subtracted pictures: the change of the logarithm that goes from grey to black. */
const subtractionWindow: Readonly<Record<string, number>> = { A: 0.7, B: 0.18, C: 0.45, D: 0.6, E: 0.5 }

/** Makes fluoroscopy pictures; the volume and the projections are shared. */
export class FluoroscopyPictures {
  private readonly workforce: Workforce
  private readonly volumes: SharedVolumes

  constructor(workforce: Workforce, volumes: SharedVolumes) {
    this.workforce = workforce
    this.volumes = volumes
  }

  async plain(view: ViewName): Promise<Picture> {
    return displayed(await this.frames(this.exposure('A', view, [-1], { needle: null, spread: null })), view)
  }

  /** 22 G down the barrel beside 25 G posterior; below them their laterals, 12 mm short and in the joint. */
  async needles(): Promise<Picture> {
    const still = async (route: NeedleRoute, view: ViewName, backMm: number) => {
      const needle = needleOf(defaultParameters, 'R', route)
      const tipLpsMm = vectorAdd(needle.tipLpsMm, vectorScale(needle.towardsEntry, backMm))
      const stored = await this.frames(this.exposure('A', view, [-1], { spread: null, dose: 'fluoroscopy', needle: { ...needle, tipLpsMm } }))
      return cropped(displayed(stored, view), 106, 136, 300, 240)
    }
    return montage([
      await Promise.all([still('downTheBarrel', 'PA', 0), still('posterior', 'PA', 0)]),
      await Promise.all([still('downTheBarrel', 'LAT', 12), still('posterior', 'LAT', 0)]),
    ])
  }

  /** Native pictures above, subtracted ones below. */
  async run(letter: string, shots: readonly (readonly [ViewName, number])[]): Promise<Picture> {
    const columns = await Promise.all(shots.map(async ([view, seconds]) => {
      const times = [...maskFrameNumbers.map(number => (number - 5) / framesPerSecond), seconds]
      const stored = await this.frames(this.exposure(letter, view, times, {}))
      return [joint(displayed(stored.subarray(4 * pixels * pixels), view)), joint(subtracted(stored, subtractionWindow[letter] ?? 0.5))] as const
    }))
    return montage([columns.map(([native]) => native), columns.map(([, dsa]) => dsa)])
  }

  private exposure(letter: string, view: ViewName, seconds: readonly number[], changes: Partial<XaExposure>): XaExposure {
    const sample = sampleCases.find(one => one.letter === letter)
    const series = sample?.xa.find(one => one.name === 'run-pa')
    if (sample === undefined || series === undefined) throw new Error(`No run in case ${letter}`)
    return { ...exposureOf(sample, series, { view, stillAtS: null, isRun: true }), parameters: defaultParameters, seconds, ...changes }
  }

  private async frames(exposure: XaExposure): Promise<Uint16Array> {
    const background = await this.volumes.projection(exposure.parameters, fluoroGrid, exposure.carm)
    const stored = new SharedArrayBuffer(pixels * pixels * 2 * exposure.seconds.length)
    await this.workforce.run({ kind: 'expose', exposure, background, stored, fromFrame: 0, toFrame: exposure.seconds.length })
    return new Uint16Array(stored)
  }
}

const displayed = (stored: Uint16Array, view: ViewName): Picture => ({ width: pixels, height: pixels, grey: displayPictures(stored, views[view]) })

/** The part of a picture around the joint. */
const joint = (picture: Picture): Picture => cropped(picture, 136, 106, 240, 240)

/** ln(mask + 1) - ln(frame + 1) with the mean of the first four frames as mask, contrast dark. */
function subtracted(stored: Uint16Array, window: number): Picture {
  const size = pixels * pixels
  const grey = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const mask = ((stored[i] ?? 0) + (stored[size + i] ?? 0) + (stored[2 * size + i] ?? 0) + (stored[3 * size + i] ?? 0)) / 4
    const v = Math.log(mask + 1) - Math.log((stored[4 * size + i] ?? 0) + 1)
    grey[i] = Math.max(0, Math.min(255, Math.round(170 - (170 * v) / window)))
  }
  return { width: pixels, height: pixels, grey }
}
