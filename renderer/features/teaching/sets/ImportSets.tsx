import { useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { IconFile } from '@tabler/icons-react'
import { client, faultText, readAgain, uploadFiles, type UploadFile } from '#renderer/api/index.ts'
import { useHello } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { Output } from '#shared/contract/types.ts'
import { teachingKeys } from '../teachingQueries.ts'

type Report = Output<'teaching.import'>

/** Cases and sets from elsewhere; every hash is checked before anything is taken in. */
export function ImportSets() {
  const queries = useQueryClient()
  const hello = useHello()
  const input = useRef<HTMLInputElement>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [isRunning, setRunning] = useState(false)
  const take = async (ask: () => Promise<{ readonly ok: true; readonly value: Report } | { readonly ok: false; readonly words: string }>): Promise<void> => {
    setRunning(true)
    setFault(null)
    const answer = await ask()
    if (answer.ok) setReport(answer.value)
    else setFault(answer.words)
    await readAgain(queries, teachingKeys.all)
    setRunning(false)
  }
  const choose = async (): Promise<void> => {
    if (hello?.filesBy !== 'dialog') return input.current?.click()
    const chosen = await client.call('app.chooseFiles', { kind: 'files' })
    if (!chosen.ok) return setFault(faultText(chosen.error))
    if (chosen.value.paths.length > 0) {
      await take(async () => {
        const reply = await client.call('teaching.import', { paths: chosen.value.paths })
        return reply.ok ? reply : { ok: false, words: faultText(reply.error) }
      })
    }
  }
  const upload = (files: readonly UploadFile[]): Promise<void> => take(async () => {
    const sent = await uploadFiles(files, () => undefined, new AbortController().signal)
    if (!sent.ok) return { ok: false, words: sent.error.message }
    const reply = await client.call('teaching.importUploaded', { uploadId: sent.value })
    return reply.ok ? reply : { ok: false, words: faultText(reply.error) }
  })
  return (
    <Section title="Import">
      <button type="button" className="btn" aria-disabled={isRunning} onClick={() => { if (!isRunning) void choose() }}><IconFile className="i" aria-hidden />{isRunning ? 'Checking' : 'Import a case or set'}</button>
      <input ref={input} type="file" hidden multiple accept=".axiscase" aria-label="Cases or sets to import" onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])].map((file): UploadFile => ({ file, relativePath: file.name }))
        currentTarget.value = ''
        if (files.length > 0) void upload(files)
      }} />
      {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
      {report !== null && <p className="nt" role="status">{reportWords(report)}</p>}
      {report?.refused.map(({ path, message }) => <p className="nf-e" role="alert" key={path}>{path}: {message}</p>)}
    </Section>
  )
}

function reportWords({ cases, refused }: Report): string {
  const count = (outcome: Report['cases'][number]['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  return [
    count('imported') > 0 ? `${String(count('imported'))} imported` : '', count('answersAdded') > 0 ? `answers added to ${String(count('answersAdded'))}` : '',
    count('present') > 0 ? `${String(count('present'))} here already` : '', refused.length > 0 ? `${String(refused.length)} refused` : '',
  ].filter((part) => part !== '').join(', ') || 'Nothing was found to import.'
}
