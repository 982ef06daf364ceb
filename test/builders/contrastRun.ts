import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { needleOf, runSeconds } from '#sample-dicom/case-definitions/exposures.ts'
import type { ContrastPattern } from '#sample-dicom/contrast/pattern.ts'
import { shiftedImage } from '#sample-dicom/filters/shift.ts'
import { contrastLineIntegrals } from '#sample-dicom/fluoroscopy/contrastImage.ts'
import { Exposure } from '#sample-dicom/fluoroscopy/exposure.ts'
import { needleLineIntegrals } from '#sample-dicom/fluoroscopy/needleImage.ts'
import { fieldRadiusPx, views } from '#sample-dicom/fluoroscopy/views.ts'
import { sampleVersion } from '#sample-dicom/manifest.ts'
import { defaultParameters } from '#sample-dicom/phantom/parameters.ts'
import { fluoroGrid } from '#sample-dicom/sampling/grid.ts'
import { SharedVolumes } from '#sample-dicom/work/sharedVolumes.ts'
import type { PatientMotion } from '#sample-dicom/work/tasks.ts'
import { Workforce } from '#sample-dicom/work/workforce.ts'
import { buildAttenuationScale, type AttenuationScale } from '#shared/contrast/attenuation.ts'
import type { DisplayShutter, ImageDescription } from '#shared/dicom/imageDescription.ts'
import { describePixels } from './corpus.ts'

const carm = views.PA
const { rows, columns } = carm.detector
const pixels = rows * columns
const dose = 'subtraction'

/** What a recorded frame is measured against: nothing here comes from the code that is tested. */
export type NoiseFreeRun = {
  /** Line integrals of the contrast alone, per frame, the patient lying still. */
  readonly contrast: readonly Float32Array[]
  /** Minus the logarithm of what reaches the detector with contrast over what does without: scatter and blur included, no noise. */
  readonly attenuation: (frame: number) => Float32Array
}

/**
 * Runs of the sample cases with a seed and a motion of one's own. The patient's line integrals and what gets through
 * them are made once; only the noise is made anew.
 */
export class ContrastRuns {
  readonly rows = rows
  readonly columns = columns
  readonly shutter: DisplayShutter = { rectangle: null, circle: { centreRow: rows / 2, centreColumn: columns / 2, radius: fieldRadiusPx }, polygon: null, presentationValue: null }
  readonly image: ImageDescription = describePixels({
    rows, columns, frames: runSeconds.length, pixelIntensityRelationship: 'LIN', pixelIntensitySign: 1, shutter: this.shutter,
    pixel: { bitsAllocated: 16, bitsStored: 12, highBit: 11 },
  })
  readonly scale: AttenuationScale
  private readonly exposure = new Exposure(carm)
  private readonly still: Float32Array
  private readonly gain: number
  private readonly stillTransmitted: Float32Array

  constructor(patient: Float32Array) {
    const needle = needleLineIntegrals(needleOf(defaultParameters, 'R', 'posterior'), carm)
    this.still = patient.map((value, at) => value + (needle[at] ?? 0))
    this.gain = this.exposure.gain(this.still, dose)
    this.stillTransmitted = this.exposure.transmit(this.still).slice()
    const scale = buildAttenuationScale(this.image)
    if (!scale.ok) throw new Error(scale.error.message)
    this.scale = scale.value
  }

  /** A run of some contrast with a movement; noise is added by `frames`. */
  prepare(pattern: ContrastPattern, motion: PatientMotion | null, seconds: readonly number[] = runSeconds): PreparedRun {
    const transmitted = seconds.map((at, frame) => {
      const isMoved = motion !== null && frame >= motion.fromFrame
      if (at <= 0 && !isMoved) return this.stillTransmitted
      const lineIntegrals = contrastLineIntegrals(pattern, at, carm)
      for (let i = 0; i < pixels; i += 1) lineIntegrals[i] = (lineIntegrals[i] ?? 0) + (this.still[i] ?? 0)
      return this.exposure.transmit(isMoved ? shiftedImage(lineIntegrals, columns, motion.columnsPx, motion.rowsPx) : lineIntegrals).slice()
    })
    return {
      frames: (seed) => transmitted.map((image, frame) => {
        const stored = new Uint16Array(pixels)
        this.exposure.record(image, this.gain, dose, { seed, frame }, stored)
        return stored
      }),
    }
  }

  noiseFree(pattern: ContrastPattern, seconds: readonly number[] = runSeconds): NoiseFreeRun {
    const contrast = seconds.map((at) => contrastLineIntegrals(pattern, at, carm))
    return {
      contrast,
      attenuation: (frame) => {
        const with_ = this.exposure.transmit((contrast[frame] ?? new Float32Array(pixels)).map((value, at) => value + (this.still[at] ?? 0)))
        return with_.map((value, at) => Math.log((this.stillTransmitted[at] ?? NaN) / value))
      },
    }
  }
}

export type PreparedRun = { readonly frames: (seed: number) => readonly Uint16Array[] }

const cache = path.join(projectDirectory, '.cache', 'line-integrals', `patient-pa-${sampleVersion}.f32`)

/** Kept between runs of the tests: sampling the phantom takes half a minute. */
export async function openContrastRuns(): Promise<ContrastRuns> {
  if (!existsSync(cache)) {
    const workforce = new Workforce(2)
    const made = new Float32Array(await new SharedVolumes(workforce, () => undefined).projection(defaultParameters, fluoroGrid, carm))
    await workforce.close()
    mkdirSync(path.dirname(cache), { recursive: true })
    writeFileSync(`${cache}.${process.pid}`, new Uint8Array(made.buffer))
    renameSync(`${cache}.${process.pid}`, cache)
  }
  const bytes = readFileSync(cache)
  return new ContrastRuns(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)))
}
