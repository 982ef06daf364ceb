import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { streamUrl } from '#renderer/api/index.ts'

export const paperKinds = ['report', 'before', 'after'] as const
export type PaperKind = (typeof paperKinds)[number]
export const paperNames: Readonly<Record<PaperKind, string>> = { report: 'Record', before: 'Sheet for before', after: 'Sheet for after' }

/** 200 dots to an inch: what an office printer shows of a picture, with some to spare. PDF counts 72 to an inch. */
const PRINT_SCALE = 200 / 72
const SCREEN_SCALE = 2

/** Asks the host for the pages as they are now and draws each; they are the pages that are exported, not a likeness. */
export async function drawPages(recordId: string, kind: PaperKind, use: 'screen' | 'print'): Promise<readonly string[]> {
  GlobalWorkerOptions.workerSrc = workerUrl
  const reply = await fetch(streamUrl('record.paper', { recordId, kind }))
  if (!reply.ok) throw new Error(await reasonOf(reply))
  const loading = getDocument({ data: new Uint8Array(await reply.arrayBuffer()), disableFontFace: true })
  try {
    const document = await loading.promise
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale: use === 'print' ? PRINT_SCALE : SCREEN_SCALE })
      const canvas = window.document.createElement('canvas')
      canvas.width = Math.round(viewport.width)
      canvas.height = Math.round(viewport.height)
      await page.render({ canvas, viewport }).promise
      pages.push(canvas.toDataURL('image/png'))
    }
    return pages
  } finally {
    await loading.destroy()
  }
}

async function reasonOf(reply: Response): Promise<string> {
  const body: unknown = await reply.json().catch(() => null)
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : body
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string' ? error.message : 'The pages could not be made. The record itself is safe. Try again.'
}
