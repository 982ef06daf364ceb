import { readFile } from 'node:fs/promises'
import { openAccounts } from '#electron/services/user/accounts.ts'
import { recordEventBody, type RecordEvent } from '#shared/procedure/recordEvents.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { cleanDocuments } from '#shared/teaching/deidentification/cleanDocument.ts'
import { deidentify } from '#shared/teaching/deidentification/deidentify.ts'
import type { WordCollector } from '#shared/teaching/deidentification/identityWords.ts'
import { mapStrings } from '#shared/teaching/deidentification/mapStrings.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import { attributeOf, collectWords, createIdentityKey, createResidueSearch, createSurvey, decisionsOf, readWholeObject } from './deidentify/index.ts'
import type { DraftStore, OpenDraft } from './draftStore.ts'
import { caseName, caseTitle } from './formats/caseFolder.ts'
import { soundRecord } from './readDraft.ts'
import { pathsOfSeries, type TeachingParts } from './teachingParts.ts'

/** Objects of a series say the same of whoever they are of: so many of each are read, evenly spaced. */
const OF_SERIES = 4
const OUR_NAMES = ['Axis Guide']

type Titled = Pick<TeachingSet, 'title' | 'cases' | 'titleAcceptedBy'>
/** What a set is called leaves with every copy of it, and is no case’s: it is searched as a case’s own title is. */
export type TitleSearch = (set: Titled) => Promise<Result<null, Fault<'NAMES_SOMEBODY' | 'WORDS_NOT_SEEN'>>>

/**
 * Looks in a title for whoever the cases are of, and for whoever has an account here.
 *
 * @limits  as far as this is known here: cases that were released here, by their records and by what of their originals can be read now
 */
export function createTitleSearch(parts: TeachingParts, drafts: Pick<DraftStore, 'released'>): TitleSearch {
  return async ({ title, cases, titleAcceptedBy }) => {
    const bytes = new TextEncoder().encode(title)
    const finds: { readonly of: string; readonly ordinary: boolean }[] = []
    const look = ({ words, whose }: Words): void => {
      finds.push(...createResidueSearch(words).find({ path: '', bytes }).map(({ of, ordinary }) => ({ of: `${of}${whose}`, ordinary })))
    }
    look(staffOf(parts))
    // One case after the other: its originals are held while it is looked at.
    for (const { teachingCaseId } of cases) look(await originalsOf(parts, drafts.released(teachingCaseId)))
    const naming = placesOf(finds.filter(({ ordinary }) => !ordinary))
    if (naming !== '') return err('NAMES_SOMEBODY', `The title of this set holds a word of ${naming}, and every copy of the set carries its title. Make the set with another title.`)
    const ordinary = placesOf(finds)
    if (ordinary !== '' && titleAcceptedBy === undefined) return err('WORDS_NOT_SEEN', `The title of this set holds an ordinary word that is a name as well: ${ordinary}. Say that nobody is named there, or make the set with another title.`)
    return ok(null)
  }
}

const placesOf = (finds: readonly { readonly of: string }[]): string => [...new Set(finds.map(({ of }) => of))].slice(0, 5).join(', ')

type Words = { readonly words: ReturnType<WordCollector['words']>; readonly whose: string }

function staffOf({ database }: TeachingParts): Words {
  const collector = collectWords()
  collector.add({ taken: openAccounts(database).list().whole.map(({ name }) => ({ of: 'the name of an account of this installation', kind: 'text', value: name })), allowed: [], keptLines: [] }, [])
  return { words: collector.words(OUR_NAMES), whose: '' }
}

async function originalsOf(parts: TeachingParts, draft: OpenDraft | null): Promise<Words> {
  const collector = collectWords()
  if (draft === null) return { words: collector.words(), whose: '' }
  const { facts: { number, recordId }, head: { document: { series, texts, options } } } = draft
  // Nothing is written of what this makes: any key will do.
  const around = { key: createIdentityKey(new Uint8Array(32)), daysBack: 1, patient: { name: caseTitle(number), id: caseName(number) }, decide: decisionsOf(texts) }
  const survey = createSurvey(options, attributeOf)
  const originals = (await Promise.all(series.filter(({ taken }) => taken).flatMap(({ seriesUid }) => someOf(pathsOfSeries(parts, seriesUid))).map(readOriginal))).flatMap((one) => one ?? [])
  for (const { dataSet } of originals) survey.add(dataSet)
  for (const { dataSet, characterSets } of originals) {
    const cleaned = deidentify(dataSet, { ...around, options, names: survey.names(), dictionary: attributeOf, done: { pixels: false, features: false } })
    if (cleaned.ok) collector.add(cleaned.value, characterSets)
  }
  const cleaning = cleanDocuments({ ...around, dates: options.dates })
  for (const event of soundRecord(parts.database, recordId)?.check.events ?? []) cleanEvent(event, cleaning.map)
  collector.add({ taken: cleaning.taken, allowed: cleaning.allowed, keptLines: cleaning.kept }, [])
  return { words: collector.words([caseTitle(number), caseName(number), ...OUR_NAMES]), whose: ` in the original of ${caseTitle(number)}` }
}

function cleanEvent({ body, actor, atIso }: RecordEvent, map: Parameters<typeof mapStrings>[2]): void {
  mapStrings(recordEventBody, body, map)
  map(actor, { keys: ['actor'], isKey: false })
  map(atIso, { keys: ['atIso'], isKey: false })
}

const someOf = (paths: readonly string[]): readonly string[] => paths.filter((_path, at) => at % Math.max(1, Math.floor(paths.length / OF_SERIES)) === 0).slice(0, OF_SERIES)

async function readOriginal(path: string) {
  const bytes = await readFile(path).catch(() => null)
  const whole = bytes === null ? null : readWholeObject(bytes)
  return whole?.ok === true ? whole.value : null
}
