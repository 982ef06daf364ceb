import { createDecoder } from '#shared/codecs/decoder.ts'
import { fetchCodec } from './codecFetch.ts'
import type { EncodedFrame, FrameTaken, ToDecodeWorker } from './frameMessages.ts'
import { createFrameReports } from './frameReports.ts'
import { createFrameStore } from './frameStore.ts'
import { createRest } from './rest.ts'

const rest = createRest()
addEventListener('message', ({ data }) => { rest.hear(data) })

addEventListener('message', ({ data }: MessageEvent<ToDecodeWorker>) => {
  const { job, frames } = data
  const decoder = createDecoder({ readCodec: fetchCodec(job.codecBase) })
  const store = createFrameStore(job, createFrameReports((message, transfer) => postMessage(message, { transfer })))
  // One after the other: frames that wait together for their codec would all be decoded before the first is reported.
  let turn = Promise.resolve()
  frames.onmessage = ({ data: { frame, bytes } }: MessageEvent<EncodedFrame>) => {
    const taken: FrameTaken = { byteLength: bytes.byteLength }
    turn = turn.then(rest.over).then(() => store.decode(decoder, frame, bytes)).finally(() => frames.postMessage(taken))
  }
})
