import { assertNever } from '#shared/result.ts'
import { practicePatterns, practiceTasks, type PracticePattern, type PracticeRequest, type PracticeTask } from '#shared/teaching/practice.ts'
import { framesPerSecond } from '../case-definitions/exposures.ts'
import type { CtSeriesDefinition, SampleCase, XaSeriesDefinition } from '../case-definitions/sampleCase.ts'
import { flashAtTheJoint, type FlashEntry } from '../contrast/artery.ts'
import { defaultParameters, type ArteryCourse, type PhantomParameters, type Side } from '../phantom/parameters.ts'
import { buildPhantom } from '../phantom/rows.ts'
import { quickGrid, type Grid } from '../sampling/grid.ts'
import { jointTruth } from '../truth/anatomyTruth.ts'
import { chanceOf, chosenOf } from './chance.ts'
import { practiceNeedle } from './practiceNeedle.ts'
import { lateralImage, stillImage } from './practiceStill.ts'

export type PracticeCase = { readonly name: string; readonly task: PracticeTask; readonly seed: number; readonly seconds: number | null; readonly sample: SampleCase; readonly difficulty: number; readonly grids: { readonly ct: Grid; readonly fluoroscopy: Grid } }

const HU_OF_OPACIFIED_BLOOD = 320
const within = (seed: number, name: string, from: number, to: number): number => Math.round((from + chanceOf(seed, name) * (to - from)) * 10) / 10

/** Around the joints of both sides, the skin behind included: a targeted reconstruction, as a planning scan is. Slices meet the samples of these grids. */
const fineCt: Grid = { size: [320, 300, 124], spacingMm: 0.5, first: [-79.75, -59.75, -31.25], brickEdge: 8 }
const coarseCt: Grid = { size: [170, 150, 62], spacingMm: 1, first: [-84.5, -59.5, -30.5], brickEdge: 4 }
const fineXa: Grid = { size: [256, 264, 240], spacingMm: 0.8, first: [-102, -122, -102], brickEdge: 4 }

/** A case that nobody has seen: side, joint, vessels and noise by the seed. Nothing in its header tells the answers. */
export function practiceCase(request: PracticeRequest): PracticeCase {
  const { seed, detail } = request
  const task = taskOf(request)
  const pattern = task === 'run' ? request.pattern ?? chosenOf<PracticePattern>(seed, 'pattern', practicePatterns) : null
  const side: Side = request.side === undefined ? chosenOf<Side>(seed, 'side', ['R', 'L']) : request.side === 'RIGHT' ? 'R' : 'L'
  const difficulty = request.difficulty ?? chosenOf(seed, 'difficulty', [1, 2, 3, 4, 5])
  const flash = pattern === 'arteryFlash' ? flashOf(seed) : null
  const name = `practice-${[seed, pattern ?? (task === 'path' ? 'ct' : task), side, difficulty, detail, ...(request.seconds === undefined ? [] : [`${String(request.seconds)}s`]), ...(flash === null ? [] : [`${flash.startsAtS.toFixed(2)}s`, `${flash.fromZMm.toFixed(1)}mm`])].join('-')}`
  const parameters = parametersOf(seed, side, difficulty, task)
  const noiseSeed = 100_000 + (seed % 1_000_000) * 100
  return {
    name, task, seed, seconds: request.seconds ?? null, difficulty, grids: detail === 'fine' ? { ct: fineCt, fluoroscopy: fineXa } : { ct: coarseCt, fluoroscopy: quickGrid },
    sample: {
      letter: 'P', folder: 'case', noiseSeed, parameters, side, motion: null, storesCaptures: false,
      study: {
        caseName: name, description: 'TEACHING C1-2', patientName: `PRACTICE^${String(seed)}`, patientId: `PRACTICE-${noteOf(name)}`, accession: '',
        birthDate: '', sex: chosenOf<'F' | 'M'>(seed, 'sex', ['F', 'M']), age: `0${String(40 + Math.floor(chanceOf(seed, 'age') * 45))}Y`, date: '20260101', time: '080000',
      },
      ...(flash === null ? {} : { flash }),
      ...imagesOf(task, pattern, { seed, side, difficulty, parameters }),
    },
  }
}

function taskOf({ seed, pattern, task = 'path' }: PracticeRequest): PracticeTask {
  if (pattern !== undefined) return 'run'
  return task === 'any' ? chosenOf<PracticeTask>(seed, 'task', practiceTasks) : task
}

type Images = Pick<SampleCase, 'route' | 'spread' | 'ct' | 'xa' | 'needle'>
type Made = { readonly seed: number; readonly side: Side; readonly difficulty: number; readonly parameters: PhantomParameters }

function imagesOf(task: PracticeCase['task'], pattern: PracticePattern | null, { seed, side, difficulty, parameters }: Made): Images {
  const ct: Images = { route: 'ctPosterolateral', spread: null, xa: [], ct: [{ ...scan, hasNeedle: task === 'view' }] }
  const projection = (description: string, image: XaSeriesDefinition['images'][number], more: Partial<XaSeriesDefinition> = {}): Images => (
    { route: 'posterior', spread: null, ct: [], xa: [{ name: 'picture', number: 3, description, time: '080400', dose: 'fluoroscopy', images: [image], ...more }] })
  switch (task) {
    case 'path': case 'target': return ct
    case 'view': return { ...ct, needle: practiceNeedle(buildPhantom(parameters), side, jointTruth(parameters, side).targetOnLineLpsMm, seed) }
    case 'run': return { ...projection('C1-2 RUN PA 8 F/S', { view: 'PA', stillAtS: null, isRun: true }, { name: 'run', dose: 'subtraction' }), spread: pattern }
    case 'lateral': return { ...projection('C1-2 LATERAL', lateralImage(seed, difficulty)), needle: null }
    case 'still': return projection('C1-2 STILL', stillImage(seed))
    default: return assertNever(task)
  }
}

const scan: CtSeriesDefinition = { name: 'planning', number: 2, description: 'PLANNING PRONE 1 MM', time: '080200', position: 'HFP', kernel: 'soft', fromZMm: -29.5, toZMm: 29.5, gantryTiltDeg: 0, hasNeedle: false, contrast: null }

function parametersOf(seed: number, side: Side, difficulty: number, task: PracticeCase['task']): PhantomParameters {
  const isCt = task === 'path' || task === 'target' || task === 'view'
  // An artery behind the joint leaves no way in: no needle is brought there, and no path is asked for.
  const course: ArteryCourse = task === 'target' && difficulty >= 5 ? 'medial' : difficulty >= 3 ? chosenOf<ArteryCourse>(seed, 'course', ['normal', 'highloop']) : 'normal'
  return {
    ...defaultParameters, jawDeg: isCt ? 2 : 26,
    gapMm: within(seed, 'gap', 2.2, 3), slopeDeg: within(seed, 'slope', 18, 25), sagTiltDeg: within(seed, 'tilt', 6, 11),
    arteries: side === 'R' ? { R: course, L: 'normal' } : { R: 'normal', L: course },
    ctaHu: isCt && difficulty <= 3 ? HU_OF_OPACIFIED_BLOOD : 0, osteophytes: difficulty >= 4,
  }
}

/** A flash comes at other places and times: who has found one must look for the next. Whole frames later or sooner, so that each is seen as well as another. */
const flashOf = (seed: number): FlashEntry => ({ startsAtS: flashAtTheJoint.startsAtS + (Math.floor(chanceOf(seed, 'flash frame') * 16) - 3) / framesPerSecond, fromZMm: within(seed, 'flash height', -10, 6) })

/** Six signs of a name: cases of the same seed and other settings are other patients. */
const noteOf = (name: string): string => Math.floor(chanceOf(0, name) * 36 ** 6).toString(36).toUpperCase().padStart(6, '0')
