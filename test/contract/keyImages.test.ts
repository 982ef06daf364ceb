import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeCase, editCase, openCase, useReceipts } from '#renderer/features/case/index.ts'
import { holdsUnsaved } from '#renderer/features/record/holdsUnsaved.ts'
import { useUnsavedKeyImages } from '#renderer/features/record/keyImageQueue.ts'
import { saveKeyImage } from '#renderer/features/record/keyImages.ts'
import { useViewing, type CapturedView } from '#renderer/viewports/index.ts'
import { registerView, type ViewHandle } from '#renderer/viewports/viewRegistry.ts'
import { ok, type Result } from '#shared/result.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage } from '#test/builders/record.ts'
import { must } from '#test/builders/signedRecord.ts'

let page: PageWindow
const at = { folder: '', caseId: '', recordId: '' }
const SERIES = '1.2.3.1'
const VIEW = 'plane-axial'

/** The picture of the view, when it is let come. */
let comes: (picture: Result<CapturedView>) => void
let asked = 0
let leaveView = (): void => undefined
function showView(): void {
  const capture = (): Promise<Result<CapturedView>> => {
    asked += 1
    return new Promise((resolve) => { comes = resolve })
  }
  // There is no canvas here: only what a picture is taken by stands in for the view.
  leaveView = registerView(Object.assign(Object.create(null) as ViewHandle, { viewId: VIEW, seriesUid: SERIES, capture }))
  useViewing.setState({ activeViewId: VIEW, overlaysHidden: false })
}
function picture(seriesUid = SERIES): Result<CapturedView> {
  const { view } = buildKeyImage({ blobId: randomUUID() })
  return ok({ png: new Uint8Array(buildPng(40, 30, 1).png), columns: 40, rows: 30, view, shownArea: null, reference: { studyUid: '1.2.3', seriesUid, sopInstanceUid: `${seriesUid}.57`, sopClassUid: '1.2.840.10008.5.1.4.1.1.2', frameNumber: null, frame: 56 } })
}
const until = (holds: () => boolean): Promise<void> => expect.poll(holds).toBe(true)
const saved = async () => must(await page.services['record.get']({ recordId: at.recordId })).state.keyImages
const said = (): string | undefined => useReceipts.getState().receipts.at(-1)?.words
const PATH = { kind: 'volume', planId: '9a6e0e8a-1f6b-4a0e-8a49-4f5c6a7b8c9d', name: 'Path A', colour: '#2463D1', seriesUid: SERIES, frameOfReferenceUid: '1.2.3.4', entryLpsMm: [26, 58, 10], targetLpsMm: [19, 2, -4], needle: { gauge: 22, lengthMm: 90 }, approach: 'posterior' } as const

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-taken-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  await writeFile(path.join(at.folder, 'slice'), fileBytes(ctSlice({ seriesUid: SERIES, sopInstanceUid: `${SERIES}.57`, change: { '0020000d': ['UI', '1.2.3'] } })))
  must(await page.services['library.import']({ paths: [path.join(at.folder, 'slice')], storage: 'inPlace' }))
  Object.assign(at, must(await page.services['record.create']({ seriesUid: SERIES, side: 'LEFT', level: 'C1-2' })))
  await openCase(at.caseId)
  await editCase('side confirmed', (document) => ({ ...document, study: { ...document.study, patientConfirmed: true, level: 'C1-2', side: 'LEFT', confirmedAtIso: new Date().toISOString() } }))
  useReceipts.setState({ receipts: [] })
  asked = 0
  showView()
})
afterEach(async () => {
  leaveView()
  closeCase()
  useUnsavedKeyImages.setState({ taking: 0, images: [], isSlow: false, message: null, aside: [] })
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

describe('a picture that is being taken', () => {
  it('is not saved from the press on, and the bar says so when it takes a while', async () => {
    const taking = saveKeyImage()
    expect(holdsUnsaved()).toBe(true)
    await until(() => asked === 1 && useUnsavedKeyImages.getState().isSlow)
    expect(holdsUnsaved()).toBe(true)
    comes(picture())
    await taking
    expect([holdsUnsaved(), useUnsavedKeyImages.getState().isSlow, (await saved()).length, said()]).toEqual([false, false, 1, 'Key image 1 saved'])
  })

  it('leaves nothing waiting where it does not come', async () => {
    const taking = saveKeyImage()
    await until(() => asked === 1)
    comes({ ok: false, error: { code: 'NOTHING_SHOWN', message: 'This view shows no image.' } })
    await taking
    expect([holdsUnsaved(), said()]).toEqual([false, 'This view shows no image.'])
  })

  it('is told of as it was taken: with what was drawn since the press, and not with what was hidden since', async () => {
    page.hold('library.series')
    const taking = saveKeyImage()
    await editCase('path', (document) => ({ ...document, plans: [{ ...PATH, entryLpsMm: [...PATH.entryLpsMm], targetLpsMm: [...PATH.targetLpsMm] }], activePlanId: PATH.planId }))
    page.letGo()
    await until(() => asked === 1)
    useViewing.getState().toggleOverlays()
    comes(picture())
    await taking
    const [image] = await saved()
    expect([image?.plans.map(({ name }) => name), image?.title, image?.figuresHidden]).toEqual([['Path A'], 'Axial, Path A', undefined])
  })

  it('is not kept where the view shows another series by then', async () => {
    const taking = saveKeyImage()
    await until(() => asked === 1)
    comes(picture('1.2.3.2'))
    await taking
    expect([(await saved()).length, holdsUnsaved(), said()]).toEqual([0, false, expect.stringMatching(/^Another series was shown while the picture was taken, so nothing was saved\./)])
  })

  it('is not taken once its case is left, nor once the side is another', async () => {
    page.hold('library.series')
    const left = saveKeyImage()
    closeCase()
    page.letGo()
    await left
    expect([asked, said()]).toEqual([0, expect.stringMatching(/^The case was left while the picture was taken, so nothing was saved\./)])
    await openCase(at.caseId)
    page.hold('library.series')
    const turned = saveKeyImage()
    await editCase('side', (document) => ({ ...document, study: { ...document.study, side: 'RIGHT' } }))
    page.letGo()
    await turned
    expect([asked, said()]).toEqual([0, expect.stringMatching(/^The side was changed while the picture was taken, so nothing was saved\./)])
  })
})
