export { RecordScreen } from './RecordScreen.tsx'
export { retryKeyImages, saveKeyImage, useUnsavedKeyImages, type UnsavedKeyImages } from './keyImages.ts'
