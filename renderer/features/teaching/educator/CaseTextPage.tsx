import { Segmented } from '#renderer/ui/index.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'
import { tagsWithAnswers, type TagName } from '#shared/teaching/caseTags.ts'
import type { CaseText } from '#shared/teaching/teachingCase.ts'
import type { DraftEdit } from './draftStore.ts'
import { LeftField } from './LeftField.tsx'

type CaseTextPageProps = { readonly document: DraftDocument; /** Of the case that a release makes. */ readonly caseVersion: number; readonly onEdit: DraftEdit }

const difficulties = [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value), name: `Difficulty ${String(value)} of 5` }))
const tagTitles: Readonly<Record<TagName, string>> = { variant: 'Variants', complication: 'Complications', modality: 'Modalities', approach: 'Approaches' }
const tagNames: readonly TagName[] = ['variant', 'complication', 'modality', 'approach']
const listOf = (words: string, separator: string): string[] => words.split(separator).map((word) => word.trim()).filter((word) => word !== '')

/** What the learner reads before, and what only after the answer. */
export function CaseTextPage({ document, caseVersion, onEdit }: CaseTextPageProps) {
  const { text, side, questions } = document
  const later = tagsWithAnswers(questions)
  const set = (step: string, change: Partial<CaseText>): void => { onEdit(step, (now) => ({ kind: 'caseText', text: { ...now.text, ...change } })) }
  return (
    <section className="tch-b tch-f" aria-label="Case">
      <fieldset>
        <legend>Before the answer</legend>
        {caseVersion > 1 && <LeftField label={`What version ${String(caseVersion)} changes`} hint="learners read it" value={document.correction} maxLength={1000} rows={2} onLeave={(correction) => { onEdit('what changed', () => ({ kind: 'correction', correction })) }} />}
        <LeftField label="Title" value={text.title} maxLength={200} onLeave={(title) => { set('title', { title }) }} />
        <LeftField label="History" value={text.history} maxLength={4000} rows={4} onLeave={(history) => { set('history', { history }) }} />
        <div className="tch-r"><span>Side</span><Segmented label="Side" value={side} onChange={(chosen) => { onEdit(`side ${chosen}`, (now) => ({ kind: 'side', side: chosen, level: now.level ?? 'C1-2' })) }} choices={[{ value: 'LEFT', label: 'LEFT' }, { value: 'RIGHT', label: 'RIGHT' }]} /></div>
        <div className="tch-r"><span>Difficulty</span><Segmented label="Difficulty" value={text.difficulty === null ? null : String(text.difficulty)} onChange={(value) => { set('difficulty', { difficulty: Number(value) }) }} choices={difficulties} /></div>
        <TagFields label="Tags" names={tagNames.filter((name) => !later.includes(name))} tags={text.tags} onEdit={onEdit} />
      </fieldset>
      <fieldset>
        <legend>Only after the answer</legend>
        <LeftField label="Findings" value={text.findings} maxLength={4000} rows={4} onLeave={(findings) => { set('findings', { findings }) }} />
        <LeftField label="Teaching points" hint="one a line" value={text.teachingPoints.join('\n')} maxLength={8000} rows={4} onLeave={(words) => { set('teaching points', { teachingPoints: listOf(words, '\n').slice(0, 32) }) }} />
        <TagFields label="Tags that tell" names={tagNames.filter((name) => later.includes(name))} tags={text.tags} onEdit={onEdit} />
        <p className="nt">A copy for learners does not carry these until the answers of its set are released.{later.includes('approach') ? ' A question asks for the way to the joint: the approach comes with the answers.' : ''}</p>
      </fieldset>
    </section>
  )
}

type TagFieldsProps = { readonly label: string; readonly names: readonly TagName[]; readonly tags: CaseText['tags']; readonly onEdit: DraftEdit }
const TagFields = ({ label, names, tags, onEdit }: TagFieldsProps) => (
  <div className="tch-t" role="group" aria-label={label}>
    {names.map((name) => <LeftField key={name} label={tagTitles[name]} hint="commas between" value={tags[name].join(', ')} maxLength={1000} onLeave={(words) => { onEdit(tagTitles[name].toLowerCase(), (now) => ({ kind: 'caseText', text: { ...now.text, tags: { ...now.text.tags, [name]: listOf(words, ',').slice(0, 32) } } })) }} />)}
  </div>
)
