import { create } from 'zustand'
import { drawPages, paperNames, type PaperKind } from './pdfPages.ts'
import { printPages } from './printPages.ts'

type PaperState = {
  /** The pages that lie where the note stands otherwise. */
  readonly open: { readonly recordId: string; readonly kind: PaperKind; readonly pages: readonly string[] } | null
  /** The sheet whose text is being written, there too. */
  readonly editing: Exclude<PaperKind, 'report'> | null
  readonly busy: string | null
  readonly fault: string | null
}
export const usePaper = create<PaperState>(() => ({ open: null, editing: null, busy: null, fault: null }))

export const closePaper = (): void => { usePaper.setState({ open: null, editing: null }) }
export const editSheet = (kind: Exclude<PaperKind, 'report'>): void => { usePaper.setState({ open: null, editing: kind }) }

export function openPaper(recordId: string, kind: PaperKind): Promise<void> {
  return working(`Opening ${paperNames[kind]}`, async () => { usePaper.setState({ editing: null, open: { recordId, kind, pages: await drawPages(recordId, kind, 'screen') } }) })
}

export function printPaper(recordId: string, kind: PaperKind): Promise<void> {
  return working(`Printing ${paperNames[kind]}`, async () => { await printPages(await drawPages(recordId, kind, 'print')) })
}

async function working(busy: string, work: () => Promise<void>): Promise<void> {
  if (usePaper.getState().busy !== null) return
  usePaper.setState({ busy, fault: null })
  try {
    await work()
  } catch (error) {
    usePaper.setState({ fault: error instanceof Error ? error.message : String(error) })
  } finally {
    usePaper.setState({ busy: null })
  }
}
