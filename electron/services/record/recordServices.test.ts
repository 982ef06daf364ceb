import { randomUUID } from 'node:crypto'
import { chmod, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openSettings } from '#electron/services/app/settings.ts'
import { createCaseServices } from '#electron/services/case/caseServices.ts'
import { openCaseJournal } from '#electron/services/case/caseJournal.ts'
import { recordMethods } from '#shared/contract/areas/record.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { sideConflicts } from '#shared/procedure/sideConflicts.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'

const SERIES = '1.2.3.1'
let bench: RecordBench | null = null
const open = async (options: Parameters<typeof openRecordBench>[0] = {}): Promise<RecordBench> => {
  bench = await openRecordBench(options)
  return bench
}
const reopen = async (closing: RecordBench): Promise<RecordBench> => {
  bench = await closing.restart()
  return bench
}
afterEach(async () => {
  await bench?.remove()
  bench = null
})

async function begin(at: RecordBench, side: 'LEFT' | 'RIGHT' = 'LEFT'): Promise<string> {
  const created = await at.services['record.create']({ seriesUid: SERIES, side, level: 'C1-2' })
  if (!created.ok) throw new Error(created.error.message)
  return created.value.recordId
}
const addKeyImage = (at: RecordBench, recordId: string, differences: Parameters<typeof buildKeyImage>[1] = {}, seed = 1) =>
  at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(40, 30, seed).png) }, differences) })
const readStream = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return new Uint8Array(Buffer.concat(parts))
}

describe('record.create', () => {
  it('begins the record of the patient and study of a series', async () => {
    const at = await open()
    const recordId = await begin(at)
    expect(at.told).toEqual([{ name: 'record.changed', payload: { recordId, caseId: 'case-1' } }, { name: 'case.changed', payload: { caseId: 'case-1' } }])
    const got = await at.services['record.get']({ recordId })
    expect(got).toMatchObject({ ok: true, value: { state: { patientId: 'AX-0001', patientName: 'SAMPLE^ANNA', birthDate: '1968-03-14', studyUid: '1.2.3', seriesUid: SERIES, side: 'LEFT', level: 'C1-2', events: 1, keyImages: [] } } })
    expect(got.ok && recordMethods['record.get'].output.safeParse(got.value).success).toBe(true)
  })

  it('asked again returns the same record, after a restart too', async () => {
    const first = await open()
    const recordId = await begin(first)
    const second = await reopen(first)
    expect(await second.services['record.create']({ seriesUid: SERIES, side: 'LEFT', level: 'C1-2' })).toEqual({ ok: true, value: { recordId, caseId: 'case-1', created: false } })
  })

  it('with the other side is a conflict until the record says the new side', async () => {
    const at = await open()
    const recordId = await begin(at, 'LEFT')
    const asRight = () => at.services['record.create']({ seriesUid: SERIES, side: 'RIGHT', level: 'C1-2' })
    expect(await asRight()).toMatchObject({ ok: false, error: { code: 'SIDE_CONFLICT' } })
    await at.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' } })
    expect(await asRight()).toMatchObject({ ok: true, value: { recordId, created: false } })
    expect(await at.services['record.list']({})).toMatchObject({ value: { records: [{ recordId, side: 'RIGHT' }] } })
  })

  it('refuses a side that the images contradict', async () => {
    const at = await open({ series: [buildSeriesSummary({ laterality: 'R' })] })
    expect(await at.services['record.create']({ seriesUid: SERIES, side: 'LEFT', level: 'C1-2' })).toMatchObject({ ok: false, error: { code: 'SIDE_CONFLICT' } })
    expect((await at.services['record.create']({ seriesUid: SERIES, side: 'RIGHT', level: 'C1-2' })).ok).toBe(true)
  })

  it('lets a person settle with the patient what the images contradict, for that series alone, and keeps who did', async () => {
    const at = await open({ series: [buildSeriesSummary({ laterality: 'R' }), buildSeriesSummary({ seriesUid: '1.2.3.2', laterality: 'R' })] })
    const settled = { by: 'Dr A', atIso: '2026-11-22T09:00:00.000Z' }
    const study = { ...emptyCaseDocument.study, side: 'LEFT' as const, sideChecked: { [sideConflicts({ ...emptyCaseDocument.study, side: 'LEFT' }, null, [{ seriesUid: SERIES, name: 'CT', studyDescription: '', laterality: 'R', headerLeft: null }])[0]?.key ?? '']: settled } }
    openCaseJournal(at.database).append({ caseId: 'case-1', baseVersion: 0, step: 'side checked with the patient', document: { ...emptyCaseDocument, study }, atIso: settled.atIso })
    const recordId = await begin(at, 'LEFT')
    expect((await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(8, 6, 5).png) }) })).ok).toBe(true)
    const got = await at.services['record.get']({ recordId })
    expect(recordMethods['record.get'].output.safeParse(got.ok ? got.value : null).success).toBe(true)
    expect(got.ok && got.value.events.map(({ body }) => ('sideSettled' in body ? body.sideSettled : null))).toEqual([{ stated: 'RIGHT', ...settled }, { stated: 'RIGHT', ...settled }])
    expect(await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(8, 6, 6).png) }, { seriesUid: '1.2.3.2' }) })).toMatchObject({ error: { code: 'SIDE_CONFLICT' } })
  })

  it('refuses a side that the case contradicts', async () => {
    const at = await open()
    openCaseJournal(at.database).append({ caseId: 'case-1', baseVersion: 0, step: 'Side', document: { ...emptyCaseDocument, study: { ...emptyCaseDocument.study, side: 'LEFT' } }, atIso: '2026-11-22T10:00:00.000Z' })
    expect(await at.services['record.create']({ seriesUid: SERIES, side: 'RIGHT', level: 'C1-2' })).toMatchObject({ ok: false, error: { code: 'SIDE_CONFLICT' } })
  })

  it('of a series that is not in the library is a fault', async () => {
    const at = await open()
    expect(await at.services['record.create']({ seriesUid: '9.9', side: 'LEFT', level: 'C1-2' })).toMatchObject({ ok: false, error: { code: 'UNKNOWN_SERIES' } })
  })
})

describe('the case of a record', () => {
  it('knows its record and counts its key images', async () => {
    const at = await open()
    const cases = createCaseServices({ ports: { clock: { now: () => new Date(), monotonicMs: () => 0 } }, database: at.database, source: buildImageSource([buildSeriesSummary()]), emit: () => undefined })
    expect(await cases['case.list']({})).toMatchObject({ value: { cases: [{ caseId: 'case-1', keyImages: 0 }] } })
    const recordId = await begin(at)
    await addKeyImage(at, recordId)
    expect(await cases['case.list']({})).toMatchObject({ value: { cases: [{ caseId: 'case-1', keyImages: 1, stage: 'study' }] } })
    expect(await cases['case.get']({ caseId: 'case-1' })).toMatchObject({ value: { recordId } })
  })
})

describe('record.append', () => {
  it('keeps a key image with its picture through a restart', async () => {
    const first = await open()
    const recordId = await begin(first)
    const { png } = buildPng(40, 30)
    const event = buildKeyImage({ blobId: first.putBlob(png) }, { title: 'Tip in the joint' })
    const saved = await first.services['record.append']({ recordId, event, actor: 'Dr B. Weber' })
    expect(saved).toMatchObject({ ok: true, value: { seq: 1 } })
    const second = await reopen(first)
    expect(await second.services['record.get']({ recordId })).toMatchObject({
      value: { state: { keyImages: [{ keyImageId: event.keyImageId, title: 'Tip in the joint', actor: 'Dr B. Weber', removed: false, picture: { columns: 40, rows: 30, byteLength: png.length }, sourceLossy: null }] } },
    })
    const stream = await second.streams['record.picture']({ recordId, keyImageId: event.keyImageId })
    expect(stream.ok && await readStream(stream.value.chunks)).toEqual(png)
    expect(await second.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true, brokenAt: null } })
  })

  it('keeps what the header of the source says of showing it', async () => {
    const image = buildImageDescription({ pixelIntensityRelationship: 'LOG' })
    const at = await open({ imagesOf: { '1.2.3.1': [image] } })
    const recordId = await begin(at)
    await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(4, 3).png) }) })
    const read = await at.services['record.get']({ recordId })
    expect(read.ok && read.value.state.keyImages[0]?.source).toEqual({
      rows: 512, columns: 512, frames: 1, colour: false, plane: null, pixelAspect: 1, rescale: { slope: 1, intercept: -1024, type: 'HU' }, modalityTable: false,
      windowFunction: 'LINEAR', lowIsBright: false, intensity: 'LOG', intensitySign: null, shutter: null, stored: { bits: 12, signed: false },
    })
  })

  it('keeps a loop beside its poster picture through a restart, plays it, and notices when it was changed', async () => {
    const first = await open()
    const recordId = await begin(first)
    const film = Uint8Array.from([0, 0, 0, 8, ...Buffer.from('ftypisom'), 1, 2, 3])
    const facts = { contentType: 'video/mp4', firstFrame: 0, lastFrame: 39, durationMs: 5000 } as const
    const event = buildKeyImage({ blobId: first.putBlob(buildPng(40, 30).png) }, { loop: { file: { blobId: first.putBlob(film) }, ...facts } })
    expect(await first.services['record.append']({ recordId, event })).toMatchObject({ ok: true, value: { keyImageNumber: 1 } })
    const second = await reopen(first)
    const got = await second.services['record.get']({ recordId })
    expect(got).toMatchObject({ value: { state: { keyImages: [{ loop: { ...facts, byteLength: film.length } }] } } })
    const stream = await second.streams['record.loop']({ recordId, keyImageId: event.keyImageId })
    expect(stream).toMatchObject({ ok: true, value: { contentType: 'video/mp4' } })
    expect(stream.ok && await readStream(stream.value.chunks)).toEqual(film)
    expect(await second.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true } })
    const sha256 = got.ok ? got.value.state.keyImages[0]?.loop?.sha256 ?? '' : ''
    await chmod(second.objects.pathOf(sha256), 0o600)
    await writeFile(second.objects.pathOf(sha256), Uint8Array.from([...film, 4]))
    expect(await second.services['record.verify']({ recordId })).toMatchObject({ value: { intact: false, brokenAt: 1, note: expect.stringContaining('loop') } })
  })

  it('takes no loop that is not the film it says it is', async () => {
    const at = await open()
    const recordId = await begin(at)
    const event = buildKeyImage({ blobId: at.putBlob(buildPng(40, 30).png) }, { loop: { file: { blobId: at.putBlob(Uint8Array.from(Buffer.from('<!doctype html>'))) }, contentType: 'video/webm', firstFrame: 0, lastFrame: 1, durationMs: 100 } })
    expect(await at.services['record.append']({ recordId, event })).toMatchObject({ ok: false, error: { code: 'BAD_PICTURE' } })
  })

  it('reads the picture of a script from a file', async () => {
    const at = await open()
    const recordId = await begin(at)
    const file = path.join(at.directory, 'key.png')
    await writeFile(file, buildPng(8, 6).png)
    expect(await at.services['record.append']({ recordId, event: buildKeyImage({ path: file }) })).toMatchObject({ ok: true, value: { seq: 1 } })
  })

  it('takes, removes, restores and captions key images, and lists count the ones that are shown', async () => {
    const at = await open()
    const recordId = await begin(at)
    const [a, b] = [randomUUID(), randomUUID()]
    await addKeyImage(at, recordId, { keyImageId: a })
    await addKeyImage(at, recordId, { keyImageId: b }, 2)
    await at.services['record.append']({ recordId, event: { kind: 'keyImageRemoved', keyImageId: a } })
    expect(await at.services['record.list']({ caseId: 'case-1' })).toMatchObject({ value: { records: [{ keyImages: 1 }] } })
    await at.services['record.append']({ recordId, event: { kind: 'keyImageRestored', keyImageId: a } })
    await at.services['record.append']({ recordId, event: { kind: 'captionChanged', keyImageId: b, caption: 'Contrast in the joint' } })
    expect(await at.services['record.list']({})).toMatchObject({ value: { records: [{ keyImages: 2 }] } })
    expect(await at.services['record.list']({ caseId: 'nobody' })).toEqual({ ok: true, value: { records: [] } })
    expect(await at.services['record.get']({ recordId })).toMatchObject({ value: { state: { keyImages: [{ keyImageId: a, removed: false }, { keyImageId: b, caption: 'Contrast in the joint' }] } } })
  })

  it('sent again with the same id after a lost answer gives the same answer and no second image', async () => {
    const at = await open()
    const recordId = await begin(at)
    const keyImageId = randomUUID()
    const first = await addKeyImage(at, recordId, { keyImageId })
    expect(await addKeyImage(at, recordId, { keyImageId })).toEqual(first)
    expect(await at.services['record.list']({})).toMatchObject({ value: { records: [{ keyImages: 1 }] } })
  })

  it('keeps the order of key images that are saved at the same time', async () => {
    const at = await open()
    const recordId = await begin(at)
    const answers = await Promise.all(Array.from({ length: 12 }, (_, seed) => addKeyImage(at, recordId, {}, seed)))
    expect(answers.map((answer) => answer.ok && answer.value.seq).sort((x, y) => Number(x) - Number(y))).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
    // The first event began the record, so the number of each picture is that of its event.
    for (const answer of answers) expect(answer).toMatchObject({ value: { keyImageNumber: answer.ok ? answer.value.seq : null } })
    expect(await at.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' } })).toMatchObject({ value: { keyImageNumber: null } })
    expect(await at.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true } })
  })

  it.each([
    { given: undefined, operator: '', actor: 'operator not stated' },
    { given: undefined, operator: 'Dr A. Cruz', actor: 'Dr A. Cruz' },
    { given: '  ', operator: 'Dr A. Cruz', actor: 'Dr A. Cruz' },
    { given: 'Fellow', operator: 'Dr A. Cruz', actor: 'Fellow' },
  ])('names "$actor" when told "$given" and the operator is "$operator"', async ({ given, operator, actor }) => {
    const at = await open()
    openSettings(at.database).change({ operator })
    const recordId = await begin(at)
    await at.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'LEFT', level: 'C1-2' }, ...(given === undefined ? {} : { actor: given }) })
    const got = await at.services['record.get']({ recordId })
    expect(got.ok && got.value.events.at(-1)?.actor).toBe(actor)
  })

  const series = [buildSeriesSummary(), buildSeriesSummary({ caseId: 'case-2', seriesUid: '5.5', studyUid: '5' }), buildSeriesSummary({ seriesUid: '1.2.3.2', laterality: 'R' })]
  it.each([
    { name: 'a record that is not here', code: 'UNKNOWN_RECORD', recordId: randomUUID(), change: {} },
    { name: 'a series that is not here', code: 'UNKNOWN_SERIES', change: { seriesUid: '7.7' } },
    { name: 'a study that is not the one of its series', code: 'UNKNOWN_SERIES', change: { studyUid: '7.7' } },
    { name: 'a series of another patient', code: 'OTHER_PATIENT', change: { seriesUid: '5.5', studyUid: '5' } },
    { name: 'the other side', code: 'SIDE_CONFLICT', change: { side: 'RIGHT' as const } },
    { name: 'images that say the other side', code: 'SIDE_CONFLICT', change: { seriesUid: '1.2.3.2' } },
  ])('refuses a key image of $name ($code) and keeps nothing of it', async ({ code, recordId, change }) => {
    const at = await open({ series })
    const own = await begin(at)
    expect(await addKeyImage(at, recordId ?? own, change)).toMatchObject({ ok: false, error: { code } })
    expect(await at.services['record.get']({ recordId: own })).toMatchObject({ value: { state: { events: 1, keyImages: [] } } })
  })

  it('refuses an instance that its series does not hold', async () => {
    const at = await open({ imagesOf: { [SERIES]: [] } })
    expect(await addKeyImage(at, await begin(at))).toMatchObject({ ok: false, error: { code: 'UNKNOWN_SERIES' } })
  })

  const { png } = buildPng(16, 12)
  const flipped = png.slice()
  flipped.set([(png[60] ?? 0) ^ 1], 60)
  it.each([
    { name: 'no PNG', bytes: new TextEncoder().encode('not a picture') },
    { name: 'empty', bytes: new Uint8Array(0) },
    { name: 'cut short', bytes: png.slice(0, -20) },
    { name: 'flipped in one bit', bytes: flipped },
    { name: 'followed by something else', bytes: new Uint8Array([...png, 0]) },
    { name: 'a bare signature', bytes: png.slice(0, 8) },
  ])('refuses a picture that is $name', async ({ bytes }) => {
    const at = await open()
    const recordId = await begin(at)
    expect(await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(bytes) }) })).toMatchObject({ ok: false, error: { code: 'BAD_PICTURE' } })
  })

  it('refuses a picture that never arrived, a file that is away, a folder, and a file it may not read', async () => {
    const at = await open({ access: { mayRead: (name) => !name.includes('secret'), mayWrite: () => true } })
    const recordId = await begin(at)
    const append = (picture: Parameters<typeof buildKeyImage>[0]) => at.services['record.append']({ recordId, event: buildKeyImage(picture) })
    expect(await append({ blobId: randomUUID() })).toMatchObject({ error: { code: 'BAD_PICTURE' } })
    expect(await append({ path: path.join(at.directory, 'nothing.png') })).toMatchObject({ error: { code: 'BAD_PICTURE' } })
    expect(await append({ path: at.directory })).toMatchObject({ error: { code: 'BAD_PICTURE' } })
    expect(await append({ path: '/secret/key.png' })).toMatchObject({ error: { code: 'NOT_PERMITTED' } })
  })

  it('refuses to remove, restore or caption a key image that the record does not hold', async () => {
    const at = await open()
    const recordId = await begin(at)
    const keyImageId = randomUUID()
    for (const event of [{ kind: 'keyImageRemoved', keyImageId }, { kind: 'keyImageRestored', keyImageId }, { kind: 'captionChanged', keyImageId, caption: '' }] as const) {
      expect(await at.services['record.append']({ recordId, event })).toMatchObject({ error: { code: 'UNKNOWN_KEY_IMAGE' } })
    }
  })

  it('refuses another picture under an id that is taken', async () => {
    const at = await open()
    const recordId = await begin(at)
    const keyImageId = randomUUID()
    await addKeyImage(at, recordId, { keyImageId })
    expect(await addKeyImage(at, recordId, { keyImageId, frame: 3 }, 2)).toMatchObject({ error: { code: 'UNKNOWN_KEY_IMAGE' } })
  })

  it('refuses a contrast answer seen on another patient', async () => {
    const at = await open({ series })
    const recordId = await begin(at)
    expect(await at.services['record.append']({ recordId, event: { kind: 'contrastAssessed', assessment: { seriesUid: '5.5', subtraction: null, seenFrames: [1], patterns: ['venous'], vesselFilling: 'yes', decision: 'abort', comment: '' } } }))
      .toMatchObject({ error: { code: 'OTHER_PATIENT' } })
    const looks = [{ what: 'peak' as const, seriesUid: '5.5', run: 0, atIso: '2026-11-22T10:00:00.000Z' }]
    expect(await at.services['record.append']({ recordId, event: { kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [1], patterns: [], vesselFilling: null, decision: 'abort', comment: '', looks } } }))
      .toMatchObject({ error: { code: 'OTHER_PATIENT' } })
  })

  it('says that nothing is saved when the disk cannot take the picture, or the event', async () => {
    const at = await open()
    const recordId = await begin(at)
    await rm(path.join(at.directory, 'objects'), { recursive: true })
    expect(await addKeyImage(at, recordId)).toMatchObject({ error: { code: 'STORAGE_FAILED' } })
    at.database.prepare('PRAGMA query_only = 1').run()
    expect(await at.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'LEFT', level: 'C1-2' } })).toMatchObject({ error: { code: 'STORAGE_FAILED' } })
    at.database.prepare('PRAGMA query_only = 0').run()
    expect(await at.services['record.get']({ recordId })).toMatchObject({ value: { state: { events: 1 } } })
  })
})

describe('record.verify', () => {
  const tampered = async (sql: string): Promise<{ at: RecordBench; recordId: string }> => {
    const at = await open()
    const recordId = await begin(at)
    for (let seed = 1; seed <= 3; seed += 1) await addKeyImage(at, recordId, {}, seed)
    at.database.prepare('DROP TRIGGER record_events_are_not_changed').run()
    at.database.prepare('DROP TRIGGER record_events_are_not_deleted').run()
    at.database.prepare(sql).run()
    return { at, recordId }
  }

  it.each([
    { name: 'a word of an event was changed', sql: `UPDATE record_events SET line = replace(line, 'Path A', 'Path B') WHERE seq = 2`, brokenAt: 2 },
    { name: 'white space was added', sql: `UPDATE record_events SET line = line || ' ' WHERE seq = 1`, brokenAt: 1 },
    { name: 'an event was taken out', sql: 'DELETE FROM record_events WHERE seq = 1', brokenAt: 1 },
    { name: 'the last event was cut off', sql: 'DELETE FROM record_events WHERE seq = 3', brokenAt: 3 },
    { name: 'all events are gone', sql: 'DELETE FROM record_events', brokenAt: 0 },
    { name: 'an event is of a later version', sql: `UPDATE record_events SET line = replace(line, '"schemaVersion":1', '"schemaVersion":2') WHERE seq = 3`, brokenAt: 3 },
    { name: 'an event cannot be read', sql: `UPDATE record_events SET line = '{' WHERE seq = 0`, brokenAt: 0 },
    { name: 'events changed places', sql: 'UPDATE record_events SET seq = CASE seq WHEN 1 THEN 12 WHEN 2 THEN 11 ELSE seq END WHERE seq IN (1, 2)', brokenAt: 1 },
  ])('finds that $name', async ({ sql, brokenAt }) => {
    const { at, recordId } = await tampered(sql)
    expect(await at.services['record.verify']({ recordId })).toMatchObject({ value: { intact: false, brokenAt } })
    expect(await at.services['record.get']({ recordId })).toMatchObject({ error: { code: 'BROKEN_RECORD' } })
    expect(await at.services['record.export']({ recordId, directory: path.join(at.directory, 'out') })).toMatchObject({ error: { code: 'BROKEN_RECORD' } })
    expect(await addKeyImage(at, recordId)).toMatchObject({ error: { code: 'STORAGE_FAILED' } })
  })

  it.each([
    { name: 'changed', damage: (file: string) => writeFile(file, new Uint8Array([1])) },
    { name: 'gone', damage: (file: string) => rm(file) },
  ])('finds a picture that is $name, and neither shows nor exports it', async ({ damage }) => {
    const at = await open()
    const recordId = await begin(at)
    const keyImageId = randomUUID()
    await addKeyImage(at, recordId, {}, 1)
    await addKeyImage(at, recordId, { keyImageId }, 2)
    const got = await at.services['record.get']({ recordId })
    await damage(at.objects.pathOf(got.ok ? got.value.state.keyImages[1]?.picture.sha256 ?? '' : ''))
    expect(await at.services['record.verify']({ recordId })).toMatchObject({ value: { intact: false, brokenAt: 2 } })
    expect(await at.streams['record.picture']({ recordId, keyImageId })).toMatchObject({ error: { code: 'UNREADABLE' } })
    expect(await at.services['record.export']({ recordId, directory: path.join(at.directory, 'out') })).toMatchObject({ error: { code: 'BROKEN_RECORD' } })
  })

  it('is helped by a database that refuses to change or delete an event', async () => {
    const at = await open()
    await begin(at)
    expect(() => at.database.prepare(`UPDATE record_events SET line = ''`).run()).toThrow('append-only')
    expect(() => at.database.prepare('DELETE FROM record_events').run()).toThrow('append-only')
  })
})

describe('a record that is not here', () => {
  const recordId = randomUUID()
  it.each(['record.get', 'record.verify', 'record.export'] as const)('is a fault of %s', async (method) => {
    const at = await open()
    expect(await at.services[method]({ recordId })).toMatchObject({ ok: false, error: { code: 'UNKNOWN_RECORD' } })
  })

  it('has no picture to show', async () => {
    const at = await open()
    expect(await at.streams['record.picture']({ recordId, keyImageId: recordId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await at.streams['record.picture']({ recordId: await begin(at), keyImageId: recordId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})
