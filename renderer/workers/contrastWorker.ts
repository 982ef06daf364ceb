import { ContrastRunAnalysis } from './contrastRunAnalysis.ts'
import { rankOf } from './contrastRanks.ts'
import type { ContrastAnswer, FromContrastWorker, ToContrastWorker } from './contrastMessages.ts'
import { StepQueue } from './stepQueue.ts'

const say = (message: FromContrastWorker): void => { postMessage(message) }

/** Lets the messages in that have come meanwhile; a timer would wait some milliseconds each time. */
const bell = new MessageChannel()
const heard: (() => void)[] = []
bell.port1.onmessage = () => { heard.shift()?.() }
const pause = (): Promise<void> => new Promise((go) => {
  heard.push(go)
  bell.port2.postMessage(null)
})

const queue = new StepQueue<ContrastAnswer>(pause)
let analysis: ContrastRunAnalysis | null = null

addEventListener('message', ({ data }: MessageEvent<ToContrastWorker>) => {
  if (data.kind === 'run') {
    analysis = new ContrastRunAnalysis(data.run)
    return
  }
  if (data.kind === 'cancel') return queue.cancel(data.id)
  if (analysis === null) throw new Error('The run comes before the questions about it.')
  const { id, question } = data
  queue.add({ id, rank: rankOf(question), steps: analysis.answer(question), onProgress: (part) => { say({ kind: 'progress', id, part }) }, onDone: (answer) => { say({ kind: 'answer', id, answer }) } })
})
