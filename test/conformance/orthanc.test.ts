import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exportSigned } from '#test/builders/exportedRecord.ts'
import { findOrthanc, startOrthanc, type Orthanc } from '#test/builders/orthanc.ts'

const binary = findOrthanc()
const hasDcmtk = ['storescu', 'dcmdump'].every((tool) => spawnSync(tool, ['--version']).error === undefined)
const why = binary === null ? ' (skipped: Orthanc is not installed)' : hasDcmtk ? '' : ' (skipped: dcmtk is not installed)'

/** PS3.5 6.2: 64 characters in each group of a name. */
const names = [`Kim^Cheol=${'김'.repeat(61)}^철수`, `${'محمد'.repeat(15)}^علي`] as const
/** Tree of the data set as a second reader sees it, element for element with all values: a sequence may be written with its length or with an end, which says the same (PS3.5 7.5.2). */
const tree = (file: string): string => {
  const { stdout, status, stderr } = spawnSync('dcmdump', ['+U8', '+L', '-M', '+R', '4096', file], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(stderr)
  return stdout.slice(stdout.indexOf('# Dicom-Data-Set')).replaceAll(/ +#.*$/gm, '').replaceAll(/ *\(fffe,e0[0d]d\).*\n|\((Sequence|Item) with \w+ length$/gm, '')
}

/** Every object that a data set names, at any depth. */
function referenced(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referenced)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'ReferencedSOPInstanceUID' && typeof inner === 'string' ? [inner] : referenced(inner)))
}

describe.skipIf(why !== '').each(names)(`the record of %s in an archive${why}`, (patientName) => {
  let folder = ''
  let archive: Orthanc
  let exported: Awaited<ReturnType<typeof exportSigned>>
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'axis-orthanc-'))
    exported = await exportSigned(path.join(folder, 'record'), patientName)
    await mkdir(path.join(folder, 'archive'))
    archive = await startOrthanc(binary ?? '', path.join(folder, 'archive'))
  }, 60_000)
  afterAll(async () => {
    await archive.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const idOf = async (uid: string): Promise<string> => z.array(z.looseObject({ ID: z.string(), Type: z.string() })).parse(await (await archive.post('/tools/lookup', uid)).json()).find(({ Type }) => Type === 'Instance')?.ID ?? ''
  const stored = async (uid: string): Promise<Uint8Array> => new Uint8Array(await (await archive.get(`/instances/${await idOf(uid)}/file`)).arrayBuffer())

  it('comes back as the same files, byte for byte, when it was handed over as files', async () => {
    expect(new Set(exported.objects.map(({ kind }) => kind))).toEqual(new Set(['SC', 'GSPS', 'KOS', 'SR', 'PDF']))
    for (const { file, uid } of exported.objects) {
      const bytes = new Uint8Array(await readFile(file))
      await archive.post('/instances', bytes)
      expect(Buffer.from(await stored(uid)).equals(bytes), path.basename(file)).toBe(true)
      await archive.remove(`/instances/${await idOf(uid)}`)
    }
  })

  it('comes back with every element as it was, when it was sent over the network', async () => {
    const files = [...exported.sources, ...exported.objects.map(({ file }) => file)]
    const { status, stdout, stderr } = spawnSync('storescu', ['-R', '-aec', 'ARCHIVE', '127.0.0.1', String(archive.dicomPort), ...files], { encoding: 'utf8' })
    expect([status, `${stdout}${stderr}`]).toEqual([0, ''])
    for (const { file, uid } of exported.objects) {
      const back = path.join(folder, 'back.dcm')
      await writeFile(back, await stored(uid))
      expect(tree(back), path.basename(file)).toBe(tree(file))
    }
  })

  it('is one study of the patient there, in which every object that is named is found', async () => {
    const found = z.array(z.looseObject({ Series: z.array(z.string()), PatientMainDicomTags: z.looseObject({ PatientName: z.string() }) }))
      .parse(await (await archive.post('/tools/find', JSON.stringify({ Level: 'Study', Query: { PatientName: patientName }, Expand: true }))).json())
    expect(found.map(({ PatientMainDicomTags, Series }) => [PatientMainDicomTags.PatientName, Series.length])).toEqual([[patientName, 7]])
    const named = new Set<string>()
    for (const { uid } of exported.objects) for (const each of referenced(await (await archive.get(`/instances/${await idOf(uid)}/tags?simplify`)).json())) named.add(each)
    expect(named.size).toBeGreaterThanOrEqual(6)
    const gone: string[] = []
    for (const uid of named) if (await idOf(uid) === '') gone.push(uid)
    expect(gone).toEqual([])
  })
})
