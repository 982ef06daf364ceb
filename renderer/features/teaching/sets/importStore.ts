import { create } from 'zustand'
import type { Output } from '#shared/contract/types.ts'

type Report = Output<'teaching.import'>
type Told = { readonly words: string; readonly refused: readonly { readonly path: string; readonly message: string }[] }

/** What became of the cases and sets that were taken in last, by the button or by a double click on a file; null: nothing was, or it was read. */
export const useImported = create<{ readonly told: Told | null; readonly isRunning: boolean }>(() => ({ told: null, isRunning: false }))
export const tellImported = ({ cases, setIds, refused }: Report): void => { useImported.setState({ told: { words: reportWords({ cases, setIds, refused }), refused } }) }
/** A refusal stays until it was read: what is missing is not seen in a list. */
export const tellRefused = (refused: readonly string[]): void => { useImported.setState({ told: { words: '', refused: refused.map((message) => ({ path: '', message })) } }) }
export const forgetImported = (): void => { useImported.setState({ told: null }) }

export function reportWords({ cases, setIds, refused }: Report): string {
  const count = (outcome: Report['cases'][number]['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  return [
    count('imported') > 0 ? `${String(count('imported'))} imported` : '', count('answersAdded') > 0 ? `answers added to ${String(count('answersAdded'))}` : '',
    count('present') > 0 ? `${String(count('present'))} here already` : '', setIds.length > 0 ? `${String(setIds.length)} ${setIds.length === 1 ? 'set' : 'sets'}` : '', refused.length > 0 ? `${String(refused.length)} refused` : '',
  ].filter((part) => part !== '').join(', ') || 'Nothing was found to import.'
}
