import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { hashOf } from '#electron/services/teaching/caseStore.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { practiceMessage, type PracticeMade, type PracticeRequest } from '#shared/teaching/practice.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { savingQuiz, type QuizParts } from './quizParts.ts'

export type PracticeServices = Pick<Services, 'quiz.practice'>
type Added = Output<'quiz.practice'>

/** Cases of a phantom, made one at a time in a thread of their own, and put on the shelf like any other. */
export function createPracticeServices(parts: QuizParts): PracticeServices & { readonly close: () => Promise<void> } {
  const { ports, objects, store, shelf, emit, importFiles } = parts
  let running: { readonly worker: Worker } | null = null

  const make = (request: PracticeRequest, directory: string, jobId: string | null): Promise<Result<PracticeMade, Fault<'PRACTICE_FAILED'>>> => new Promise((done) => {
    const worker = new Worker(ports.practiceWorkerUrl, { workerData: { request, directory }, execArgv: [] })
    running = { worker }
    const finish = (result: Result<PracticeMade, Fault<'PRACTICE_FAILED'>>): void => {
      running = null
      done(result)
    }
    worker.on('message', (message: unknown) => {
      const said = practiceMessage.parse(message)
      if (said.kind === 'progress') emit({ name: 'quiz.practiceProgress', payload: { jobId, share: said.share } })
      else if (said.kind === 'made') finish(ok(said.made))
      else finish(failed(said.message))
    })
    worker.on('error', (error) => { finish(failed(error instanceof Error ? error.message : 'its thread ended')) })
    worker.on('exit', () => { finish(failed('its thread ended')) })
  })

  const register = async (made: PracticeMade, directory: string): Promise<Result<Added, Fault<'PRACTICE_FAILED' | 'STORAGE_FAILED'>>> => {
    const files = await keepFiles(objects, directory)
    const imported = await importFiles({ paths: files.map(({ sha256 }) => objects.pathOf(sha256)), storage: 'inPlace' })
    if (!imported.ok) return imported.error.code === 'STORAGE_FAILED' ? err('STORAGE_FAILED', imported.error.message) : failed('its images could not be taken in')
    return savingQuiz((): Result<Added, never> => {
      const number = store.nextNumber()
      const { teachingCase, answers } = caseOf(made, number, files, parts.nowIso())
      parts.database.transaction(() => store.put({ teachingCase, origin: 'here' }, answers))
      emit({ name: 'quiz.changed', payload: { teachingCaseId: made.teachingCaseId } })
      return ok({ teachingCaseId: made.teachingCaseId, version: 1, number, isNew: true })
    })
  }

  return {
    'quiz.practice': async ({ jobId, ...request }) => {
      if (running !== null) return err('BUSY', 'A case is being made already. Wait until it is there.')
      const directory = path.join(ports.dataDirectory, 'practice', ports.newId())
      const made = await make(request, directory, jobId ?? null)
      const known = made.ok ? shelf.find(made.value.teachingCaseId) : null
      try {
        if (!made.ok) return made
        if (known?.ok === true) return ok({ teachingCaseId: made.value.teachingCaseId, version: known.value.teachingCase.version, number: known.value.teachingCase.number, isNew: false })
        return await register(made.value, directory)
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    },
    close: async () => { await running?.worker.terminate() },
  }
}

const failed = (why: string) => err('PRACTICE_FAILED', `The case was not made: ${why}. Try another seed.`)

/** Into the object folder, where the files of every teaching case lie. */
async function keepFiles(objects: ObjectStore, directory: string): Promise<TeachingCase['files']> {
  const names = (await readdir(directory, { recursive: true })).map((name) => name.split(path.sep).join('/')).filter((name) => name.endsWith('.dcm')).sort()
  const files: TeachingCase['files'] = []
  for (const name of names) {
    const { sha256, byteLength } = await objects.putFile(path.join(directory, name))
    // As a file of a DICOM folder is named, without an ending: PS3.10 8.2.
    files.push({ path: name.replace(/\.dcm$/, '').toUpperCase(), sha256, bytes: byteLength })
  }
  return files
}

function caseOf(made: PracticeMade, number: number, files: TeachingCase['files'], atIso: string): { readonly teachingCase: TeachingCase; readonly answers: AnswerLayer } {
  const { teachingCaseId, findings, teachingPoints, keys, title, history, difficulty, series, side } = made
  const answers: AnswerLayer = { schemaVersion: 1, teachingCaseId, version: 1, findings, teachingPoints, keys, expertPlan: null, timeline: [], files: [] }
  const teachingCase: TeachingCase = {
    schemaVersion: 1, teachingCaseId, version: 1, number, side, level: 'C1-2', series, questions: made.questions, timeline: [], files, answersSha256: hashOf(answers),
    // A variant is what the case asks the learner to see: its tag would tell.
    text: { title, history, difficulty, tags: { variant: [], complication: [], modality: series.map(({ modality }) => modality), approach: [] } },
    identity: { options: deidentifyOptions.parse({}), recognizableFeatures: 'Images of a phantom: there is nobody behind them.', isSynthetic: true, checkedBy: 'generator', releasedAtIso: atIso },
  }
  return { teachingCase, answers }
}
