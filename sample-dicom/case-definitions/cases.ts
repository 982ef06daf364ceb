import type { SpreadName } from '../contrast/patterns.ts'
import type { PatientMotion } from '../work/tasks.ts'
import { defaultParameters } from '../phantom/parameters.ts'
import type { CtSeriesDefinition, SampleCase, XaSeriesDefinition } from './sampleCase.ts'
import { ctDose, fluoroscopyDose } from './sampleDose.ts'

/** The neck on the CT table: mouth closed. */
const ctParameters = { ...defaultParameters, jawDeg: 2 }
const studyDate = '20260115'

type Person = { readonly name: string; readonly birthDate: string; readonly sex: 'F' | 'M'; readonly age: string; readonly time: string }

function study(letter: string, folder: string, person: Person, description: string): SampleCase['study'] {
  return {
    caseName: folder, description,
    patientName: `SAMPLE^${person.name}`, patientId: `SAMPLE-${letter}`, accession: `SAMPLE${letter}1`,
    birthDate: person.birthDate, sex: person.sex, age: person.age, date: studyDate, time: person.time,
  }
}

const run: XaSeriesDefinition = {
  name: 'run-pa', number: 3, description: 'C1-2 CONTRAST RUN PA 8 F/S', time: '101200', dose: 'subtraction',
  images: [{ view: 'PA', stillAtS: null, isRun: true }],
}

const arthrogramSeries: readonly XaSeriesDefinition[] = [
  {
    name: 'needle', number: 1, description: 'C1-2 NEEDLE PA AND LATERAL', time: '100800', dose: 'fluoroscopy',
    images: [{ view: 'PA', stillAtS: null, isRun: false }, { view: 'LAT', stillAtS: null, isRun: false }],
  },
  run,
  {
    name: 'arthrogram', number: 4, description: 'C1-2 ARTHROGRAM PA AND LATERAL', time: '101500', dose: 'fluoroscopy',
    images: [{ view: 'PA', stillAtS: 2.5, isRun: false }, { view: 'LAT', stillAtS: 2.5, isRun: false }],
  },
]

const runAndLateral: readonly XaSeriesDefinition[] = [
  run,
  {
    name: 'lateral', number: 4, description: 'C1-2 LATERAL AFTER CONTRAST', time: '101500', dose: 'fluoroscopy',
    images: [{ view: 'LAT', stillAtS: 3.5, isRun: false }],
  },
]

type FluoroscopyCase = Pick<SampleCase, 'dose'> & { readonly letter: string; readonly folder: string; readonly person: Person; readonly spread: SpreadName; readonly xa: readonly XaSeriesDefinition[]; readonly motion?: PatientMotion }

const fluoroscopyCase = ({ letter, folder, person, spread, xa, motion, dose }: FluoroscopyCase): SampleCase => ({
  letter, folder, spread, xa, motion: motion ?? null, ...(dose === undefined ? {} : { dose }),
  study: study(letter, folder, person, 'FLUOROSCOPY-GUIDED INJECTION C1-2 RIGHT'),
  parameters: defaultParameters,
  side: 'R',
  route: 'posterior',
  ct: [],
  storesCaptures: false,
})

const ctSeries = (series: Pick<CtSeriesDefinition, 'name' | 'number' | 'description' | 'time'> & Partial<CtSeriesDefinition>): CtSeriesDefinition => ({
  position: 'HFP', kernel: 'bone', fromZMm: -30.5, toZMm: 29.5, gantryTiltDeg: 0, hasNeedle: false, contrast: null, ...series,
})

const arthrogram = fluoroscopyCase({
  letter: 'A', folder: 'a-arthrogram', spread: 'arthrogram', xa: arthrogramSeries,
  person: { name: 'ARTHROGRAM', birthDate: '19610412', sex: 'F', age: '064Y', time: '100500' },
})

/** Every sample case, in the order of their letters. */
export const sampleCases: readonly SampleCase[] = [
  arthrogram,
  fluoroscopyCase({
    letter: 'B', folder: 'b-artery-flash', spread: 'arteryFlash', xa: runAndLateral,
    person: { name: 'ARTERY FLASH', birthDate: '19570923', sex: 'M', age: '068Y', time: '100500' },
  }),
  fluoroscopyCase({
    letter: 'C', folder: 'c-epidural', spread: 'epidural', xa: runAndLateral, motion: { fromFrame: 24, columnsPx: 0.25, rowsPx: -0.15 },
    person: { name: 'EPIDURAL', birthDate: '19660730', sex: 'F', age: '059Y', time: '100500' },
  }),
  fluoroscopyCase({
    letter: 'D', folder: 'd-capsular-leak', spread: 'capsularLeak', xa: runAndLateral, dose: fluoroscopyDose,
    person: { name: 'CAPSULAR LEAK', birthDate: '19540218', sex: 'M', age: '071Y', time: '100500' },
  }),
  fluoroscopyCase({
    letter: 'E', folder: 'e-venous-run-off', spread: 'venousRunOff', xa: runAndLateral,
    person: { name: 'VENOUS RUNOFF', birthDate: '19700605', sex: 'F', age: '055Y', time: '100500' },
  }),
  {
    letter: 'F', folder: 'f-ct-guided', dose: ctDose, parameters: ctParameters, side: 'R', route: 'ctPosterolateral', spread: 'capsularLeak', xa: [], motion: null, storesCaptures: false,
    study: study('F', 'f-ct-guided', { name: 'CT GUIDED', birthDate: '19590827', sex: 'M', age: '066Y', time: '110500' }, 'CT-GUIDED INJECTION C1-2 RIGHT'),
    ct: [
      ctSeries({ name: 'planning', number: 2, description: 'PLANNING PRONE 1 MM', time: '110700', kernel: 'soft', fromZMm: -74.5, toZMm: 64.5 }),
      ctSeries({ name: 'needle', number: 3, description: 'NEEDLE IN PLACE 1 MM', time: '112000', hasNeedle: true }),
      ctSeries({ name: 'contrast', number: 4, description: 'CONTRAST WITH NEEDLE 1 MM', time: '112400', hasNeedle: true, contrast: { seconds: 3, dilution: 0.45 } }),
      ctSeries({ name: 'delayed', number: 5, description: 'DELAYED 1 MM', time: '113000', contrast: { seconds: 4, dilution: 0.3 } }),
    ],
  },
  {
    letter: 'G', folder: 'g-tilted-gantry', parameters: ctParameters, side: 'R', route: 'ctPosterolateral', spread: null, xa: [], motion: null, storesCaptures: false,
    study: study('G', 'g-tilted-gantry', { name: 'TILTED GANTRY', birthDate: '19631111', sex: 'F', age: '062Y', time: '120500' }, 'CT CERVICAL SPINE, TILTED GANTRY'),
    ct: [ctSeries({ name: 'tilted', number: 2, description: 'C1-2 TILTED 15 DEG 1 MM', time: '120700', position: 'HFS', kernel: 'soft', fromZMm: -40, toZMm: 32, gantryTiltDeg: 15 })],
  },
  {
    ...arthrogram,
    letter: 'H', folder: 'h-mobile-c-arm', storesCaptures: true,
    study: study('H', 'h-mobile-c-arm', { name: 'MOBILE C-ARM', birthDate: '19680303', sex: 'M', age: '057Y', time: '130500' }, 'INJECTION C1-2 RIGHT'),
  },
  {
    letter: 'I', folder: 'i-ct-and-c-arm', parameters: ctParameters, xaParameters: defaultParameters, side: 'R', route: 'ctPosterolateral', spread: null, motion: null, storesCaptures: false,
    planned: { towardsEntry: [-0.36, 0.93, 0.05], lengthMm: 50 },
    study: study('I', 'i-ct-and-c-arm', { name: 'CT AND C-ARM', birthDate: '19551230', sex: 'F', age: '070Y', time: '140500' }, 'CT, THEN FLUOROSCOPY-GUIDED INJECTION C1-2 RIGHT'),
    ct: [ctSeries({ name: 'planning-ct', number: 2, description: 'PLANNING PRONE 1 MM', time: '140700', kernel: 'soft', fromZMm: -12.5, toZMm: 12.5 })],
    xa: [{
      name: 'needle-xa', number: 3, description: 'C1-2 NEEDLE PA AND LATERAL', time: '142000', dose: 'fluoroscopy',
      images: [{ view: 'PA', stillAtS: null, isRun: false }, { view: 'LAT', stillAtS: null, isRun: false }],
    }],
  },
]
