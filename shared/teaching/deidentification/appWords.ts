/** Words that this app itself writes as names of paths, views and figures. */
export const appVocabulary: ReadonlySet<string> = new Set(`path plan axial sagittal coronal along across progress ap lateral run frame frames slice of native subtracted peak arrival time to key image skin entry target tip left right ct xa mm deg ml mg px hu s cal est det
  vertebral artery thecal sac cord spinal c2 nerve root canal bone needle plane view contrast mean mask the and in on at with without not set side joint line line-of-sight opacified oblique true c0 c1 c2 c3 internal carotid structure
  region distance angle area circle ellipse line scan check progress posterior anterior down barrel depth spread capsule epidural intra articular intra-articular venous arterial from first last picture`.split(/\s+/))

/** Whether a text consists of the app's own words, single letters and short numbers alone: it names nobody. */
export const isAppWords = (text: string): boolean => text.split(/[^\p{L}\p{N}-]+/u).every((token) => token === '' || /^\p{L}$/u.test(token) || /^-?\d{1,4}$/.test(token) || token.toLowerCase().split('-').every((part) => part === '' || appVocabulary.has(part) || /^\d{1,4}$/.test(part)))
