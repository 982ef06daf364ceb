import { useRef } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { IconFile } from '@tabler/icons-react'
import { client, faultText, readAgain, uploadFiles, type UploadFile } from '#renderer/api/index.ts'
import { useHello } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { Output } from '#shared/contract/types.ts'
import { teachingKeys } from '../teachingQueries.ts'
import { forgetImported, tellImported, tellRefused, useImported } from './importStore.ts'

type Report = Output<'teaching.import'>

/** Cases and sets from elsewhere; every hash is checked before anything is taken in. */
export function ImportSets({ className }: { readonly className: string }) {
  const queries = useQueryClient()
  const hello = useHello()
  const input = useRef<HTMLInputElement>(null)
  const isRunning = useImported((state) => state.isRunning)
  const take = async (ask: () => Promise<{ readonly ok: true; readonly value: Report } | { readonly ok: false; readonly words: string }>): Promise<void> => {
    useImported.setState({ told: null, isRunning: true })
    const answer = await ask()
    if (answer.ok) tellImported(answer.value)
    else tellRefused([answer.words])
    await readAgain(queries, teachingKeys.all)
    await readAgain(queries, ['quiz'])
    useImported.setState({ isRunning: false })
  }
  const choose = async (): Promise<void> => {
    if (hello?.filesBy !== 'dialog') return input.current?.click()
    const chosen = await client.call('app.chooseFiles', { kind: 'files' })
    if (!chosen.ok) return tellRefused([faultText(chosen.error)])
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
    <>
      <button type="button" className={className} aria-disabled={isRunning} onClick={() => { if (!isRunning) void choose() }}><IconFile className="i" aria-hidden />{isRunning ? 'Checking' : 'Import a case or set'}</button>
      <input ref={input} type="file" hidden multiple accept=".axiscase" aria-label="Cases or sets to import" onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])].map((file): UploadFile => ({ file, relativePath: file.name }))
        currentTarget.value = ''
        if (files.length > 0) void upload(files)
      }} />
    </>
  )
}

/** What became of it, until it is closed or something else is taken in. */
export function ImportReport() {
  const told = useImported((state) => state.told)
  if (told === null) return null
  return (
    <>
      {told.words !== '' && <p className="nt" role="status">{told.words}</p>}
      {told.refused.map(({ path, message }) => <Notice key={`${path} ${message}`} kind="stop" title={path === '' ? 'Not taken in' : `${fileNameOf(path)} was not taken in`} action={<button type="button" className="btn sm" onClick={forgetImported}>Close</button>}>{message}</Notice>)}
    </>
  )
}

const fileNameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
