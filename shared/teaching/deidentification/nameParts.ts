/** Words before and between names, which are somebody's name only where they stand alone. */
const particles = new Set('the and for von van der den del dos des prof doctor dr md phd'.split(' '))
/** What is written where nobody is named. */
const nobody = new Set('removed unknown anonymous none null'.split(' '))
/** Words of any hospital; of a person's name they are words like any other. */
const generic = new Set(`hospital hospitals clinic clinics klinik klinikum university universitat medical medicine health healthcare centre center
  department dept radiology imaging institute institut general service services room street road avenue city state county north south east west test case teaching`.split(/\s+/))

export type NamePart = { readonly part: string; /** A word of any hospital, or of many names. */ readonly isCommon: boolean }

const folded = (text: string): string => text.normalize('NFC').toLowerCase()

/** The words of a value that somebody may be known by; a name with a hyphen or a point in it has its own, X-RAY is one. */
export function partsOf(value: string, isPerson: boolean): readonly NamePart[] {
  const alone = new Set(value.split(/[\^=,;]/).map((component) => folded(component.trim())))
  const parts = value.split(/[\^=\s,;:/\\()[\]{}"'’&|_]+/).flatMap((part) => {
    const pieces = /\d/.test(part) ? [] : part.split(/[.\-‐‑–]+/).filter((piece) => piece !== '')
    return pieces.length < 2 || (!isPerson && pieces.some(({ length }) => length < 2)) ? [part] : [part, ...pieces]
  })
  return parts.flatMap((part) => {
    const key = folded(part)
    const isParticle = particles.has(key)
    const isGeneric = generic.has(key)
    return nobody.has(key) || (isParticle && !(isPerson && alone.has(key))) || (isGeneric && !isPerson) ? [] : [{ part, isCommon: isParticle || isGeneric }]
  })
}
