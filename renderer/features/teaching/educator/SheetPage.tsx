import { useQueryClient } from '@tanstack/react-query'
import { IconCircleCheck } from '@tabler/icons-react'
import { client, faultText, readAgain, streamUrl } from '#renderer/api/index.ts'
import { tellReceipt, useOperator, writeClock } from '#renderer/features/case/index.ts'
import type { DraftSnapshot } from '#shared/teaching/draft.ts'
import { teachingKeys } from '../teachingQueries.ts'
import { isChecked } from './draftWords.ts'

/** What a machine may have missed, looked at by a person page by page: frames, corners, what changes and what does not. */
export function SheetPage({ draft }: { readonly draft: DraftSnapshot }) {
  const queries = useQueryClient()
  const operator = useOperator() ?? ''
  const { check, draftId } = draft
  if (check === null || !isChecked(draft) || check.sheetPages === 0) return <section className="tch-b" aria-label="Picture sheet"><div className="empty"><p>The picture sheet is made of the copy. Check the copy first.</p></div></section>
  const { contentSha256 } = check
  const see = async (page: number): Promise<void> => {
    if (contentSha256 === null) return
    const reply = await client.call('teaching.sheetSeen', { draftId, page, contentSha256, ...(operator === '' ? {} : { by: operator }) })
    if (!reply.ok) tellReceipt(faultText(reply.error))
    await readAgain(queries, teachingKeys.draft(draftId))
  }
  return (
    <section className="tch-b" aria-label="Picture sheet" tabIndex={0}>
      <p className="nt">Look for names, dates, numbers and faces. Small letters are easily missed: each corner, and each place that looks a little like letters, is shown enlarged too.</p>
      <ol className="tch-sh">
        {Array.from({ length: check.sheetPages }, (_none, at) => at + 1).map((page) => {
          const isSeen = check.seenPages.includes(page)
          const look = check.seenBy.find((one) => one.page === page)
          return (
            <li key={page}>
              <figure><img src={streamUrl('teaching.sheet', { draftId, page: String(page) })} alt={`Page ${String(page)} of the picture sheet`} loading="lazy" />
                <figcaption><b>Page {page} of {check.sheetPages}</b>{isSeen ? <span className="ok"><IconCircleCheck className="i" aria-hidden />Looked at{look !== undefined && ` by ${look.name}, ${writeClock(new Date(look.atIso))}`}</span> : <button type="button" className="btn" aria-disabled={contentSha256 === null} onClick={() => { void see(page) }}>Page {page} names nobody</button>}</figcaption>
              </figure>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
