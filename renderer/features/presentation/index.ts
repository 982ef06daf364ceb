export { KeptViewsSection } from './KeptViewsSection.tsx'
export { useOfferedStates } from './useOfferedStates.ts'
