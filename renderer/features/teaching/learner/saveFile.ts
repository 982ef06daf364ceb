import { client, downloadText, faultText } from '#renderer/api/index.ts'
import type { Reply } from '#shared/contract/types.ts'

/** To a folder of the user's choice in Electron; in a browser as a download. Answers what is to be said of it. */
export async function saveFile(write: (directory: { readonly directory?: string }) => Promise<Reply<'quiz.exportResults'> | Reply<'quiz.classTable'>>): Promise<{ readonly isDone: boolean; readonly words: string }> {
  const folder = await client.call('app.chooseExportFolder', {})
  if (folder.ok && folder.value.directory === null) return { isDone: false, words: '' }
  const reply = await write(folder.ok && folder.value.directory !== null ? { directory: folder.value.directory } : {})
  if (!reply.ok) return { isDone: false, words: faultText(reply.error) }
  const { path, fileName, text } = reply.value
  if (text !== null) downloadText(fileName, text)
  return { isDone: true, words: path === null ? `Written as ${fileName}, to where this browser keeps its downloads.` : `Written to ${path}.` }
}
