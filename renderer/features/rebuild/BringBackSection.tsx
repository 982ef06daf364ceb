import { useEffect, useRef, useState } from 'react'
import { IconFile, IconFolder } from '@tabler/icons-react'
import { client, faultText, type UploadFile } from '#renderer/api/index.ts'
import { tellReceipt, useHello } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { Outcome } from './BringBackButton.tsx'
import { bringBack, type BroughtBack, type RecordsFrom } from './bringBack.ts'

type State = { readonly kind: 'idle' } | { readonly kind: 'running' } | BroughtBack

/** A record from another computer: its PDF, its DICOM object, or the folder it was exported to. */
export function BringBackSection() {
  const [state, setState] = useState<State>({ kind: 'idle' })
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const hello = useHello()
  useEffect(() => { if (folderInput.current !== null) folderInput.current.webkitdirectory = true }, [])
  const run = async (from: RecordsFrom): Promise<void> => {
    setState({ kind: 'running' })
    setState(await bringBack(from))
  }
  const choose = async (kind: 'files' | 'folder'): Promise<void> => {
    if (hello?.filesBy !== 'dialog') return (kind === 'folder' ? folderInput : fileInput).current?.click()
    const chosen = await client.call('app.chooseFiles', { kind })
    if (!chosen.ok) return tellReceipt(faultText(chosen.error))
    if (chosen.value.paths.length > 0) await run({ kind: 'paths', paths: chosen.value.paths })
  }
  const take = (input: HTMLInputElement): void => {
    const files = [...(input.files ?? [])].map((file): UploadFile => ({ file, relativePath: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath }))
    input.value = ''
    if (files.length > 0) void run({ kind: 'files', files })
  }
  return (
    <Section title="Bring back a record">
      <p className="nt">From the PDF of a procedure record, its DICOM object, or the folder it was exported to.</p>
      <div className="src">
        <button type="button" className="btn" aria-disabled={state.kind === 'running'} onClick={() => { void choose('folder') }}><IconFolder className="i" aria-hidden />Folder</button>
        <button type="button" className="btn" aria-disabled={state.kind === 'running'} onClick={() => { void choose('files') }}><IconFile className="i" aria-hidden />Files</button>
      </div>
      <input ref={folderInput} type="file" hidden aria-label="Folder with a record" multiple onChange={(event) => { take(event.currentTarget) }} />
      <input ref={fileInput} type="file" hidden aria-label="Files with a record" multiple onChange={(event) => { take(event.currentTarget) }} />
      {state.kind === 'running' && <p className="nt" role="status">Reading and checking.</p>}
      {(state.kind === 'done' || state.kind === 'failed') && <Outcome outcome={state} />}
    </Section>
  )
}
