import type { PatientPoint } from './frames.ts'

export type Segment = readonly [PatientPoint, PatientPoint]
