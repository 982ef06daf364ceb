import { useState } from 'react'
import { client, downloadFrom, faultText, streamUrl } from '#renderer/api/index.ts'
import { tellProgress, useOperator } from '#renderer/features/case/index.ts'
import { SignForm } from '#renderer/features/record/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import type { writtenFormats } from '#shared/contract/areas/teaching.ts'
import type { Input } from '#shared/contract/types.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import { makeLoops } from './makeLoops.ts'

type Format = (typeof writtenFormats)[number]
const formats: readonly { readonly value: Format; readonly label: string }[] = [
  { value: 'axiscase', label: 'Axis Guide case (.axiscase)' }, { value: 'dicom', label: 'DICOM folder with DICOMDIR' }, { value: 'tce', label: 'IHE teaching file (TCE)' },
  { value: 'mirc', label: 'MIRC document' }, { value: 'slides', label: 'Pictures and loops for slides' }, { value: 'web', label: 'Web page' },
]
/** Forms that say who has written the case. */
const withAuthor: readonly Format[] = ['tce', 'mirc', 'web']
const isFormat = (value: string): value is Format => formats.some((one) => one.value === value)

/** Released cases leave in the form that others read. */
export function WriteSection({ set, chosen }: { readonly set: TeachingSet | null; readonly chosen: readonly string[] }) {
  const [format, setFormat] = useState<Format>('axiscase')
  const [audience, setAudience] = useState<'learner' | 'educator' | null>(null)
  const [told, tell] = useState<{ readonly failed: boolean; readonly words: string; readonly remarks: readonly string[] } | null>(null)
  const [author, setAuthor] = useState('')
  const [isRunning, setRunning] = useState(false)
  const [isSigning, sign] = useState(false)
  const operator = useOperator() ?? ''
  const isSet = set !== null && set.lockedAtIso !== null
  const ready = audience !== null && (isSet || chosen.length > 0) && !isRunning
  const write = async (by: Input<'teaching.write'>['by']): Promise<void> => {
    if (audience === null) return
    tell(null)
    const folder = await client.call('app.chooseExportFolder', {})
    if (folder.ok && folder.value.directory === null) return
    setRunning(true)
    const which = isSet ? { setId: set.setId } : { teachingCaseIds: [...chosen] }
    const loops = format === 'slides' ? await makeLoops(which, (part) => { tellProgress(`Making loops: ${String(Math.round(100 * part))}%`) }) : null
    if (loops?.ok === false) {
      setRunning(false)
      return tell({ failed: true, words: loops.error.message, remarks: [] })
    }
    const reply = await client.call('teaching.write', { ...which, format, audience, ...(by === undefined ? {} : { by }), ...(withAuthor.includes(format) && author.trim() !== '' ? { author: author.trim() } : {}), ...(loops === null ? {} : { loops: loops.value }), ...(folder.ok && folder.value.directory !== null ? { directory: folder.value.directory } : {}) })
    setRunning(false)
    if (!reply.ok) return tell({ failed: true, words: faultText(reply.error), remarks: [] })
    const { downloadId, files, directory, remarks } = reply.value
    if (downloadId !== null) downloadFrom(streamUrl('teaching.download', { downloadId }), 'axis-guide-teaching.zip')
    tell({ failed: false, words: `${String(files.length)} ${files.length === 1 ? 'file' : 'files'} written${downloadId === null ? ` to ${directory}` : ', to where this browser keeps its downloads'}.`, remarks })
  }
  const signed = async (userId: string, passphrase: string): Promise<null> => {
    await write({ userId, passphrase })
    sign(false)
    return null
  }
  return (
    <Section title="Write" className="tch-st" end={isSet ? set.title : chosen.length === 1 ? '1 case' : `${String(chosen.length)} cases`}>
      <select className="nin" aria-label="Form" value={format} onChange={({ currentTarget }) => { if (isFormat(currentTarget.value)) setFormat(currentTarget.value) }}>{formats.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
      <div className="tch-r"><span>For</span><Segmented label="For" value={audience} onChange={(next) => { setAudience(next); sign(false) }} choices={[{ value: 'learner', label: 'Learners' }, { value: 'educator', label: 'Educators' }]} /></div>
      <p className="nt">{audience === 'learner' ? 'Carries no answers until those of its set are released.' : audience === 'educator' ? 'Carries the answers: an educator or an operator signs for it.' : 'Say who it is for.'}</p>
      {withAuthor.includes(format) && <label className="tch-sel">Author<input className="nin" value={author} maxLength={200} placeholder="Nobody is named" onChange={({ currentTarget }) => { setAuthor(currentTarget.value) }} /></label>}
      {isSigning
        ? <SignForm label="Write with the answers" operator={operator} sign={signed} onBack={() => { sign(false) }} />
        : <button type="button" className="btn" aria-disabled={!ready} onClick={() => { if (ready && audience === 'educator') sign(true); else if (ready) void write(undefined) }}>{isRunning ? 'Writing' : 'Write'}</button>}
      {told !== null && <p className={told.failed ? 'nf-e' : 'nt path'} role={told.failed ? 'alert' : 'status'}>{told.words}</p>}
      {told?.remarks.map((remark) => <p className="nt" key={remark}>{remark}</p>)}
    </Section>
  )
}
