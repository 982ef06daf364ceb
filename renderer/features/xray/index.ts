export { XrayView } from './XrayView.tsx'
export { XrayPages } from './XrayPages.tsx'
export { useXrayPage, type XrayPage } from './xrayPage.ts'
export { openCalibration } from './openCalibration.ts'
