export { decisionWords, gradeWords, isStop, isVessel, lookWords, patternOrder, patternsInWords, patternWords, qualityWords, vesselWords } from '#shared/contrast/assessmentWords.ts'
