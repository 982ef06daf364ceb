import { create } from 'zustand'
import type { ViewId } from '#renderer/viewports/index.ts'

/** The view whose place a grid of its frames has taken; null = none. */
const useGrid = create<{ readonly viewId: ViewId | null }>(() => ({ viewId: null }))

export const useOpenGrid = (viewId: ViewId): boolean => useGrid(state => state.viewId === viewId)
export const closeGrid = (): void => { useGrid.setState({ viewId: null }) }
export const toggleGrid = (viewId: ViewId): void => { useGrid.setState(state => ({ viewId: state.viewId === viewId ? null : viewId })) }
