/** The part of HL7 FHIR R4 (4.0.1) that a record is said in; names and meanings are FHIR's. Optional is what FHIR lets be absent: unknown is never written. */
export type Coding = { readonly system: string; readonly code: string; readonly display?: string }
export type CodeableConcept = { readonly coding?: readonly Coding[]; readonly text: string }
export type Identifier = { readonly type?: { readonly coding: readonly Coding[] }; readonly system?: string; readonly value: string; readonly assigner?: { readonly display: string } }
export type Reference = { readonly reference: string }
/** Something that lies elsewhere, by the name that it has there. */
export type OutsideDocument = { readonly type: 'DocumentReference' | 'ImagingStudy'; readonly identifier: Identifier; readonly display: string }
export type Quantity = { readonly value: number; readonly unit: string; readonly system: string; readonly code: string }
export type Annotation = { readonly text: string; readonly time?: string; readonly authorString?: string }
export type Period = { readonly start?: string; readonly end?: string }
export type HumanName = { readonly text: string; readonly family?: string; readonly given?: readonly string[]; readonly prefix?: readonly string[]; readonly suffix?: readonly string[] }

export type Patient = { readonly resourceType: 'Patient'; readonly identifier?: readonly Identifier[]; readonly name?: readonly HumanName[]; readonly gender?: 'female' | 'male' | 'other'; readonly birthDate?: string }
export type Practitioner = { readonly resourceType: 'Practitioner'; readonly identifier?: readonly Identifier[]; readonly name: readonly HumanName[] }
export type BodyStructure = { readonly resourceType: 'BodyStructure'; readonly location: CodeableConcept; readonly locationQualifier: readonly CodeableConcept[]; readonly description: string; readonly patient: Reference }
export type Procedure = {
  readonly resourceType: 'Procedure'; readonly identifier: readonly Identifier[]; readonly status: 'completed' | 'in-progress'; readonly subject: Reference
  readonly extension: readonly { readonly url: string; readonly valueReference: Reference }[]
  readonly code: CodeableConcept; readonly bodySite: readonly CodeableConcept[]; readonly performedPeriod?: Period; readonly performer?: readonly { readonly actor: Reference }[]
  readonly asserter?: Reference; readonly reasonCode?: readonly CodeableConcept[]; readonly report: readonly Reference[]; readonly complication?: readonly CodeableConcept[]
  readonly followUp?: readonly CodeableConcept[]; readonly note?: readonly Annotation[]
}
export type Observation = {
  readonly resourceType: 'Observation'; readonly status: 'final' | 'preliminary'; readonly code: CodeableConcept; readonly subject: Reference; readonly partOf: readonly Reference[]
  readonly effectiveDateTime?: string; readonly valueQuantity: Quantity; readonly note?: readonly Annotation[]; readonly bodySite?: CodeableConcept; readonly method?: CodeableConcept; readonly derivedFrom?: readonly OutsideDocument[]
}
/** One that says a finding in words, with the findings that it is made of. */
export type ComponentObservation = Omit<Observation, 'valueQuantity'> & {
  readonly valueCodeableConcept: CodeableConcept
  readonly component: readonly ({ readonly code: CodeableConcept } & ({ readonly valueQuantity: Quantity } | { readonly valueString: string }))[]
}
/** A question that was not answered is not there: no answer says that it is unknown. */
export type AnswerValue = { readonly valueBoolean: boolean } | { readonly valueInteger: number } | { readonly valueString: string } | { readonly valueDate: string } | { readonly valueDateTime: string } | { readonly valueQuantity: Quantity }
export type QuestionnaireItem = { readonly linkId: string; readonly text: string; readonly answer?: readonly AnswerValue[]; readonly item?: readonly QuestionnaireItem[] }
export type QuestionnaireResponse = {
  readonly resourceType: 'QuestionnaireResponse'; readonly status: 'completed' | 'in-progress'; readonly subject: Reference; readonly partOf: readonly Reference[]
  readonly authored: string; readonly author?: Reference; readonly item: readonly QuestionnaireItem[]
}
export type MedicationAdministration = {
  readonly resourceType: 'MedicationAdministration'; readonly status: 'completed' | 'unknown'; readonly medicationCodeableConcept: CodeableConcept; readonly subject: Reference; readonly partOf: readonly Reference[]
  readonly effectivePeriod: Period; readonly performer?: readonly { readonly actor: Reference }[]; readonly note: readonly Annotation[]
  readonly dosage?: { readonly text: string; readonly site: CodeableConcept; readonly dose: Quantity }
}
export type ImagingInstance = { readonly uid: string; readonly sopClass: Coding; readonly title: string }
export type ImagingSeries = { readonly uid: string; readonly modality: Coding; readonly description: string; readonly bodySite: Coding; readonly laterality?: Coding; readonly instance: readonly ImagingInstance[] }
export type ImagingStudy = { readonly resourceType: 'ImagingStudy'; readonly identifier: readonly Identifier[]; readonly status: 'available'; readonly subject: Reference; readonly started?: string; readonly series: readonly ImagingSeries[] }
export type DocumentReference = {
  readonly resourceType: 'DocumentReference'; readonly masterIdentifier: Identifier; readonly status: 'current'; readonly docStatus: 'preliminary' | 'final' | 'amended'; readonly type: CodeableConcept
  readonly subject: Reference; readonly date: string; readonly author?: readonly Reference[]; readonly authenticator?: Reference; readonly custodian?: { readonly display: string }; readonly description: string
  readonly content: readonly { readonly attachment: { readonly contentType: 'application/pdf'; readonly title: string; readonly size: number; readonly hash: string } }[]; readonly context: { readonly related: readonly Reference[] }
}
export type FhirResource = Patient | Practitioner | BodyStructure | Procedure | Observation | ComponentObservation | QuestionnaireResponse | MedicationAdministration | ImagingStudy | DocumentReference
export type BundleEntry = { readonly fullUrl: string; readonly resource: FhirResource }
export type FhirBundle = { readonly resourceType: 'Bundle'; readonly identifier: Identifier; readonly type: 'collection'; readonly timestamp: string; readonly entry: readonly BundleEntry[] }
