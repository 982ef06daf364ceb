export { KEY_IMAGE_MEASURE, retryKeyImages, saveKeyImage, useUnsavedKeyImages } from './keyImages.ts'
export { planFigures, type PlanFigures } from './planFigures.ts'
export { RecordScreen } from './RecordScreen.tsx'
