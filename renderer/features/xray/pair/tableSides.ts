import { create } from 'zustand'
import type { TableSide } from '#shared/projection/consoleAngles.ts'
import type { ViewPair } from '#shared/projection/viewPair.ts'

type Half = { readonly lay: TableSide | null; readonly setTo: TableSide | null }
const nothing: Half = { lay: null, setTo: null }
/** One of the two answers, until both are there and are kept with the pair. */
const useHalf = create<{ readonly pairId: string | null; readonly half: Half }>(() => ({ pairId: null, half: nothing }))

export function useTableSides(pair: Pick<ViewPair, 'pairId' | 'table'>): Half {
  const { pairId, half } = useHalf()
  return pair.table ?? (pairId === pair.pairId ? half : nothing)
}
export const keepHalf = (pairId: string, half: Half): void => { useHalf.setState({ pairId, half }) }
