import { readFileSync } from 'node:fs'
import { create } from 'fontkit'

/** How much of each pixel letters cover, 0 to 1: what burns them into a picture, and what a box must cover. */
export type Lettering = { readonly columns: number; readonly rows: number; readonly coverage: Float32Array }

export type Typeface = 'sans' | 'bold' | 'bitmap'

/** Letters of the 5 by 7 raster that scanners and C-arms write with: a byte a column, the top row in the lowest bit. */
const raster: Readonly<Record<string, string>> = {
  A: '7e1111117e', B: '7f49494936', C: '3e41414122', D: '7f4141221c', E: '7f49494941', F: '7f09090901', G: '3e41415132', H: '7f0808087f', I: '00417f4100',
  J: '2040413f01', K: '7f08142241', L: '7f40404040', M: '7f0204027f', N: '7f0408107f', O: '3e4141413e', P: '7f09090906', Q: '3e4151215e', R: '7f09192946',
  S: '4649494931', T: '01017f0101', U: '3f4040403f', V: '1f2040201f', W: '3f4038403f', X: '6314081463', Y: '0708700807', Z: '6151494543',
  0: '3e5149453e', 1: '00427f4000', 2: '4261514946', 3: '2141454b31', 4: '1814127f10', 5: '2745454539', 6: '3c4a494930', 7: '0171090503', 8: '3649494936', 9: '064949291e',
  ' ': '0000000000', '-': '0808080808', '.': '0060600000', '/': '2010080402', ':': '0036360000', ',': '0050300000', '^': '0402010204',
}

/** One line of text, capitals `height` pixels high. Raster letters come only in whole multiples of 7 and are drawn at the nearest one. */
export function letter(text: string, typeface: Typeface, height: number): Lettering {
  return typeface === 'bitmap' ? rasterLetters(text.toUpperCase(), Math.max(1, Math.round(height / 7))) : outlineLetters(text, typeface, height)
}

function rasterLetters(text: string, scale: number): Lettering {
  const columns = (text.length * 6 - 1) * scale
  const rows = 7 * scale
  const coverage = new Float32Array(columns * rows)
  for (const [place, character] of [...text].entries()) {
    const bytes = (raster[character] ?? raster['-'] ?? '').match(/../g) ?? []
    for (const [column, byte] of bytes.entries()) for (let row = 0; row < 7; row += 1) {
      if (((Number.parseInt(byte, 16) >> row) & 1) === 0) continue
      for (let y = 0; y < scale; y += 1) coverage.fill(1, (row * scale + y) * columns + (place * 6 + column) * scale, (row * scale + y) * columns + (place * 6 + column + 1) * scale)
    }
  }
  return { columns, rows, coverage }
}

type Point = readonly [x: number, y: number]
const fonts = new Map<string, ReturnType<typeof create>>()

function fontOf(typeface: 'sans' | 'bold'): ReturnType<typeof create> {
  const file = `node_modules/@fontsource/noto-sans/files/noto-sans-latin-${typeface === 'bold' ? '700' : '400'}-normal.woff`
  const font = fonts.get(file) ?? create(readFileSync(file))
  fonts.set(file, font)
  return font
}

/** Outlines filled by counting windings on eight lines a pixel, their ends weighed: smooth as a screen draws them. */
function outlineLetters(text: string, typeface: 'sans' | 'bold', height: number): Lettering {
  const font = fontOf(typeface)
  const scale = height / font.capHeight
  const { glyphs, positions } = font.layout(text)
  const edges: (readonly [Point, Point])[] = []
  let pen = 1 / scale
  const top = height + 0.12 * height + 1
  for (const [n, glyph] of glyphs.entries()) {
    for (const [from, to] of edgesOf(glyph.path.commands)) edges.push([[(pen + from[0]) * scale, top - from[1] * scale], [(pen + to[0]) * scale, top - to[1] * scale]])
    pen += positions[n]?.xAdvance ?? 0
  }
  const columns = Math.ceil(pen * scale) + 1
  const rows = Math.ceil(top + 0.32 * height) + 1
  const coverage = new Float32Array(columns * rows)
  const lines = 8
  for (let line = 0; line < rows * lines; line += 1) fillLine(coverage.subarray(Math.floor(line / lines) * columns, (Math.floor(line / lines) + 1) * columns), edges, (line + 0.5) / lines, 1 / lines)
  return { columns, rows, coverage }
}

function edgesOf(commands: readonly { readonly command: string; readonly args: readonly number[] }[]): (readonly [Point, Point])[] {
  const edges: (readonly [Point, Point])[] = []
  let start: Point = [0, 0]
  let at: Point = [0, 0]
  const to = (next: Point): void => { edges.push([at, next]); at = next }
  for (const { command, args } of commands) {
    const point = (n: number): Point => [args[2 * n] ?? NaN, args[2 * n + 1] ?? NaN]
    if (command === 'moveTo') start = at = point(0)
    else if (command === 'lineTo') to(point(0))
    else if (command === 'closePath') to(start)
    else {
      const control = [at, ...Array.from({ length: args.length / 2 }, (_, n) => point(n))]
      for (let step = 1; step <= 8; step += 1) to(onCurve(control, step / 8))
    }
  }
  return edges
}

const onCurve = (control: readonly Point[], t: number): Point => {
  const [only] = control
  if (control.length === 1 && only !== undefined) return only
  return onCurve(control.slice(1).map(([x, y], n): Point => [(control[n]?.[0] ?? NaN) * (1 - t) + x * t, (control[n]?.[1] ?? NaN) * (1 - t) + y * t]), t)
}

function fillLine(row: Float32Array, edges: readonly (readonly [Point, Point])[], y: number, weight: number): void {
  const crossings = edges.flatMap(([a, b]) => (a[1] <= y) === (b[1] <= y) ? [] : [{ x: a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]), way: a[1] < b[1] ? 1 : -1 }]).sort((a, b) => a.x - b.x)
  let winding = 0
  for (const [n, { x, way }] of crossings.entries()) {
    if (winding !== 0) fillSpan(row, crossings[n - 1]?.x ?? NaN, x, weight)
    winding += way
  }
}

function fillSpan(row: Float32Array, from: number, to: number, weight: number): void {
  for (let column = Math.max(0, Math.floor(from)); column < Math.min(row.length, to); column += 1) row[column] = Math.min(1, (row[column] ?? 0) + weight * (Math.min(to, column + 1) - Math.max(from, column)))
}

/** Blends letters into stored values: 1 as opaque as paint, less as a semi-transparent overlay. */
export function burnIn(pixels: Uint8Array | Uint16Array | Int16Array, columns: number, { lettering, column, row, value, opacity }: { readonly lettering: Lettering; readonly column: number; readonly row: number; readonly value: number; readonly opacity: number }): void {
  for (let y = 0; y < lettering.rows; y += 1) for (let x = 0; x < lettering.columns; x += 1) {
    const at = (row + y) * columns + column + x
    const share = (lettering.coverage[y * lettering.columns + x] ?? 0) * opacity
    if (share > 0 && column + x < columns && at < pixels.length) pixels[at] = Math.round((pixels[at] ?? 0) * (1 - share) + value * share)
  }
}
