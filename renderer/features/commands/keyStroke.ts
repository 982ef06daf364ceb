export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const shown: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', PageUp: 'Page Up', PageDown: 'Page Down', Escape: 'Esc', '-': '−' }

function parts(stroke: string): { readonly key: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean } {
  const words = stroke === '+' ? ['+'] : stroke.split('+')
  const key = words.at(-1) ?? ''
  const has = (word: string): boolean => words.slice(0, -1).includes(word)
  return { key: key === 'Space' ? ' ' : key.length === 1 ? key.toLowerCase() : key, ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift') }
}

/** Signs sit behind Shift on one layout and not on another: only letters and named keys tell Shift apart. */
const tellsShift = (key: string): boolean => key.length > 1 || /[a-z]/.test(key)

/** Ctrl is Cmd on macOS. */
export function isStroke(press: KeyPress, stroke: string): boolean {
  const { key, ctrl, alt, shift } = parts(stroke)
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key
  return pressed === key && (press.ctrlKey || press.metaKey) === ctrl && press.altKey === alt && (!tellsShift(key) || press.shiftKey === shift)
}

/** "Ctrl+Shift+Z", "↑", "K". */
export const writeStroke = (stroke: string): string =>
  (stroke === '+' ? ['+'] : stroke.split('+')).map((word) => shown[word] ?? (word.length === 1 ? word.toUpperCase() : word)).join('+')
