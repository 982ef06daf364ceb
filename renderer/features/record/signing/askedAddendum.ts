import { create } from 'zustand'

/** The form of an addendum is open; it can be asked for from where a picture was taken. */
export const useAskedAddendum = create<{ readonly asked: boolean }>(() => ({ asked: false }))
export const askForAddendum = (asked: boolean): void => { useAskedAddendum.setState({ asked }) }
