import type { z } from 'zod'
import { sha256OfBytes, sha256OfText } from '#electron/services/storage/sha256.ts'
import { setHash } from '#electron/services/teaching/setStore.ts'
import { openZip, type OpenZip, type ZipEntry } from '#electron/services/teaching/zip/readZip.ts'
import { answerLayer, type AnswerLayer } from '#shared/teaching/answerLayer.ts'
import { axiscaseManifest, type AxiscaseManifest } from '#shared/teaching/axiscase.ts'
import { teachingCase, teachingSet, type CaseFile, type TeachingCase, type TeachingSet } from '#shared/teaching/teachingCase.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type ArrivedCase = { readonly teachingCase: TeachingCase; readonly sha256: string; readonly answers: AnswerLayer | null; readonly files: readonly CaseFile[]; readonly read: (file: CaseFile) => Promise<Uint8Array | null> }
/** A teaching file of which every byte is what its manifest says. */
export type ArrivedFile = { readonly cases: readonly ArrivedCase[]; readonly set: TeachingSet | null; readonly close: () => Promise<void> }

const MOST_JSON_BYTES = 64 << 20
const MOST_FILE_BYTES = 2 ** 31 - 1
const refused = (message: string) => err('REFUSED', message)
const CHANGED = 'This set is not as it was written: a file in it was changed, is missing or was added. Nothing was taken in. Ask for it again where it was made.'
const OTHER_VERSION = 'This set was written by another version of Axis Guide than this one can read. Nothing was taken in. Update Axis Guide here, or ask for it as this version writes it.'

/** Opens a .axiscase file and checks all of it before anything is believed. */
export async function readAxiscase(filePath: string): Promise<Result<ArrivedFile, Fault<'REFUSED'>>> {
  const zip = await openZip(filePath)
  if (!zip.ok) return refused(zip.error.message)
  const read = await readAll(zip.value)
  if (read.ok) return ok({ ...read.value, close: zip.value.close })
  await zip.value.close()
  return read
}

async function readAll(zip: OpenZip): Promise<Result<Omit<ArrivedFile, 'close'>, Fault<'REFUSED'>>> {
  const byPath = new Map(zip.entries.map((entry) => [entry.path, entry]))
  const manifest = await readManifest(zip, byPath)
  if (!manifest.ok) return manifest
  const { value } = manifest
  const listed = new Map(value.files.map((file) => [file.path, file]))
  // Neither more nor less than the manifest names, and each as long as it says, before one of them is unpacked.
  if (listed.size !== value.files.length || zip.entries.length !== listed.size + 1) return refused(CHANGED)
  for (const { path, bytes } of value.files) {
    if (bytes > MOST_FILE_BYTES || byPath.get(path)?.bytes !== bytes) return refused(CHANGED)
  }
  for (const { path, sha256 } of value.files) {
    const entry = byPath.get(path)
    const bytes = entry === undefined ? null : await zip.read(entry)
    if (bytes === null || sha256OfBytes(bytes) !== sha256) return refused(CHANGED)
  }
  const cases: ArrivedCase[] = []
  for (const one of value.cases) {
    const arrived = await readCase(zip, byPath, listed, one)
    if (!arrived.ok) return arrived
    cases.push(arrived.value)
  }
  if (value.set === null) return ok({ cases, set: null })
  const set = await readJson(zip, byPath.get(value.set.path), teachingSet)
  if (!set.ok) return set
  return setHolds(set.value.content, cases) ? ok({ cases, set: set.value.content }) : refused(CHANGED)
}

async function readManifest(zip: OpenZip, byPath: ReadonlyMap<string, ZipEntry>): Promise<Result<AxiscaseManifest, Fault<'REFUSED'>>> {
  if (zip.entries[0]?.path !== 'manifest.json') return refused('This is not a teaching file of Axis Guide: it does not begin with a manifest. Choose a file that ends with .axiscase.')
  const manifest = await readJson(zip, byPath.get('manifest.json'), axiscaseManifest)
  return manifest.ok ? ok(manifest.value.content) : manifest
}

async function readCase(zip: OpenZip, byPath: ReadonlyMap<string, ZipEntry>, listed: ReadonlyMap<string, CaseFile>, stated: AxiscaseManifest['cases'][number]): Promise<Result<ArrivedCase, Fault<'REFUSED'>>> {
  const found = await readJson(zip, byPath.get(stated.casePath), teachingCase)
  if (!found.ok) return found
  const { content, sha256 } = found.value
  if (sha256 !== stated.sha256 || content.teachingCaseId !== stated.teachingCaseId || content.version !== stated.version) return refused(CHANGED)
  const answers = stated.answersPath === null ? ok(null) : await readJson(zip, byPath.get(stated.answersPath), answerLayer)
  if (!answers.ok) return answers
  if (answers.value !== null && (answers.value.sha256 !== content.answersSha256 || answers.value.content.teachingCaseId !== content.teachingCaseId)) return refused(CHANGED)
  const files = [...content.files, ...answers.value?.content.files ?? []]
  const placeOf = ({ path }: CaseFile): string => `${stated.folder}/${path}`
  // The case's own list is what was released; the manifest must not put other bytes in its place.
  if (files.some((file) => listed.get(placeOf(file))?.sha256 !== file.sha256)) return refused(CHANGED)
  return ok({
    teachingCase: content, sha256, answers: answers.value?.content ?? null, files,
    read: async (file) => {
      const entry = byPath.get(placeOf(file))
      const bytes = entry === undefined ? null : await zip.read(entry)
      return bytes !== null && sha256OfBytes(bytes) === file.sha256 ? bytes : null
    },
  })
}

const setHolds = (set: TeachingSet, cases: readonly ArrivedCase[]): boolean => set.sha256 === setHash(set) && set.lockedAtIso !== null
  && set.cases.length === cases.length && set.cases.every(({ sha256 }, at) => cases[at]?.sha256 === sha256)

/** A JSON file of the archive with its hash, which is that of its bytes: they are canonical. */
async function readJson<S extends z.ZodType>(zip: OpenZip, entry: ZipEntry | undefined, schema: S): Promise<Result<{ readonly content: z.output<S>; readonly sha256: string }, Fault<'REFUSED'>>> {
  if (entry === undefined || entry.bytes > MOST_JSON_BYTES) return refused(CHANGED)
  const bytes = await zip.read(entry)
  if (bytes === null) return refused(CHANGED)
  const text = new TextDecoder().decode(bytes)
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return refused(CHANGED)
  }
  const content = schema.safeParse(raw)
  if (content.success) return ok({ content: content.data, sha256: sha256OfText(text) })
  const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : 1
  return version === 1 ? refused(CHANGED) : refused(OTHER_VERSION)
}
