import { contrastNoteLeaves } from './contrastNoteLeaves.ts'
import { fhirLeaves } from './fhirLeaves.ts'
import { keyImagesLeave } from './keyImagesLeave.ts'
import { keyObjectsLeave } from './keyObjectsLeave.ts'
import type { Leaving } from './leaving.ts'
import { reportLeaves, sheetsLeave } from './paperLeaves.ts'
import { presentationStatesLeave } from './presentationStatesLeave.ts'
import { structuredReportsLeave } from './structuredReportsLeave.ts'

/** Everything that an export of a record writes, in this order. */
export const whatLeaves: readonly Leaving[] = [keyImagesLeave, presentationStatesLeave, keyObjectsLeave, structuredReportsLeave, contrastNoteLeaves, reportLeaves, sheetsLeave, fhirLeaves]
