export { RecordPanel } from './RecordPanel.tsx'
export { RecordTools } from './RecordTools.tsx'
export { RecordWork } from './RecordWork.tsx'
