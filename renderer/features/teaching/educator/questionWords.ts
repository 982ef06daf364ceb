export { answerWords, basisWords, questionTitles } from '#shared/teaching/questionWords.ts'
