import { create } from 'zustand'

/** Whose cases a learner's list shows; null: all that are here. Whoever comes back from a case finds the set that it is of. */
export const useChosenSet = create<{ readonly setId: string | null }>(() => ({ setId: null }))
