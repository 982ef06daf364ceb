import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import dicomParser from 'dicom-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attributeOf, copyWithoutIdentity, createIdentityKey, createResidueSearch, createSurvey, collectWords, decisionsOf, readWholeObject, type CopiedObject, type WholeObject } from '#electron/services/teaching/deidentify/index.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { plantedCase, type PlantedCase, type PlantedObject } from '#test/builders/plantedObjects.ts'
import { statedUids, strayReferences, unmetUids } from '#test/builders/statedUids.ts'

/** Of thirteen objects each. */
const CASES = 16
const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined
const folder = mkdtempSync(path.join(tmpdir(), 'axis-deid-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

const key = createIdentityKey(new Uint8Array(32).fill(9))
const options = deidentifyOptions.parse({})
type Copy = { readonly original: PlantedObject; readonly whole: WholeObject; readonly copy: CopiedObject; readonly file: string }
type Copied = { readonly planted: PlantedCase; readonly copies: readonly Copy[]; readonly find: (name: string, bytes: Uint8Array) => readonly { readonly of: string }[]; readonly daysBack: number }

async function copyCase(seed: number): Promise<Copied> {
  const planted = await plantedCase(seed)
  const survey = createSurvey(options, attributeOf)
  const wholes = planted.objects.map(({ name, bytes }) => {
    const whole = readWholeObject(bytes)
    if (!whole.ok) throw new Error(`${name}: ${whole.error.message}`)
    const added = survey.add(whole.value.dataSet)
    if (!added.ok) throw new Error(`${name}: ${added.error.message}`)
    return whole.value
  })
  const daysBack = key.daysBackOf(survey.patient())
  const words = collectWords()
  const copies = planted.objects.map((original, index): Copy => {
    const whole = wholes[index]
    if (whole === undefined) throw new Error(original.name)
    const copy = copyWithoutIdentity(whole, { options, key, daysBack, patient: { name: `TEACHING CASE ${seed}`, id: `TC${seed}` }, names: survey.names(), decide: decisionsOf([]), dictionary: attributeOf, done: { pixels: true, features: true } })
    if (!copy.ok) throw new Error(`${original.name}: ${copy.error.message}`)
    words.add(copy.value, whole.characterSets)
    const file = path.join(folder, `${seed}-${original.name}.dcm`)
    writeFileSync(file, copy.value.bytes)
    return { original, whole, copy: copy.value, file }
  })
  const search = createResidueSearch(words.words([`TEACHING CASE ${seed}`, `TC${seed}`]))
  return { planted, copies, daysBack, find: (name, bytes) => search.find({ path: name, bytes }) }
}

let cases: readonly Copied[] = []
beforeAll(async () => { cases = await Promise.all(Array.from({ length: CASES }, (_, seed) => copyCase(seed))) }, 60_000)
const each = function* (): Generator<{ readonly of: Copied; readonly copy: Copy }> {
  for (const of of cases) for (const copy of of.copies) yield { of, copy }
}

/** Every way a string can stand in bytes that needs no knowledge of this app. */
const spellings = (word: string): readonly Buffer[] => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), Buffer.from(word, 'utf16le').swap16(), ...(/^[ -\xff]*$/.test(word) ? [Buffer.from(word, 'latin1')] : [])]
function plantedStrings({ planted: { person, originalUids } }: Copied, { original }: Copy): readonly string[] {
  return [...original.planted, ...person.reads, person.id, person.physician, person.institution, person.birthDate, ...originalUids, '097Y', '20260102', '1.2.999.1', '1.2.999.2']
}

describe('200 data sets with an identity in every place', () => {
  it('are 200, and each of them names somebody', () => {
    const all = [...each()]
    expect(all.length).toBeGreaterThanOrEqual(200)
    const silent = all.filter(({ of, copy: { original } }) => of.find(original.name, original.bytes).length === 0)
    expect(silent.map(({ copy }) => copy.original.name)).toEqual([])
  })

  it('leave no planted string in any byte', () => {
    const left = [...each()].flatMap(({ of, copy }) => {
      const bytes = Buffer.from(copy.copy.bytes)
      return plantedStrings(of, copy).filter((word) => spellings(word).some((spelling) => bytes.includes(spelling))).map((word) => `${path.basename(copy.file)}: ${word}`)
    })
    expect(left).toEqual([])
  })

  it('leave nothing that the search for residues finds', () => {
    expect([...each()].flatMap(({ of, copy }) => of.find(path.basename(copy.file), copy.copy.bytes).map((found) => ({ file: path.basename(copy.file), ...found })))).toEqual([])
  })

  it('would be caught with any one planted string put back', () => {
    const missed = cases.slice(0, 7).flatMap((of) => of.copies.flatMap((copy) => plantedStrings(of, copy)
      .filter((word) => !['097Y', '1.2.999.1', '1.2.999.2'].includes(word) && !isOfHead(copy, word))
      .filter((word) => of.find('x.dcm', Buffer.concat([copy.copy.bytes, Buffer.from([0, ...Buffer.from(word), 0])])).length === 0).map((word) => `${copy.original.name}: ${word}`)))
    expect(missed).toEqual([])
  })

  it('keep their pixels, value by value and fragment by fragment', () => {
    for (const { copy: { original, copy } } of each()) {
      const read = readWholeObject(copy.bytes)
      const value = read.ok ? read.value.dataSet.find(({ tag }) => tag === '7FE00010')?.value : undefined
      const found = value?.kind === 'bytes' ? [value.bytes] : value?.kind === 'fragments' ? value.fragments : null
      expect(found?.map((part) => Buffer.from(part).toString('hex')) ?? null).toEqual(original.pixels?.map((part) => Buffer.from(part).toString('hex')) ?? null)
    }
  })

  it('refer to each other as before: what named an object, a series, a study or a frame of reference of the case names its copy', () => {
    for (const { planted, copies } of cases) {
      const stated = new Set(copies.flatMap(({ copy, original: { name } }) => statedUids(copy.bytes).filter(({ isOwn }) => !isOwn).map(({ tag, uid }) => `${name} ${tag} ${uid}`)))
      expect(planted.references.length).toBeGreaterThan(25)
      expect(planted.references.filter(({ name, tag, uid }) => !stated.has(`${name} ${tag} ${key.uidOf(uid)}`))).toEqual([])
      const bytes = copies.map(({ copy }) => copy.bytes)
      expect(strayReferences(bytes)).toEqual([])
      expect(unmetUids(bytes)).toEqual([...planted.outside.staying, ...planted.outside.cutOff].map((uid) => key.uidOf(uid)).sort())
      expect(new Set(bytes.map((one) => statedUids(one).find(({ isOwn, tag }) => isOwn && tag === '00080018')?.uid)).size).toBe(copies.length)
    }
  })

  it('say what was done, and have dates that are all as many days earlier', () => {
    for (const { of, copy } of each()) {
      const parsed = dicomParser.parseDicom(copy.copy.bytes)
      const day = (text: string): number => Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8))) / 86_400_000
      expect({ removed: parsed.string('x00120062'), name: parsed.string('x00100010'), birth: parsed.string('x00100030') ?? '', temporal: parsed.string('x00280303'), back: day('20260102') - day(parsed.string('x00080020') ?? ''), time: parsed.string('x00080030'), set: parsed.string('x00080005'), preamble: copy.copy.bytes.subarray(0, 128).every((byte) => byte === 0), source: parsed.elements['x00020016'], information: parsed.elements['x00020102'] })
        .toEqual({ removed: 'YES', name: `TEACHING CASE ${cases.indexOf(of)}`, birth: '', temporal: 'MODIFIED', back: of.daysBack, time: '101500', set: 'ISO_IR 192', preamble: true, source: undefined, information: undefined })
    }
  })

  it.skipIf(!has('dciodvfy'))('have no error for dciodvfy, and DCMTK reads them', async () => {
    const run = promisify(execFile)
    const all = [...each()]
    const faults: string[] = []
    const check = async ({ copy: { file } }: (typeof all)[number]): Promise<void> => {
      const verified = await run('dciodvfy', [file]).catch((failed: { readonly stdout: string; readonly stderr: string }) => failed)
      faults.push(...`${verified.stdout}${verified.stderr}`.split('\n').filter((line) => line.startsWith('Error')).map((line) => `${path.basename(file)}: ${line}`))
    }
    for (let at = 0; at < all.length; at += 4) await Promise.all(all.slice(at, at + 4).map(check))
    const dumped = spawnSync('dcmdump', ['-q', ...all.map(({ copy: { file } }) => file)], { encoding: 'utf8', maxBuffer: 1 << 28 })
    expect({ faults, dumped: dumped.status, said: dumped.stderr }).toEqual({ faults: [], dumped: 0, said: '' })
  }, 60_000)
})

/** What stands before the data set is rewritten as a whole, so no attribute's value was taken from there. */
const isOfHead = ({ original, whole }: Copy, word: string): boolean => Buffer.from(whole.head).includes(word) && !Buffer.from(original.bytes.subarray(whole.head.length)).includes(word)
