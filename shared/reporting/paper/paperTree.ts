import type { SideWord } from '#shared/dicom/identity.ts'
import type { NoteRow } from '../assessmentRows.ts'

/** What a printed document says, in order, before it is pages: no sizes, no places. */
export type PaperTree = {
  readonly title: string
  /** Where it comes from and what it is about, for the properties of the file. */
  readonly subject: string
  readonly patient: { readonly name: string; readonly details: string }
  readonly side: { readonly side: SideWord; readonly level: string }
  /** Small facts of the heading. */
  readonly facts: readonly NoteRow[]
  /** Said across every page until somebody has signed; null where nothing is. */
  readonly draft: string | null
  /** The most important answers, big. */
  readonly summary: readonly SummaryTile[]
  readonly pictures: readonly PaperPicture[]
  readonly sections: readonly PaperSection[]
  /** Lines at the foot of every page. */
  readonly foot: readonly string[]
}

export type SummaryTile = { readonly term: string; readonly words: string; readonly note: string; readonly tone: 'plain' | 'attention' }
export type PaperPicture = { readonly keyImageId: string; readonly number: number; readonly heading: string; readonly caption: string }
export type PaperTable = {
  readonly columns: readonly { readonly words: string; readonly isNumber: boolean; readonly share: number }[]
  readonly rows: readonly (readonly string[])[]
}
export type PaperSection = {
  readonly title: string
  readonly rows: readonly NoteRow[]
  readonly table: PaperTable | null
  /** Sentences after rows and table. */
  readonly paragraphs: readonly string[]
}

export const section = (title: string, content: Partial<Omit<PaperSection, 'title'>>): PaperSection => ({ title, rows: [], table: null, paragraphs: [], ...content })
export const isEmptySection = ({ rows, table, paragraphs }: PaperSection): boolean => rows.length === 0 && (table === null || table.rows.length === 0) && paragraphs.length === 0

/** Said on every page, as the app says of itself. */
export const NOT_A_DEVICE = 'Axis Guide is not a medical device. It is for review, planning and recording; the decisions are the operator’s.'
