export { XrayView } from './XrayView.tsx'
export { PairViews } from './pair/PairViews.tsx'
export { TrueViewTicks } from './trueView/TrueViewTicks.tsx'
export { useXrayPage, XrayPages, type XrayPage } from './XrayPages.tsx'
