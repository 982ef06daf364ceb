/**
 * A text as a cell of a table for a spreadsheet, RFC 4180: always in quotes, those inside it doubled. One that begins like a formula
 * gets an apostrophe before it, so that no spreadsheet runs it.
 */
export const csvText = (text: string): string => `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
/** A figure, or nothing where there is none; to six decimals. */
export const csvNumber = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(Math.round(value * 1e6) / 1e6))
export const csvLines = (lines: readonly (readonly string[])[]): string => lines.map((cells) => `${cells.join(',')}\r\n`).join('')
