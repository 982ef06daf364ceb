export { CalibrateSection } from './CalibrateSection.tsx'
export { cancelCalibrating } from './calibrating.ts'
export { useCalibrateLayer } from './useCalibrateLayer.ts'
