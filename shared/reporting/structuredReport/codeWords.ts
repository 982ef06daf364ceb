import type { CodedConcept } from '#shared/dicom/contentItem.ts'
import { anatomyCodes, measureCodes, noteCodes, observerCodes, reportCodes, unitCodes } from './codes.ts'
import { privateCodes, structureCodes } from './privateCodes.ts'

type Codes = { readonly [name: string]: CodedConcept | Codes }

const isCode = (one: CodedConcept | Codes): one is CodedConcept => typeof one['meaning'] === 'string'
const meaningsIn = (codes: Codes): readonly string[] => Object.values(codes).flatMap((one) => (isCode(one) ? [one.meaning] : meaningsIn(one)))

/** Words of three letters or more that every report of the app is written with, in lower case: what its codes mean. */
export const codeWords = (): ReadonlySet<string> =>
  new Set(meaningsIn({ anatomyCodes, measureCodes, noteCodes, observerCodes, reportCodes, unitCodes, privateCodes, structureCodes }).flatMap((meaning) => meaning.toLowerCase().split(/[^\p{L}]+/u)).filter((word) => word.length > 2))
