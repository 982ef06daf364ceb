import { Segmented } from '#renderer/ui/index.ts'
import { qualityGrade, qualityParts, type RunQuality } from '#shared/contrast/assessment.ts'
import { answer } from './answers.ts'
import { gradeWords, qualityWords } from './words.ts'

const grades = qualityGrade.options.map((value) => ({ value, label: gradeWords[value] }))

/** How good the run is, in the three parts of one published grading; none is preset. */
export function QualitySection({ quality }: { readonly quality: RunQuality }) {
  return (
    <section className="sec" aria-label="Run quality" id="contrast-quality">
      <h2>Run quality</h2>
      <div className="qual">
        {qualityParts.map((part) => (
          <div key={part}>
            <span>{qualityWords[part]}</span>
            <Segmented label={`${qualityWords[part]} of the run`} choices={grades} value={quality[part]} onChange={(grade) => { answer(`${qualityWords[part].toLowerCase()} rated ${gradeWords[grade]}`, { quality: { ...quality, [part]: grade } }) }} />
          </div>
        ))}
      </div>
    </section>
  )
}
