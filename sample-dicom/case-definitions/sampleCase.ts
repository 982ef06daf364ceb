import type { FlashEntry } from '../contrast/artery.ts'
import type { SpreadName } from '../contrast/patterns.ts'
import type { CtPosition } from '../ct/ctSeries.ts'
import type { KernelName } from '../ct/ctNoise.ts'
import type { SampleSeries, SampleStudy } from '../dicom/commonAttributes.ts'
import type { DoseLevel } from '../fluoroscopy/exposure.ts'
import type { ViewName } from '../fluoroscopy/views.ts'
import type { CArm } from '#shared/projection/cArm.ts'
import type { Needle, NeedleRoute } from '../needle/needlePath.ts'
import type { PatientMotion, StatedGeometry } from '../work/tasks.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import type { SampleDose } from './sampleDose.ts'

/** One CT series of a case. Height in mm over the joint. */
export type CtSeriesDefinition = SampleSeries & {
  readonly position: CtPosition
  readonly kernel: KernelName
  readonly fromZMm: number
  readonly toZMm: number
  readonly gantryTiltDeg: number
  readonly hasNeedle: boolean
  readonly contrast: { readonly seconds: number; readonly dilution: number } | null
}

/** One acquisition on the C-arm: a still at an instant after the injection began (null before it), or the run. */
export type XaImageDefinition = {
  readonly view: ViewName
  readonly stillAtS: number | null
  readonly isRun: boolean
  /** Where the C-arm stands to the patient, where that is none of the working views. */
  readonly carm?: CArm
  /** What the header says of it, where that is not all that there is to say. */
  readonly stated?: StatedGeometry
}

export type XaSeriesDefinition = SampleSeries & { readonly dose: DoseLevel; readonly images: readonly XaImageDefinition[] }

/** From the target on the joint line towards the skin. @frame patientLps @units mm */
export type PlannedPath = { readonly towardsEntry: readonly [number, number, number]; readonly lengthMm: number }

/** One synthetic patient with one examination. */
export type SampleCase = {
  readonly letter: string
  readonly folder: string
  readonly study: SampleStudy
  readonly parameters: PhantomParameters
  /** On the C-arm's table, where it is another than on the CT's: the mouth open, the spine in its place. */
  readonly xaParameters?: PhantomParameters
  /** A path that somebody planned on the CT; the needle went another way, which the truth puts in figures. */
  readonly planned?: PlannedPath
  readonly side: Side
  readonly route: NeedleRoute
  /** Null: none; left out: the one of the route. */
  readonly needle?: Needle | null
  readonly spread: SpreadName | null
  /** Of a flash: where and when it enters the artery, where that is not at the joint as in the samples. */
  readonly flash?: FlashEntry
  readonly ct: readonly CtSeriesDefinition[]
  readonly xa: readonly XaSeriesDefinition[]
  /** Where the machine wrote a radiation dose report. */
  readonly dose?: SampleDose
  /** Movement of the patient during the run. */
  readonly motion: PatientMotion | null
  /** Of the noise, where it is not told by the letter. */
  readonly noiseSeed?: number
  /** As a mobile C-arm stores it: display pictures as Secondary Capture instead of XA. */
  readonly storesCaptures: boolean
}
