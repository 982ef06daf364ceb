import { useEffect, useRef, useState, type DragEvent } from 'react'
import { IconDownload, IconFile, IconFolder } from '@tabler/icons-react'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt, useHello } from '#renderer/features/case/index.ts'
import { asUpload, importDropped, importPaths, importUpload } from './importJob.ts'

/** Where images come in: dropped, or chosen in the system's own dialog. */
export function DropArea() {
  const [over, setOver] = useState<number | null>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const hello = useHello()
  useEffect(() => { if (folderInput.current !== null) folderInput.current.webkitdirectory = true }, [])
  const choose = async (kind: 'files' | 'folder'): Promise<void> => {
    if (hello?.filesBy !== 'dialog') return (kind === 'folder' ? folderInput : fileInput).current?.click()
    const chosen = await client.call('app.chooseFiles', { kind })
    if (chosen.ok) return importPaths(chosen.value.paths)
    tellReceipt(faultText(chosen.error))
  }
  const drag = (event: DragEvent): void => {
    event.preventDefault()
    setOver(event.dataTransfer.items.length)
  }
  return (
    <>
      <div
        className={over === null ? 'drop' : 'drop over'} onDragEnter={drag} onDragOver={drag} onDragLeave={() => { setOver(null) }}
        onDrop={event => {
          event.preventDefault()
          setOver(null)
          void importDropped(event.dataTransfer)
        }}
      >
        <IconDownload className="i" aria-hidden />
        <b>{over === null ? 'Drop images here' : `Drop to import ${String(over)} ${over === 1 ? 'item' : 'items'}`}</b>
        <span>Folder, disc, ZIP or single files.<br />Names without .dcm are fine.</span>
      </div>
      <div className="src">
        <button type="button" className="btn" onClick={() => { void choose('folder') }}><IconFolder className="i" aria-hidden />Folder</button>
        <button type="button" className="btn" onClick={() => { void choose('files') }}><IconFile className="i" aria-hidden />Files</button>
      </div>
      <input ref={folderInput} type="file" hidden aria-label="Folder to import" multiple onChange={event => { take(event.currentTarget) }} />
      <input ref={fileInput} type="file" hidden aria-label="Files to import" multiple onChange={event => { take(event.currentTarget) }} />
    </>
  )
}

function take(input: HTMLInputElement): void {
  const files = asUpload(input.files)
  input.value = ''
  void importUpload(files)
}
