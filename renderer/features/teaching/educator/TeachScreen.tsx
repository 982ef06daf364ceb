import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { useCaseRecord, useCaseSeries, useSession, type ScreenProps } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { LeftOut, Notice, Panel, PrimaryButton, Section, Segmented } from '#renderer/ui/index.ts'
import type { DraftSnapshot } from '#shared/teaching/draft.ts'
import { caseNumber, teachingKeys, useDraft, useDrafts } from '../teachingQueries.ts'
import { CaseTextPage } from './CaseTextPage.tsx'
import { ChecksSection } from './ChecksPanel.tsx'
import { useDraftEdits } from './draftStore.ts'
import { useDraftOfCase } from './useDraftOfCase.ts'
import { OptionsSection } from './OptionsSection.tsx'
import { PicturesPage } from './PicturesPage.tsx'
import { QuestionsPage } from './QuestionsPage.tsx'
import { ReleaseFoot } from './ReleaseFoot.tsx'
import { SheetPage } from './SheetPage.tsx'
import { TextReview } from './TextReview.tsx'
import '../teaching.css'

/** Stage 5 of a case: a copy of it for teaching, without the patient's identity. */
export function TeachScreen({ tools }: ScreenProps) {
  const drafts = useDrafts()
  const line = useDraftOfCase(drafts.value)
  const draft = useDraft(line?.draftId ?? null)
  if (draft.value !== null) return <OpenDraft key={draft.value.draftId} draft={draft.value} tools={tools} />
  return <NoDraft tools={tools} fault={drafts.fault ?? draft.fault} damaged={drafts.damaged} isReading={drafts.value === null || line !== null} />
}

function NoDraft({ tools, fault, damaged, isReading }: ScreenProps & { readonly fault: string | null; readonly damaged: number; readonly isReading: boolean }) {
  const queries = useQueryClient()
  const caseId = useSession((session) => session.caseId)
  const { recordId, state } = useCaseRecord()
  const { series } = useCaseSeries(caseId)
  const [problem, setProblem] = useState<string | null>(null)
  const begin = async (): Promise<void> => {
    if (recordId === null) return
    const reply = await client.call('teaching.begin', { recordId, seriesUids: series.map(({ seriesUid }) => seriesUid) })
    if (!reply.ok) return setProblem(faultText(reply.error))
    await readAgain(queries, teachingKeys.drafts)
  }
  const shown = problem ?? fault
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib" aria-label="Teaching copy">
          <div className="lh"><h1>Teach</h1></div>
          <LeftOut count={damaged} one="draft" many="drafts" />
          <div className="empty">{isReading && shown === null ? <p>Reading.</p> : (
            <div className="tch-0">
              <p><b>A copy of this case for teaching.</b></p>
              <ol><li>Names, dates and numbers are taken out of every header, report and picture; you read every line of free text.</li><li>Text that is burned into pictures is covered, CT of the head is cut to C0 to C3.</li><li>You add history, questions and what experts answer.</li><li>Nothing leaves before every check has passed and a second person has released it.</li></ol>
              <p className="nt">The case itself is not changed.{state?.signature === null ? ' Its record is not signed: what is added to it later is not in the copy.' : ''}</p>
            </div>
          )}</div>
        </section>
      </main>
      {tools}
      <Panel title="Teach" foot={<PrimaryButton label="Begin a teaching copy" todo={recordId === null ? ['confirm the side'] : []} onPress={() => { void begin() }} />}>
        {shown !== null && <Section title="Trouble"><Notice kind="stop">{shown}</Notice></Section>}
        <Section title="Teaching copy"><p className="nt">There is none of this case.</p></Section>
      </Panel>
    </>
  )
}

const pages = [['text', 'Text'], ['pictures', 'Pictures'], ['case', 'Case'], ['questions', 'Questions'], ['sheet', 'Picture sheet']] as const
type Page = (typeof pages)[number][0]

function OpenDraft({ draft, tools }: ScreenProps & { readonly draft: DraftSnapshot }) {
  const [page, show] = useState<Page>('text')
  const { document, draftId } = draft
  const { edit, undo, redo } = useDraftEdits(draftId)
  const queries = useQueryClient()
  useCommands({
    undo: { run: undo, reason: draft.canUndo === null ? 'Nothing to undo' : null },
    redo: { run: redo, reason: draft.canRedo === null ? 'Nothing to redo' : null },
  })
  const counts: Readonly<Record<Page, string>> = {
    text: openWords(document.texts.filter(({ decision }) => decision === 'open').length), pictures: openWords(document.boxes.filter(({ state }) => state === 'proposed').length), case: '', questions: document.questions.length === 0 ? '' : ` ${String(document.questions.length)}`, sheet: '',
  }
  const discard = async (): Promise<void> => {
    await client.call('teaching.discard', { draftId })
    await readAgain(queries, teachingKeys.all)
  }
  return (
    <>
      <main className="work tchw" data-region="work">
        <div className="lh"><h1>TEACHING CASE {caseNumber(draft.number)}</h1><span className="tag line">{draft.caseVersion > 1 ? `correction, version ${String(draft.caseVersion)}` : 'draft'}, step {draft.version}</span><Segmented label="Page" value={page} onChange={show} choices={pages.map(([value, label]) => ({ value, label: `${label}${counts[value]}`, name: label }))} /></div>
        {page === 'text' && <TextReview texts={document.texts} onEdit={edit} />}
        {page === 'pictures' && <PicturesPage document={document} onEdit={edit} />}
        {page === 'case' && <CaseTextPage document={document} caseVersion={draft.caseVersion} onEdit={edit} />}
        {page === 'questions' && <QuestionsPage document={document} onEdit={edit} />}
        {page === 'sheet' && <SheetPage draft={draft} />}
      </main>
      {tools}
      <Panel title="Release" end={draft.prepared === null ? '' : `ready, ${draft.prepared.name}`} foot={<ReleaseFoot draft={draft} />}>
        {draft.reading.state === 'failed' && <Section title="Trouble"><Notice kind="stop" action={<button type="button" className="btn sm" onClick={() => { void client.call('teaching.read', { draftId }) }}>Read again</button>}>{draft.reading.words}</Notice></Section>}
        {draft.reading.state === 'stopped' && <Section title="Stopped"><Notice kind="caution" action={<button type="button" className="btn sm" onClick={() => { void client.call('teaching.read', { draftId }) }}>Read again</button>}>What might name somebody was not looked for to the end.</Notice></Section>}
        <ChecksSection draft={draft} />
        <OptionsSection document={document} onEdit={edit} />
        <Section title="This draft"><button type="button" className="btn sm" onClick={() => { void discard() }}>Discard the draft</button></Section>
      </Panel>
    </>
  )
}

const openWords = (count: number): string => (count === 0 ? '' : `, ${String(count)} open`)
