import type { CtAssessment, CtAssessmentInput } from '#shared/contrast/ctAssessment.ts'
import type { AnatomyCheck } from '#shared/imageAnalysis/anatomyCheck.ts'
import type { CentreLine, CentreLineFault } from '#shared/imageAnalysis/centreLine.ts'
import type { FoundNeedle, NeedleFault } from '#shared/imageAnalysis/findNeedle.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import type { NeedleSearch } from '#shared/imageAnalysis/needleCandidates.ts'
import type { GrownRegion, RegionFault, RegionSearch } from '#shared/imageAnalysis/regionGrow.ts'
import type { Registration, RegistrationFault } from '#shared/imageAnalysis/registerRigid.ts'
import type { SkinFault, SkinPoint } from '#shared/imageAnalysis/skinSurface.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import type { Margin } from '#shared/planning/margins.ts'
import type { SkinMap, SkinPoints, Suggestion } from '#shared/planning/safePaths.ts'
import type { StructureShape } from '#shared/planning/structure.ts'
import type { Fault, Result } from '#shared/result.ts'
import type { FromAnsweringWorker, ToAnsweringWorker } from './workerQuestions.ts'

/** A structure grown from seeds, as a tube; `reachesBox`: it goes on beyond what was looked at. */
export type GrownTube = CentreLine & { readonly reachesBox: boolean }

/** What a needle to this target must keep clear of, and how far it reaches. */
export type WaysSearch = {
  readonly target: PatientPoint
  readonly reachMm: number
  readonly needleRadiusMm: number
  readonly structures: readonly { readonly id: string; readonly name: string; readonly shape: StructureShape; readonly uncertaintyMm: number; readonly margin: Margin }[]
  readonly notAssessed: number
}
export type WaysIn = { readonly skin: SkinPoints; readonly map: SkinMap; readonly suggestions: readonly Suggestion[] }

/** What may be asked of a volume, and what comes back. All points patientLps, mm. */
export type VolumeQuestions = {
  readonly skinAt: { readonly input: { readonly point: PatientPoint; readonly direction: PatientVector | null }; readonly answer: Result<SkinPoint, SkinFault> }
  readonly skinAlong: { readonly input: { readonly target: PatientPoint; readonly direction: PatientVector }; readonly answer: Result<SkinPoint, SkinFault> }
  readonly skinWithin: { readonly input: { readonly target: PatientPoint; readonly reachMm: number; readonly stepMm: number }; readonly answer: Result<{ readonly positions: Float32Array; readonly normals: Float32Array }, SkinFault> }
  readonly waysIn: { readonly input: WaysSearch; readonly answer: Result<WaysIn, SkinFault> }
  readonly isInside: { readonly input: { readonly points: readonly PatientPoint[] }; readonly answer: Result<readonly boolean[], SkinFault> }
  readonly growTube: { readonly input: RegionSearch; readonly answer: Result<GrownTube, RegionFault | CentreLineFault> }
  readonly growRegion: { readonly input: RegionSearch; readonly answer: Result<GrownRegion, RegionFault> }
  readonly needle: { readonly input: NeedleSearch; readonly answer: Result<FoundNeedle, NeedleFault> }
  readonly anatomy: { readonly input: null; readonly answer: AnatomyCheck }
  readonly register: { readonly input: { readonly moving: HuVolume; readonly focusLpsMm: PatientPoint }; readonly answer: Result<Registration, RegistrationFault> }
  /** Of the contrast between an earlier scan and this one. */
  readonly contrastSpread: { readonly input: Omit<CtAssessmentInput, 'after'>; readonly answer: Result<CtAssessment, Fault<'NO_OVERLAP' | 'TOO_LARGE'>> }
}
export type QuestionName = keyof VolumeQuestions

export type Question = { [Name in QuestionName]: { readonly name: Name; readonly input: VolumeQuestions[Name]['input'] } }[QuestionName]
export type Answer = { [Name in QuestionName]: { readonly name: Name; readonly answer: VolumeQuestions[Name]['answer'] } }[QuestionName]

export type ToVolumeAnalysis = { readonly kind: 'volume'; readonly volume: HuVolume } | ToAnsweringWorker<Question>
export type FromVolumeAnalysis = FromAnsweringWorker<Answer>
