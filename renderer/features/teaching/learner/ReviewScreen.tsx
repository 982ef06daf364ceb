import { useMemo } from 'react'
import { IconChevronLeft, IconChevronRight, IconEye, IconEyeOff } from '@tabler/icons-react'
import { streamUrl } from '#renderer/api/index.ts'
import type { ScreenProps } from '#renderer/features/case/index.ts'
import { PlanWork, type HandedIn } from '#renderer/features/planning/index.ts'
import { Panel, PrimaryButton, Section, Segmented } from '#renderer/ui/index.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import { tagWords } from '#shared/teaching/caseTags.ts'
import type { AnswerKey } from '#shared/teaching/questions.ts'
import type { TeachingCase, TimelineStep } from '#shared/teaching/teachingCase.ts'
import { durationWords } from './QuestionPanel.tsx'
import { handedInOf } from './handedInOf.ts'
import { compareWithExpert, goToStep, leaveReview, showImages, useReview } from './reviewStore.ts'
import './learner.css'

/** A procedure as it happened, step by step: read only, without anybody's identity, the learner's own marks kept apart. */
export function ReviewScreen({ tools }: ScreenProps) {
  const { view, steps, at, areImagesShown, isComparing } = useReview()
  const step = steps[at]
  const answers = view?.answers ?? null
  const handedIn = useMemo(() => (answers === null || !isComparing ? null : drawnBy(answers)), [answers, isComparing])
  if (view === null) return null
  if (step !== undefined && step.pictureSha256 !== null && !areImagesShown) {
    return <><main className="work" data-region="work"><StepPicture teachingCase={view.teachingCase} step={step} sha256={step.pictureSha256} /></main>{tools}<ReviewPanel /></>
  }
  return <PlanWork tools={tools} handedIn={handedIn} panel={() => <ReviewPanel />} />
}

/** What experts answered, else what the one who did it planned, as it is laid over the images. */
function drawnBy({ keys, expertPlan }: AnswerLayer): HandedIn {
  const key = keys.find(isDrawn)
  if (key !== undefined) return handedInOf(key)
  const { plans, planning } = expertPlan ?? emptyCaseDocument
  const [line] = planning.jointLines
  const joint = line === undefined || line.medialLpsMm === null || line.lateralLpsMm === null ? null : { medial: line.medialLpsMm, lateral: line.lateralLpsMm, hasBand: false }
  const experts = plans.flatMap((plan, at) => (plan.kind === 'volume' && plan.entryLpsMm !== null && plan.targetLpsMm !== null ? [{ way: String(at), entry: plan.entryLpsMm, target: plan.targetLpsMm }] : []))
  return { experts, structures: planning.structures, joint }
}

const isDrawn = ({ experts }: AnswerKey): boolean => experts.some(({ answer }) => answer.kind === 'drawPath' || answer.kind === 'placeTarget')
const choices = [{ value: 'picture', label: 'Picture' }, { value: 'images', label: 'Images' }] as const

function ReviewPanel() {
  const { view, steps, at, areImagesShown, isComparing } = useReview()
  if (view === null) return null
  const { answers, teachingCase } = view
  const step = steps[at]
  const isWithheld = answers === null && teachingCase.answersSha256 !== null
  const tags = tagWords(teachingCase, answers).after
  const hasPlan = answers !== null && (answers.keys.some(isDrawn) || (answers.expertPlan?.plans.length ?? 0) > 0)
  return (
    <Panel title={steps.length === 0 ? 'Look through' : 'As it happened'} tag={<span className="tag line">review</span>} end={steps.length === 0 ? '' : `${String(at + 1)} of ${String(steps.length)}`} foot={
      <>
        {steps.length > 0 && (
          <div className="qz-2 qz-f">
            <button type="button" className="btn" aria-disabled={at === 0} onClick={() => { goToStep(at - 1) }}><IconChevronLeft className="i" aria-hidden />Step back</button>
            <button type="button" className="btn" aria-disabled={at + 1 >= steps.length} onClick={() => { goToStep(at + 1) }}>Next step<IconChevronRight className="i" aria-hidden /></button>
          </div>
        )}
        <PrimaryButton label="All cases" todo={[]} onPress={leaveReview} />
      </>
    }>
      {step !== undefined && step.pictureSha256 !== null && <Section title="Shown"><Segmented label="Shown" choices={choices} value={areImagesShown ? 'images' : 'picture'} onChange={(shown) => { showImages(shown === 'images') }} /></Section>}
      {steps.length === 0 ? <Section title="As it happened"><p className="nt">{isWithheld ? 'The steps of the procedure come with the answers, which are not here.' : 'No step of a procedure was kept with this case.'}</p></Section> : <ol className="qz-st">{steps.map((each, index) => <li key={index}><button type="button" aria-current={index === at ? 'step' : undefined} className={index === at ? 'on' : ''} onClick={() => { goToStep(index) }}><b>{durationWords(each.afterSeconds)}</b><span>{each.words}</span></button></li>)}</ol>}
      <Section title="The expert">
        {hasPlan && <button type="button" className="btn qz-w" aria-pressed={isComparing} onClick={() => { showImages(true); compareWithExpert(!isComparing) }}>{isComparing ? <IconEyeOff className="i" aria-hidden /> : <IconEye className="i" aria-hidden />}{isComparing ? 'Hide the expert’s plan' : 'Compare with the expert’s plan'}</button>}
        <p className="nt">{hasPlan ? isComparing ? 'The expert’s lines are white. While they are shown, nothing is drawn.' : 'What you draw is kept for you alone, beside the case.' : `${isWithheld ? 'What the expert planned and found comes with the answers, which are not here.' : 'No plan of an expert came with this case.'} What you draw is kept for you alone.`}</p>
        {answers !== null && answers.findings !== '' && <p className="nt">{answers.findings}</p>}
        {answers !== null && answers.teachingPoints.length > 0 && <ul className="nt qz-u">{answers.teachingPoints.map((point) => <li key={point}>{point}</li>)}</ul>}
        {tags.length > 0 && <p className="nt">{tags.join(', ')}</p>}
      </Section>
      <Section title="About this case"><p className="nt">{teachingCase.text.history === '' ? 'No history is given.' : teachingCase.text.history}</p></Section>
    </Panel>
  )
}

const StepPicture = ({ teachingCase, step, sha256 }: { readonly teachingCase: TeachingCase; readonly step: TimelineStep; readonly sha256: string }) => (
  <figure className="qz-pic"><img src={streamUrl('teaching.picture', { teachingCaseId: teachingCase.teachingCaseId, version: String(teachingCase.version), sha256 })} alt={step.words} /><figcaption>{step.words}</figcaption></figure>
)
