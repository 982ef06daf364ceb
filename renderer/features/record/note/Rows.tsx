import type { ReactNode } from 'react'

/** A term, what is said of it (null or empty: nobody has said), and where that came from when the app knows. */
export type NoteRowOf = readonly [term: string, said: string | null, source?: string | null]

/** What is said, term by term. What nobody has said is left out, unless it was asked for: then it says so. */
export const Rows = ({ rows, asked = [], children }: { readonly rows: readonly NoteRowOf[]; readonly asked?: readonly string[]; readonly children?: ReactNode }) => (
  <dl className="dl">
    {rows.filter(([term, said]) => (said !== null && said !== '') || asked.includes(term)).map(([term, said, source = null]) => (
      <div key={term} title={source ?? undefined}>
        <dt>{term}</dt>
        <dd>{said === null || said === '' ? <span className="soft">not answered</span> : said}{source !== null && <span className="sr">, {source}</span>}</dd>
      </div>
    ))}
    {children}
  </dl>
)
