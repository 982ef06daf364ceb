/**
 * A text as 16 hexadecimal digits, to tell whether it has changed. Against no attacker: records use SHA-256.
 *
 * @source  FNV-1a (draft-eastlake-fnv) in 32 bits over UTF-16 code units, twice, from two offsets and with two primes
 */
export function digestOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b)
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
