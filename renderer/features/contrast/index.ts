export { ContrastScreen } from './ContrastScreen.tsx'
export { patternNames } from './contrastRules.ts'
