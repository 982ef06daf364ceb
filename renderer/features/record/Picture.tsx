import { useState } from 'react'
import { stripShareOf } from './pictureStrip.ts'

/** The middle of the picture fills the tile; the strip above it, which the tile's own words stand for, is left out. */
export function Picture({ source, words }: { readonly source: string; readonly words: string }) {
  const [strip, setStrip] = useState(0)
  return <img src={source} alt={words} draggable={false} style={{ objectViewBox: `inset(${String(100 * strip)}% 0 0 0)` }} onLoad={(event) => { setStrip(stripShareOf(event.currentTarget)) }} />
}
