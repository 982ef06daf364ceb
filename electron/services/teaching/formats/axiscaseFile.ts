import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import { canonicalOf } from '#electron/services/teaching/caseStore.ts'
import { writeZip } from '#electron/services/teaching/zip/writeZip.ts'
import { AXISCASE_ENDING, type AxiscaseManifest } from '#shared/teaching/axiscase.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import type { CaseFolder, OutputFile } from './caseFolder.ts'
import { joined } from './dicomDirectory.ts'

type Member = { readonly path: string; readonly sha256: string; readonly byteLength: number; readonly bytes: () => Promise<Uint8Array> }

/** Cases with their files in one ZIP, the manifest first. What `answers` a folder does not carry is not in it in any form. */
export function axiscaseFile(name: string, cases: readonly CaseFolder[], set: TeachingSet | null): OutputFile {
  return {
    path: `${name}${AXISCASE_ENDING}`, kind: 'AXISCASE',
    bytes: async () => {
      const { manifest, members } = contentOf(cases, set)
      const parts: Uint8Array[] = []
      for await (const chunk of writeZip(entriesOf(manifest, members))) parts.push(chunk)
      return joined(parts)
    },
  }
}

async function* entriesOf(manifest: AxiscaseManifest, members: readonly Member[]): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  yield { path: 'manifest.json', bytes: new TextEncoder().encode(canonicalOf(manifest)) }
  for (const { path, bytes } of members) yield { path, bytes: await bytes() }
}

function contentOf(cases: readonly CaseFolder[], set: TeachingSet | null): { readonly manifest: AxiscaseManifest; readonly members: readonly Member[] } {
  const folders = cases.map((one, index) => ({ one, folder: `cases/${String(index + 1)}` }))
  const members = [
    ...(set === null ? [] : [jsonMember('set.json', leaving(set))]),
    ...folders.flatMap(({ one: { teachingCase, answers, files, read }, folder }): Member[] => [
      jsonMember(`${folder}/case.json`, teachingCase),
      ...(answers === null ? [] : [jsonMember(`${folder}/answers.json`, answers)]),
      ...files.map((file): Member => ({ path: `${folder}/files/${file.path}`, sha256: file.sha256, byteLength: file.bytes, bytes: () => read(file) })),
    ]),
  ]
  return {
    members,
    manifest: {
      kind: 'axiscase', schemaVersion: 1, writtenBy: 'Axis Guide', set: set === null ? null : { path: 'set.json', setId: set.setId, version: set.version },
      cases: folders.map(({ one: { teachingCase: { teachingCaseId, version }, sha256, answers }, folder }) => (
        { teachingCaseId, version, sha256, casePath: `${folder}/case.json`, answersPath: answers === null ? null : `${folder}/answers.json`, folder: `${folder}/files` })),
      files: members.map(({ path, sha256, byteLength }) => ({ path, sha256, bytes: byteLength })),
    },
  }
}

/** Who looked at the title is somebody of this installation. */
const leaving = ({ titleAcceptedBy: _stays, ...set }: TeachingSet): TeachingSet => set

function jsonMember(path: string, content: unknown): Member {
  const bytes = new TextEncoder().encode(canonicalOf(content))
  return { path, sha256: sha256OfBytes(bytes), byteLength: bytes.length, bytes: async () => bytes }
}
