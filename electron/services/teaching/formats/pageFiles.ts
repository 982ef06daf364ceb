import { casePage, type PagePicture } from '#shared/teaching/formats/casePage.ts'
import { mircDocument, type MircPicture } from '#shared/teaching/formats/mircDocument.ts'
import type { PageCase } from '#shared/teaching/formats/pageParts.ts'
import { caseTitle, type CaseFolder, type OutputFile } from './caseFolder.ts'
import type { FramePicture } from './framePictures.ts'

export type PicturesOf = (one: CaseFolder) => AsyncIterable<FramePicture>

const textFile = (path: string, kind: OutputFile['kind'], text: string): OutputFile => ({ path, kind, bytes: async () => new TextEncoder().encode(text) })
const pageCaseOf = ({ teachingCase, answers, author }: CaseFolder): PageCase => ({ number: caseTitle(teachingCase.number), teachingCase, answers, author })
const picturePath = (prefix: string, number: number): string => `${prefix}P${String(number).padStart(4, '0')}.png`

/** A film that the page made of a run of a released case. */
export type CaseLoop = { readonly teachingCaseId: string; readonly place: string; readonly ending: '.mp4' | '.webm'; readonly bytes: Uint8Array }

/** Numbered PNG slides, the annotated ones last, and the loops of the runs. */
export async function* slideFiles(cases: readonly CaseFolder[], picturesOf: PicturesOf, loops: readonly CaseLoop[]): AsyncGenerator<OutputFile> {
  for (const one of cases) {
    const prefix = cases.length === 1 ? '' : `${one.name}/`
    let number = 0
    for await (const { png } of picturesOf(one)) yield { path: picturePath(prefix, (number += 1)), kind: 'PNG', bytes: async () => png }
    for (const [at, { ending, bytes }] of loops.filter(({ teachingCaseId }) => teachingCaseId === one.teachingCase.teachingCaseId).entries()) yield { path: `${prefix}L${String(at + 1).padStart(4, '0')}${ending}`, kind: 'LOOP', bytes: async () => bytes }
  }
}

/** A document of MIRC for each case, with its pictures beside it. */
export async function* mircFiles(cases: readonly CaseFolder[], picturesOf: PicturesOf): AsyncGenerator<OutputFile> {
  for (const one of cases) {
    const prefix = cases.length === 1 ? '' : `${one.name}/`
    const pictures: MircPicture[] = []
    for await (const { png, words, isAnswer } of picturesOf(one)) {
      const path = picturePath('', pictures.length + 1)
      pictures.push({ path, words, isAnswer })
      yield { path: `${prefix}${path}`, kind: 'PNG', bytes: async () => png }
    }
    yield textFile(`${prefix}${one.name}.xml`, 'MIRC', mircDocument(pageCaseOf(one), pictures))
  }
}

/** A page for each case, its pictures inside it. */
export async function* webFiles(cases: readonly CaseFolder[], picturesOf: PicturesOf): AsyncGenerator<OutputFile> {
  for (const one of cases) {
    const pictures: PagePicture[] = []
    for await (const { png, words, isAnswer } of picturesOf(one)) pictures.push({ dataUri: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, words, isAnswer })
    yield textFile(`${one.name}.html`, 'HTML', casePage(pageCaseOf(one), pictures))
  }
}
