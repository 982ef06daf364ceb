import { createHash } from 'node:crypto'

/** Numbers from 0 to 1 that a seed and a name give, the same everywhere. */
export const chanceOf = (seed: number, name: string): number => createHash('sha256').update(`practice:${String(seed)}:${name}`).digest().readUInt32BE(0) / 2 ** 32

export const chosenOf = <Item>(seed: number, name: string, items: readonly [Item, ...Item[]]): Item => items[Math.floor(chanceOf(seed, name) * items.length)] ?? items[0]

/**
 * A UUID that a name gives.
 *
 * @source RFC 9562, version 8: bits of a hash
 */
export function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(`axis-guide-practice:${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
