import { create } from 'zustand'

export type ListName = 'cases' | 'records' | 'teaching'
/** Which list stands where no case is open. */
export const useList = create<{ readonly list: ListName }>(() => ({ list: 'cases' }))
export const showList = (list: ListName): void => { useList.setState({ list }) }
