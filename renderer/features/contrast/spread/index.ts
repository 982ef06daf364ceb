export { SpreadSection } from './SpreadSection.tsx'
export { putSpreadToolAway } from './spreadState.ts'
export { useSpreadLayer } from './useSpreadLayer.ts'
