import { spawnSync } from 'node:child_process'
import { z } from 'zod'

type Point = readonly [number, number]
export type Drawn = { readonly columns: number; readonly rows: number; readonly isDrawn: (at: Point) => boolean }

const element = z.looseObject({ Value: z.array(z.unknown()).optional() })
const dataSet = z.record(z.string(), element)
type DataSet = z.infer<typeof dataSet>
const items = (from: DataSet, tag: string): readonly DataSet[] => z.array(dataSet).parse(from[tag]?.Value ?? [])
const values = <T>(from: DataSet, tag: string, schema: z.ZodType<T>): readonly T[] => z.array(schema).parse(from[tag]?.Value ?? [])

const run = (tool: string, ...options: readonly string[]): Buffer => {
  const { status, stdout, stderr } = spawnSync(tool, options, { maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${tool}: ${stderr.toString()}`)
  return stdout
}

/** A stroke of ImageMagick for each line and circle; PIXEL has 0\0 at the corner of the first pixel (PS3.3 C.10.5.1.2), and so has its canvas from the middle of its first one on. */
function strokesOf(state: DataSet, scale: number): readonly string[] {
  return items(state, '00700001').flatMap((annotation) => items(annotation, '00700009')).flatMap((graphic) => {
    const [type] = values(graphic, '00700023', z.string())
    const numbers = values(graphic, '00700022', z.number()).map((value) => value * scale - 0.5)
    const points = numbers.flatMap((x, at) => (at % 2 === 0 ? [`${String(x)},${String(numbers[at + 1])}`] : []))
    if (type === 'POLYLINE') return [`polyline ${points.join(' ')}`]
    return type === 'CIRCLE' ? [`circle ${points.join(' ')}`] : []
  })
}

/**
 * What a presentation state draws, by tools that nobody here wrote: dcm2json reads it, dcm2pnm makes the picture under it, and
 * ImageMagick draws the lines over it and turns both. Of DCMTK's own tools none draws the vectors of a state; its old viewer
 * DICOMscope does, turned and flipped as they should be, but more than two pixels beside the marks of the image.
 */
export function drawnByTools(state: string, image: string, frame: number, scale: number): Drawn {
  const read = dataSet.parse(JSON.parse(run('dcm2json', '-fc', state).toString('utf8')))
  const picture = `${state}.picture.pgm`
  // One grey: the strokes alone are brighter.
  run('dcm2pnm', '+op', '+F', String(frame), '+Ww', '0', '1000000', image, picture)
  const [turn = 0] = values(read, '00700042', z.number())
  const [flip] = values(read, '00700041', z.string())
  const drawing = strokesOf(read, scale).flatMap((stroke) => ['-draw', stroke])
  const pixels = run('convert', picture, '-scale', `${String(scale * 100)}%`, '+antialias', '-fill', 'none', '-stroke', 'white', '-strokewidth', '2', ...drawing, '-rotate', String(turn), ...(flip === 'Y' ? ['-flop'] : []), '-depth', '8', 'pgm:-')
  const [head = '', columns, rows] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pixels.subarray(0, 60).toString('latin1')) ?? []
  const size = { columns: Number(columns), rows: Number(rows) }
  return { ...size, isDrawn: ([x, y]) => (pixels[head.length + Math.round(y) * size.columns + Math.round(x)] ?? 0) > 200 }
}
