export type { RecordsFrom } from './bringBack.ts'
export { BringBackButton } from './BringBackButton.tsx'
export { BringBackSection } from './BringBackSection.tsx'
export { CarriedRecords, useCarriedRecords } from './CarriedRecords.tsx'
