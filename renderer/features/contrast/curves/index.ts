export { CurveChart } from './CurveChart.tsx'
export { CurvesSection } from './CurvesSection.tsx'
export { putRegionToolAway } from './drawingRegions.ts'
export { useRegionLayer } from './useRegionLayer.ts'
