export { useIsRunChanged } from './check/useStaleReasons.ts'
export { showLayoutOf } from './planLayout.ts'
export { PlanScreen } from './PlanScreen.tsx'
export { recordFigures, type PlanFigures } from './planFigures.ts'
