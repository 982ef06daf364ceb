/** Words that this app itself writes as names of paths, views and figures. */
export const appVocabulary: ReadonlySet<string> = new Set(`path plan axial sagittal coronal along across progress ap lateral run frame frames slice of native subtracted peak arrival time to key image skin entry target tip left right ct xa cal est det
  vertebral artery thecal sac cord spinal nerve root canal bone needle plane view contrast mean mask the and in on at with without not set side joint line line-of-sight opacified oblique true internal carotid structure
  region distance angle area circle ellipse scan check posterior anterior down barrel depth spread capsule epidural intra articular intra-articular venous arterial from first last picture`.split(/\s+/))

/**
 * Numbers and letters as the app writes them: behind what they count, before their unit, a level of the spine, the letter of a path.
 * Any other may be a date, a telephone number, or a name that is spelled out.
 */
const written = new RegExp([
  String.raw`\b(?:frames?|slice|run|image|path|region|line|angle|distance|circle|ellipse|area|structure) \d{1,4}(?: (?:to|of) \d{1,4})?(?![\d./-])`,
  String.raw`\bpath [a-z]\b(?! [a-z]\b)`, String.raw`(?<![\d./-])-?\d{1,4}(?:\.\d{1,2})? ?(?:mm|deg|ml|mg|px|hu|s)\b`, String.raw`(?<![\d./-])-?\d{1,3}(?:\.\d{1,2})? ?[°%]`, String.raw`\bc[0-3](?:-c?[1-3])?\b(?!-)`,
].join('|'), 'giu')

/** Whether a text consists of the app's own words alone, with its numbers where the app puts them: it names nobody. */
export const isAppWords = (text: string): boolean =>
  text.replace(written, ' ').split(/[^\p{L}\p{N}-]+/u).every((token) => token.toLowerCase().split('-').every((part) => part === '' || appVocabulary.has(part)))
