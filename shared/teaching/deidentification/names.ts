import { isTextVr, type DataSet } from './dataSet.ts'
import { plainForms } from './otherSpellings.ts'
import { rowOf } from './profileActions.ts'

/** Words by which somebody or some place may be known. */
export type NameWords = { readonly tokens: ReadonlySet<string>; /** Of scripts that write no spaces. */ readonly pieces: readonly string[] }

const common = new Set(`the and for von van der den del dos des prof doctor hospital hospitals clinic clinics klinik klinikum university universitat medical medicine health healthcare centre center
  department dept radiology imaging institute institut general service services room street road avenue city state county north south east west removed unknown anonymous none null test`.split(/\s+/))
/** Values of attributes that mean the same everywhere, even where somebody is called so. @source PS3.3, defined terms */
const everywhere = new Set(`original derived primary secondary axial localizer other single biplane mixed volume none monochrome1 monochrome2 rgb palette color ybr_full ybr_full_422 ybr_rct ybr_ict
  text code num container pname date time datetime uidref image composite waveform scoord scoord3d tcoord contains separate continuous complete partial verified unverified point polyline circle ellipse multipoint pixel display iodine identity linear recon grid static none
  yes no hfs hfp ffs ffp hfdr hfdl ffdr ffdl ct mr xa xrf rf cr dx us ot sc ko pr sr seg doc head neck skull cspine spine left right unpaired both`.split(/\s+/))

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()
const tokensOf = (text: string): readonly string[] => folded(text).split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '')
const isUnspaced = (token: string): boolean => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(token)

/** Collects the words of names, numbers and places of data sets. */
export function createNameCollector(): { readonly add: (dataSet: DataSet) => void; readonly words: () => NameWords } {
  const tokens = new Set<string>()
  const pieces = new Set<string>()
  const addText = (text: string): void => {
    for (const token of tokensOf(text)) {
      if (isUnspaced(token)) {
        if (token.length >= 2) pieces.add(token)
      } else if (token.length >= 3 && !common.has(token)) for (const form of plainForms(token)) tokens.add(form)
    }
  }
  const add = (dataSet: DataSet): void => {
    for (const { tag, vr, value } of dataSet) {
      if (value.kind === 'items') value.items.forEach(add)
      else if (value.kind === 'text' && isTextVr(vr) && isName(tag, vr)) value.texts.forEach(addText)
    }
  }
  return { add, words: () => ({ tokens, pieces: [...pieces] }) }
}

/** Names of persons anywhere; numbers and places that the profile takes away for what they are, not for being prose. */
function isName(tag: string, vr: string): boolean {
  if (vr === 'PN') return true
  if (!['AE', 'LO', 'SH', 'ST', 'LT', 'UC', 'UT'].includes(vr)) return false
  const row = rowOf(tag)
  return row !== null && row.tag !== 'private' && row.options.descriptors === undefined && row.options.patient === undefined && row.options.fullDates === undefined && row.options.graphics === undefined
}

/** Whether a text holds one of the words, with its marks or without. */
export function holdsName(text: string, words: NameWords): boolean {
  return tokensOf(text).some((token) => plainForms(token).some((form) => words.tokens.has(form))) || (words.pieces.length > 0 && words.pieces.some((piece) => folded(text).includes(piece)))
}

/** The same of a coded value: what every file says is nobody's name. */
export const namesSomebody = (value: string, words: NameWords): boolean => !everywhere.has(folded(value.trim())) && holdsName(value, words)
