export { CasePlane } from './CasePlane.tsx'
export { SeriesViews } from './SeriesViews.tsx'
export { SeriesStrip } from './SeriesStrip.tsx'
export { useShownSeries } from './useShownSeries.ts'
