export { CasesScreen } from './CasesScreen.tsx'
export { findCases } from './caseOrder.ts'
