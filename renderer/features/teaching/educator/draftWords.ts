import type { checkNames, ReleaseCheck } from '#shared/teaching/deidentification/findings.ts'
import type { DraftSnapshot } from '#shared/teaching/draft.ts'

type CheckName = (typeof checkNames)[number]

/** What each check is called on the screen. */
export const checkTitles: Readonly<Record<CheckName, string>> = {
  tags: 'Header attributes', privateTags: 'Private attributes', freeText: 'Free text', burnedInText: 'Text in pictures', overlays: 'Overlays', face: 'Face',
  uids: 'Identifiers', fileNames: 'File names', thumbnails: 'Thumbnails', documents: 'Documents', residualIdentity: 'Identity left over', pictureSheet: 'Picture sheet',
}
export const checkStates: Readonly<Record<ReleaseCheck['state'], string>> = { passed: 'passed', failed: 'failed', toDo: 'to do', notNeeded: 'not needed' }

export const stepWords: Readonly<Record<string, string>> = {
  headers: 'Reading headers', pictures: 'Looking for text in pictures', face: 'Looking at the face', copy: 'Making the copy', checks: 'Checking the copy', writing: 'Writing',
}

/** Whether the last check is of the draft as it stands. */
export const isChecked = ({ check, version }: DraftSnapshot): boolean => check !== null && check.version === version

const counted = (count: number, one: string, many: string): string => `${String(count)} ${count === 1 ? one : many}`

/** What a person still has to do before the copy can be checked. */
export function beforeCheck({ document, caseVersion }: DraftSnapshot): readonly string[] {
  const open = document.texts.filter(({ decision }) => decision === 'open').length
  return [
    ...(document.series.some(({ taken }) => taken) ? [] : ['take a series']),
    ...(document.text.title.trim() === '' ? ['write a title'] : []),
    ...(caseVersion > 1 && document.correction.trim() === '' ? ['say what this version changes'] : []),
    ...(open === 0 ? [] : [`read ${counted(open, 'line of text', 'lines of text')}`]),
  ]
}

/** Pages of the picture sheet that nobody has looked at. */
export const unseenPages = ({ check }: DraftSnapshot): readonly number[] =>
  check === null ? [] : Array.from({ length: check.sheetPages }, (_none, at) => at + 1).filter(page => !check.seenPages.includes(page))

/** What keeps a checked copy from being called ready. */
export function beforeApproval(draft: DraftSnapshot): readonly string[] {
  const failed = draft.check?.checks.filter(({ state }) => state === 'failed').length ?? 0
  const unseen = unseenPages(draft)
  return [
    ...(failed === 0 ? [] : [`mend ${counted(failed, 'check', 'checks')} that failed`]),
    ...(draft.check !== null && draft.check.accepted === null && draft.check.residues.length > 0 ? ['look at the ordinary words that are names too'] : []),
    ...(unseen.length === 0 ? [] : [`look at ${unseen.length === 1 ? `page ${String(unseen[0])}` : counted(unseen.length, 'page', 'pages')} of the picture sheet`]),
  ]
}
