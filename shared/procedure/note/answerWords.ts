import { complications, type Allergen, type Complication, type NoteSections } from './noteSections.ts'
import type { DrugGiven } from './drugGiven.ts'
import { complicationWords } from './noteWords.ts'

/** What can be answered to one question, in the order of the digits that choose it, and how it is written. */
export type Answer<Value extends string> = { readonly value: Value; readonly words: string }
type Answers<Value extends string | null> = readonly Answer<NonNullable<Value>>[]

type Technique = NoteSections['technique']
type Checks = NoteSections['checks']
type After = NoteSections['after']

/** Null where nobody has answered. */
export const wordsOf = <Value extends string>(answers: readonly Answer<Value>[], value: Value | null): string | null => answers.find((one) => one.value === value)?.words ?? null

export const yesNo: Answers<'yes' | 'no'> = [{ value: 'yes', words: 'Yes' }, { value: 'no', words: 'No' }]
export const noYes: Answers<'yes' | 'no'> = [{ value: 'no', words: 'No' }, { value: 'yes', words: 'Yes' }]
export const sides: Answers<'LEFT' | 'RIGHT'> = [{ value: 'LEFT', words: 'LEFT' }, { value: 'RIGHT', words: 'RIGHT' }]

export const supervisions: Answers<NoteSections['order']['supervision']> = [
  { value: 'none', words: 'None' }, { value: 'immediate', words: 'In the room' }, { value: 'direct', words: 'In the suite' }, { value: 'indirect', words: 'On call' },
]
export const allergenWords: Readonly<Record<Allergen, string>> = { contrast: 'Contrast', steroid: 'Steroid', anaesthetic: 'Local anaesthetic', latex: 'Latex', chlorhexidine: 'Chlorhexidine' }
export const pregnancies: Answers<Checks['pregnancy']> = [{ value: 'no', words: 'No' }, { value: 'possible', words: 'Possible' }, { value: 'yes', words: 'Yes' }, { value: 'notApplicable', words: 'Not applicable' }]
export const breastFeedings: Answers<Checks['breastFeeding']> = [{ value: 'no', words: 'No' }, { value: 'yes', words: 'Yes' }, { value: 'notApplicable', words: 'Not applicable' }]

export const identifierAnswers: Answers<NoteSections['timeOut']['identifiersChecked'][number]> = [
  { value: 'name', words: 'Name' }, { value: 'birthDate', words: 'Birth date' }, { value: 'patientId', words: 'Patient ID' }, { value: 'wristband', words: 'Wristband' }, { value: 'address', words: 'Address' },
]

export const positions: Answers<Technique['position']> = [{ value: 'prone', words: 'Prone' }, { value: 'supine', words: 'Supine' }, { value: 'lateralDecubitus', words: 'On the side' }, { value: 'sitting', words: 'Sitting' }]
export const approaches: Answers<Technique['approach']> = [
  { value: 'posterior', words: 'Posterior' }, { value: 'posterolateral', words: 'Posterolateral' }, { value: 'lateral', words: 'Lateral' }, { value: 'caudalToCranial', words: 'Caudal to cranial' },
]
export const guidances: Answers<Technique['guidance'][number]> = [
  { value: 'fluoroscopy', words: 'Fluoroscopy' }, { value: 'ct', words: 'CT' }, { value: 'ctFluoroscopy', words: 'CT fluoroscopy' }, { value: 'coneBeamCt', words: 'Cone-beam CT' }, { value: 'ultrasound', words: 'Ultrasound' },
]
export const targetThirds: Answers<Technique['targetThird']> = [{ value: 'lateral', words: 'Lateral' }, { value: 'middle', words: 'Middle' }, { value: 'medial', words: 'Medial' }]
export const aspirations: Answers<Technique['aspiration']> = [{ value: 'negative', words: 'Negative' }, { value: 'blood', words: 'Blood' }, { value: 'cerebrospinalFluid', words: 'CSF' }, { value: 'other', words: 'Other' }]

export const drugPlaceAnswers: Answers<DrugGiven['place']> = [{ value: 'skin', words: 'Skin' }, { value: 'joint', words: 'Joint' }, { value: 'contrast', words: 'Contrast' }]

export const complicationAnswers: Answers<Complication> = complications.map((value) => ({ value, words: complicationWords[value] }))
export const neurologies: Answers<After['neurology']> = [{ value: 'unchanged', words: 'Unchanged' }, { value: 'changed', words: 'Changed' }]
export const dispositions: Answers<After['disposition']> = [
  { value: 'homeWithEscort', words: 'Home, escorted' }, { value: 'homeAlone', words: 'Home, alone' }, { value: 'observation', words: 'Observation' }, { value: 'ward', words: 'Ward' }, { value: 'emergency', words: 'Emergency' },
]
export const thresholds: Answers<'50' | '75' | '80'> = [{ value: '50', words: '50%' }, { value: '75', words: '75%' }, { value: '80', words: '80%' }]
