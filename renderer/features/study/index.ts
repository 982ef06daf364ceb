export { StudyScreen } from './StudyScreen.tsx'
