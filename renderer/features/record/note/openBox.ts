import { create } from 'zustand'

/** The box that is written in; one at a time, so that what was written last is closed by going on to the next. */
export const useOpenBox = create<{ readonly title: string | null }>(() => ({ title: null }))

/** What could not be read is not thrown away: its box stays open on it. The field is left first, which writes or marks it. */
export function openBox(title: string | null): void {
  if (document.activeElement instanceof HTMLElement && document.activeElement.closest('.nb.editing') !== null) document.activeElement.blur()
  requestAnimationFrame(() => {
    const bad = document.querySelector<HTMLElement>('.nb.editing [aria-invalid=true]')
    if (bad === null) useOpenBox.setState({ title })
    else bad.focus()
  })
}
