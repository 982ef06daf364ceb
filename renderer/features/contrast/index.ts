export { ContrastScreen } from './ContrastScreen.tsx'
export { showFrame } from './contrastView.ts'
export { useReopening } from './useReopening.ts'
export { showContrastPage } from './contrastPage.ts'
