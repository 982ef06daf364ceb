import { createDecoder } from '#shared/codecs/decoder.ts'
import { fetchCodec } from './codecFetch.ts'
import type { EncodedFrame, FrameTaken, ToDecodeWorker } from './frameMessages.ts'
import { createFrameReports } from './frameReports.ts'
import { createFrameStore } from './frameStore.ts'

addEventListener('message', ({ data }: MessageEvent<ToDecodeWorker>) => {
  const { job, frames } = data
  const decoder = createDecoder({ readCodec: fetchCodec(job.codecBase) })
  const store = createFrameStore(job, createFrameReports((message, transfer) => postMessage(message, { transfer })))
  frames.onmessage = ({ data: { frame, bytes } }: MessageEvent<EncodedFrame>) => {
    const taken: FrameTaken = { byteLength: bytes.byteLength }
    void store.decode(decoder, frame, bytes).finally(() => frames.postMessage(taken))
  }
})
