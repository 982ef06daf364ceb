import type { Subtractor } from '#shared/contrast/subtractor.ts'
import { openRun, paintOne, type PaintOrder } from './paintRun.ts'

const open: { subtractor: Subtractor | null; greys: Uint8Array } = { subtractor: null, greys: new Uint8Array(0) }

addEventListener('message', ({ data }: MessageEvent<PaintOrder>) => {
  if ('run' in data) Object.assign(open, { subtractor: openRun(data.run), greys: data.run.greys })
  else if (open.subtractor !== null) postMessage(paintOne(open.subtractor, data.frame, data.shiftPx, open.greys))
})
