import type { TextStyle } from './pen.ts'

/** A4 in points, and how a printed page of this project looks. Ink is dark and of few colours: pages are copied and faxed. */
export const PAGE = { width: 595.28, height: 841.89, margin: 40, top: 34, foot: 52 } as const
export const INNER = PAGE.width - 2 * PAGE.margin
export const BOTTOM = PAGE.height - PAGE.foot

export const INK = '#14181C'
export const SOFT = '#5A636C'
export const RULE = '#B9C0C7'
export const GROUND = '#F1F3F5'
export const BLOCK = '#14181C'
export const ATTENTION = '#A23B00'

export const style = (size: number, weight: TextStyle['weight'] = 'regular', colour: string = INK): TextStyle => ({ size, weight, colour })
