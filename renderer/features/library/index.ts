export { CasesScreen } from './CasesScreen.tsx'
export { findCases } from './caseOrder.ts'
export { showList, useList, type ListName } from './listPage.ts'
export { ListSwitch } from './ListSwitch.tsx'
