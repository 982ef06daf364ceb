export { ContrastScreen } from './ContrastScreen.tsx'
export { showFrame } from './contrastView.ts'
export { framesInWords } from './runEdits.ts'
export { decisionWords, patternsInWords, vesselWords } from './words.ts'
