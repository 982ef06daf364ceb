export { LookHereSection } from './LookHereSection.tsx'
export { useLookLayer } from './useLookLayer.ts'
