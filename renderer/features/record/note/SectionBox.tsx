import type { ReactNode } from 'react'
import { sectionWords } from '#shared/procedure/note/noteWords.ts'
import type { NoteSectionName } from '#shared/procedure/note/noteSections.ts'
import { NoteBox } from './NoteBox.tsx'
import { offersFor } from './offers.ts'
import type { NoteScreen } from './useNoteScreen.ts'

type SectionBoxProps = { readonly screen: NoteScreen; readonly section: NoteSectionName; readonly small?: string; readonly read: ReactNode | null; readonly form: () => ReactNode; readonly remarks?: readonly string[] }

/** A section of the note in its box: what is missing of it, and what can be taken over. */
export function SectionBox({ screen, section, small = '', read, form, remarks = [] }: SectionBoxProps) {
  return (
    <NoteBox
      id={`note-${section}`} title={sectionWords[section]} small={small} isLocked={screen.isLocked} read={read} form={form} offers={offersFor(section, screen.known)} onTake={({ note }) => { screen.write(note) }}
      remarks={remarks} missing={screen.missing.filter((item) => item.section === section).map(({ words }) => words)}
    />
  )
}
