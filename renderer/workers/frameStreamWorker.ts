import { createDecoder } from '#shared/codecs/decoder.ts'
import { encodingOf } from '#shared/codecs/transferSyntaxes.ts'
import { createFrameStreamReader, type FrameSink } from '#shared/contract/frameStream.ts'
import { fetchCodec } from './codecFetch.ts'
import type { EncodedFrame, FrameTaken, FromWorker, ToStreamWorker } from './frameMessages.ts'
import { createFrameReports } from './frameReports.ts'
import { createFrameStore, type FrameStore } from './frameStore.ts'
import { canWriteInPlace, finishInPlace } from './frameWriter.ts'
import { createRest } from './rest.ts'

/** Encoded bytes that may wait for the decoders; the network is held back beyond that, so that memory stays bounded. */
const MAX_QUEUED_BYTES = 48 * 1024 * 1024
/** So long the first frame may take to be drawn before the rest is read all the same; a hidden page draws nothing. */
const FIRST_DRAWING_MS = 300

const rest = createRest()

addEventListener('message', ({ data }: MessageEvent<ToStreamWorker>) => {
  const firstDrawn = new Promise<void>((resolve) => {
    addEventListener('message', ({ data: said }) => {
      rest.hear(said)
      if (said === 'firstDrawn') resolve()
    })
  })
  const reports = createFrameReports((message, transfer) => postMessage(message, { transfer }))
  const store = createFrameStore(data.job, reports)
  const arrived = new Set<number>()
  const end = (fault: string | null): void => {
    const { length } = data.job.plan.slots
    for (let frame = 0; frame < length; frame += 1) if (!arrived.has(frame)) store.fail(frame, 'This frame has not arrived.')
    reports.flush()
    const message: FromWorker = { kind: 'streamEnded', fault }
    postMessage(message)
  }
  readStream(data, store, arrived, firstDrawn).then(end, () => end('The connection to the images broke off. What has arrived is shown; open the series again for the rest.'))
}, { once: true })

async function readStream(message: ToStreamWorker, store: FrameStore, arrived: Set<number>, firstDrawn: Promise<void>): Promise<string | null> {
  const response = await fetch(message.streamUrl)
  if (!response.ok || response.body === null) return 'The images of this series cannot be read. Check that their source is connected and open the series again.'
  const queue = createDecodeQueue(message.decoders)
  const local: Promise<void>[] = []
  const sink = createSink(message, store, queue, local)
  const reader = createFrameStreamReader({
    ...sink,
    end: (frame) => { arrived.add(frame); sink.end(frame) },
    unreadable: (frame) => { arrived.add(frame); sink.unreadable(frame) },
  })
  const body = response.body.getReader()
  for (;;) {
    const { done, value } = await body.read()
    if (done) break
    const isFirst = arrived.size === 0
    reader.push(value)
    // Reading on at once would take from the page the processor on which it draws what has come.
    if (isFirst && arrived.size > 0) await Promise.race([firstDrawn, new Promise((resolve) => { setTimeout(resolve, FIRST_DRAWING_MS) })])
    await queue.hasRoom()
    await rest.over()
  }
  await Promise.all(local)
  return reader.isAtBoundary() ? null : 'The images of this series broke off within a frame. What has arrived is shown; open the series again for the rest.'
}

type Destination = { readonly kind: 'inPlace'; readonly placed: NonNullable<ReturnType<FrameStore['place']>> } | { readonly kind: 'beside'; readonly bytes: Uint8Array }

function createSink(message: ToStreamWorker, store: FrameStore, queue: DecodeQueue, local: Promise<void>[]): FrameSink {
  const { plan, images, codecBase } = message.job
  const decoder = createDecoder({ readCodec: fetchCodec(codecBase) })
  const imageOf = (frame: number) => images[plan.slots[frame]?.image ?? -1]
  let destination: Destination | null = null
  return {
    begin(frame, byteLength) {
      const slot = plan.slots[frame]
      const image = imageOf(frame)
      const placed = slot !== undefined && image !== undefined && canWriteInPlace(plan, image) ? store.place(frame) : null
      const place = placed?.plan.slots[frame]
      if (placed !== null && place !== undefined && byteLength === place.length * placed.values.BYTES_PER_ELEMENT) {
        destination = { kind: 'inPlace', placed }
        return new Uint8Array(placed.values.buffer, place.offset * placed.values.BYTES_PER_ELEMENT, byteLength)
      }
      const bytes = new Uint8Array(byteLength)
      destination = { kind: 'beside', bytes }
      return bytes
    },
    end(frame) {
      const image = imageOf(frame)
      const finished = destination
      destination = null
      if (finished === null) return
      if (finished.kind === 'inPlace') {
        const slot = finished.placed.plan.slots[frame]
        if (slot === undefined || image === undefined) return
        finishInPlace(finished.placed.plan, slot, image, finished.placed.values)
        store.done(frame, finished.placed.values)
        return
      }
      const encoding = image === undefined ? null : encodingOf(image.transferSyntaxUid)
      const isNative = encoding === 'native' || encoding === 'nativeBigEndian'
      if (isNative || message.decoders.length === 0) local.push(store.decode(decoder, frame, finished.bytes))
      else queue.send({ frame, bytes: finished.bytes })
    },
    unreadable: (frame) => store.fail(frame, 'The bytes of this frame cannot be read from where they are kept.'),
  }
}

type DecodeQueue = { readonly send: (frame: EncodedFrame) => void; readonly hasRoom: () => Promise<void> }

/** Hands each frame to the decoder with the least work. */
function createDecodeQueue(ports: readonly MessagePort[]): DecodeQueue {
  const waiting = ports.map(() => 0)
  let wake: (() => void) | null = null
  const queued = (): number => waiting.reduce((sum, bytes) => sum + bytes, 0)
  ports.forEach((port, index) => {
    port.onmessage = ({ data }: MessageEvent<FrameTaken>) => {
      waiting[index] = (waiting[index] ?? 0) - data.byteLength
      if (queued() <= MAX_QUEUED_BYTES) wake?.()
    }
  })
  return {
    send(frame) {
      const index = waiting.indexOf(Math.min(...waiting))
      waiting[index] = (waiting[index] ?? 0) + frame.bytes.byteLength
      ports[index]?.postMessage(frame, [frame.bytes.buffer])
    },
    async hasRoom() {
      if (queued() > MAX_QUEUED_BYTES) await new Promise<void>((resolve) => { wake = resolve })
    },
  }
}
