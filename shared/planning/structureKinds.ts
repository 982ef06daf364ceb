/** Structures that an interventionalist asks about at C1-2, in the order in which the panel lists them. */
export const structureKinds = [
  { kind: 'vertebralArtery', name: 'Vertebral artery', tag: 'VA', radiusMm: 2 },
  { kind: 'thecalSac', name: 'Thecal sac', tag: 'Sac', radiusMm: 8 },
  { kind: 'c2Root', name: 'C2 nerve root', tag: 'C2', radiusMm: 2.5 },
  { kind: 'internalCarotid', name: 'Internal carotid', tag: 'ICA', radiusMm: 2.5 },
  { kind: 'cord', name: 'Spinal cord', tag: 'Cord', radiusMm: 5 },
  { kind: 'hypoglossalNerve', name: 'Hypoglossal nerve', tag: 'XII', radiusMm: 1 },
  { kind: 'other', name: 'Other structure', tag: 'Other', radiusMm: 2 },
] as const
export type StructureKindName = (typeof structureKinds)[number]['kind']

/** Those without which no path may be called clear of what matters. */
export const askedStructures: readonly StructureKindName[] = ['vertebralArtery', 'thecalSac', 'c2Root', 'internalCarotid']
