/** A download reads its bytes by and by. */
const KEPT_MS = 60_000

/** Hands a text to the browser as a file. A table is told from other texts by its name. */
export function downloadText(fileName: string, text: string): void {
  const isTable = fileName.endsWith('.csv')
  // A byte order mark: a spreadsheet would read names with accents wrongly without it.
  const address = URL.createObjectURL(new Blob(isTable ? ['\uFEFF', text] : [text], { type: isTable ? 'text/csv;charset=utf-8' : 'application/json' }))
  downloadFrom(address, fileName)
  setTimeout(() => { URL.revokeObjectURL(address) }, KEPT_MS)
}

/** The same of what the host keeps under an address. */
export function downloadFrom(address: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
}
