export { XrayView } from './XrayView.tsx'
export { useXrayPage, XrayPages, type XrayPage } from './XrayPages.tsx'
