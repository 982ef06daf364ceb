import { facetFrame } from '../phantom/facetFrame.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import { type Needle, needleOnRoute, type NeedleRoute } from '../needle/needlePath.ts'
import { views } from '../fluoroscopy/views.ts'
import type { XaExposure } from '../work/tasks.ts'
import { maskFrameNumbers } from '../dicom/xaDataset.ts'
import type { SampleCase, XaImageDefinition, XaSeriesDefinition } from './sampleCase.ts'

export const framesPerRun = 40
export const framesPerSecond = 8

/** Seconds since the injection began for each frame of a run; the mask frames come before it. */
export const runSeconds: readonly number[] = Array.from({ length: framesPerRun }, (_, frame) => (frame - maskFrameNumbers.length) / framesPerSecond)

export const needleOf = (parameters: PhantomParameters, side: Side, route: NeedleRoute): Needle =>
  needleOnRoute(route, side, facetFrame(parameters.slopeDeg, parameters.sagTiltDeg), views.PA)

/** The needle of a case: its own, or the one of its route. */
export const needleOfSample = ({ needle, parameters, side, route }: SampleCase): Needle | null => (needle === undefined ? needleOf(parameters, side, route) : needle)

/** What one image of a case takes to be exposed. Noise differs from image to image and from case to case. */
export function exposureOf(sample: SampleCase, series: XaSeriesDefinition, image: XaImageDefinition): XaExposure {
  const hasContrast = image.isRun || image.stillAtS !== null
  return {
    carm: image.carm ?? views[image.view],
    ...(image.stated === undefined ? {} : { stated: image.stated }),
    parameters: sample.xaParameters ?? sample.parameters,
    side: sample.side,
    needle: needleOfSample(sample),
    spread: hasContrast ? sample.spread : null,
    ...(sample.flash === undefined ? {} : { flash: sample.flash }),
    dose: series.dose,
    seed: seedOf(sample, series.number) + (image.view === 'LAT' ? 1 : 0),
    motion: image.isRun ? sample.motion : null,
    seconds: image.isRun ? runSeconds : [image.stillAtS ?? -1],
  }
}

export const seedOf = (sample: SampleCase, seriesNumber: number): number => (sample.noiseSeed ?? (sample.letter.codePointAt(0) ?? 0) * 100) + seriesNumber * 10
