export { ContrastScreen } from './ContrastScreen.tsx'
export { showFrame } from './contrastView.ts'
export { cancelFlowTools } from './flowTools.ts'
export { useReopening } from './useReopening.ts'
