import { arteryCentreLine, arteryPoints } from './arteries.ts'
import { Mirrored, TurnedAtlas } from './frames.ts'
import { facetFrame } from './facetFrame.ts'
import { JawFrame } from './jawFrame.ts'
import { depthMm, isClippedBySkin, type Material } from './material.ts'
import { type NotationContext, type Operation, parseMaterial, parseOperation, parseSolid } from './notation.ts'
import type { PhantomParameters, Side } from './parameters.ts'
import { airwayRows } from './rowsAirway.ts'
import { atlasRow, axisRow } from './rowsAtlasAxis.ts'
import { lowerVertebraRows, rootRows } from './rowsLevels.ts'
import { skullRows } from './rowsSkull.ts'
import { softTissueRows } from './rowsSoftTissue.ts'
import { toothRows } from './rowsTeeth.ts'
import { vesselRows } from './rowsVessels.ts'
import type { RowText } from './rowText.ts'
import { splinePoints } from './spline.ts'
import { Tube } from './tube.ts'

/** One painted row, ready to be evaluated. */
export type Row = {
  readonly part: string
  readonly material: Material
  readonly depthMm: number
  readonly isClipped: boolean
  readonly isMirrored: boolean
  readonly isInJaw: boolean
  readonly warpFactor: number
  readonly operations: readonly Operation[]
  /** Per operation: the largest blend of the operations after it, mm. */
  readonly laterBlendMm: readonly number[]
}

export type Phantom = { readonly parameters: PhantomParameters; readonly jaw: JawFrame; readonly rows: readonly Row[] }

const whole = [1, 1, 1] as const
const shoulderOperation = 'U30 E(75 20 -150)(95 55 42)'

/** The rows of one phantom in painting order, later over earlier. */
export function buildPhantom(parameters: PhantomParameters): Phantom {
  const jaw = new JawFrame(parameters.jawDeg)
  const context = notationContext(parameters, jaw)
  const read = (rows: readonly RowText[]) => rows.map(row => readRow(row, context))
  const optional = (row: RowText) => withOptions(row, parameters, jaw)
  const airway = airwayRows.map(optional)
  const rows = [
    ...read(softTissueRows.map(optional)), ...read(airway), ...read(rootRows),
    arteryRow('L', parameters), arteryRow('R', parameters),
    ...read(vesselRows.map(optional)), ...read(skullRows), ...read(toothRows), ...read(lowerVertebraRows),
    axis(parameters, context), atlas(parameters, context),
    ...(parameters.fillings ? read(fillingRows) : []),
  ]
  return { parameters, jaw, rows }
}

function notationContext(parameters: PhantomParameters, jaw: JawFrame): NotationContext {
  const base: NotationContext = {
    jaw,
    facetRotation: facetFrame(parameters.slopeDeg, parameters.sagTiltDeg).rotation,
    numbers: jaw.mouth(),
    solids: {},
  }
  const named = (text: string) => parseSolid(text, base)
  return {
    ...base,
    solids: {
      NECK: named('T3*(1.02 .98 1)[(0 4 -130 60)(0 3 -95 57)(0 4 -70 55.5)(0 5 -45 55)(0 7 -20 54)(0 6 10 54)]'),
      INNER: named('or14{and8{E(0 -8 77)(66 86.5 90.5) & H(0 -.3 -1)@(0 0 48.5)} | E(0 32 63.5)(53 45.5 32.5)}'),
      OUTER: named('or16{and10{E(0 -8 77)(72 92.5 96.5) & H(0 -.3 -1)@(0 0 43)} | E(0 32 63.5)(59 51 38)}'),
      TONGUE: named(jaw.isOpen
        ? 'J<or10{E(0 -62 -14)(22 26 18) | E(0 -48 -22)(19 16 22)}>'
        : 'J<or10{E(0 -62 -8)(22.5 26 20.5) | E(0 -48 -20)(19 16 22)}>'),
      MOUTH: named('and{E(0 -102 mz)(24 22 mh) & not J<E(0 -97 -24)(26 11 11.5)>}'),
    },
  }
}

function readRow(row: RowText, context: NotationContext): Row {
  const [frame, warp] = row.frame.split(' ')
  return finishRow(row.part, parseMaterial(row.material), frame ?? '', Number(warp), row.operations.map(text => parseOperation(text, context)))
}

function finishRow(part: string, material: Material, frame: string, warpFactor: number, operations: readonly Operation[]): Row {
  return {
    part, material, warpFactor, operations,
    depthMm: depthMm(material),
    isClipped: isClippedBySkin(material),
    isMirrored: frame.includes('M'),
    isInJaw: frame.includes('J'),
    laterBlendMm: operations.map((_, place) => Math.max(0, ...operations.slice(place + 1).map(later => later.blendMm))),
  }
}

/** What changes in the text of a row with the mouth closed, without shoulders, or with contrast in the blood. */
function withOptions(row: RowText, parameters: PhantomParameters, jaw: JawFrame): RowText {
  const { part, operations } = row
  const blood = (factor: number) => row.material.replace(/^soft \d+/, `soft ${Math.round(parameters.ctaHu * factor)}`)
  if (part === 'body') {
    return { ...row, operations: operations.filter(o => (jaw.isOpen || !o.endsWith(' MOUTH')) && (parameters.shoulders || o !== shoulderOperation)) }
  }
  if (parameters.ctaHu > 0 && (part === 'ica' || part === 'eca')) return { ...row, material: blood(1) }
  if (parameters.ctaHu > 0 && part === 'ijv') return { ...row, material: blood(0.45) }
  if (jaw.isOpen) return row
  if (part === 'tongue') return { ...row, operations: ['U E(0 -62 -8)(22.5 26 20.5)', ...operations.slice(1)] }
  if (part === 'airOral') return { ...row, operations: ['U and{or4{E(0 -66 4)(20 25 11) | E(0 -90 -6)(12 5 5)} & not TONGUE}'] }
  return row
}

function arteryRow(side: Side, parameters: PhantomParameters): Row {
  const hu = parameters.ctaHu > 0 ? parameters.ctaHu : 46
  const material = parseMaterial(`soft ${hu} x3 rim 0.5/10`)
  const solid = new Tube(arteryCentreLine(side, parameters), whole)
  return finishRow(`va${side}`, material, '-', 0, [{ kind: 'U', blendMm: 0, solid }])
}

/** The axis is the same on both sides but for the groove that each artery has worn. */
function axis(parameters: PhantomParameters, context: NotationContext): Row {
  const row = axisRow(parameters)
  const grooves = (['L', 'R'] as const).map((side): Operation => {
    const points = arteryPoints(side, parameters).filter(([, , z]) => z > -26 && z < -1)
    return { kind: 'S', blendMm: 0.8, solid: new Tube(splinePoints(points.map(([x, y, z, r]) => [x, y, z, r + 0.9] as const), 4), whole) }
  })
  const mirrored = row.operations.map(text => parseOperation(text, context)).map(o => ({ ...o, solid: new Mirrored(o.solid) }))
  return finishRow(row.part, parseMaterial(row.material), '-', 0, [...mirrored, ...grooves])
}

function atlas(parameters: PhantomParameters, context: NotationContext): Row {
  const row = atlasRow(parameters)
  if (parameters.rotC1Deg === 0) return readRow(row, context)
  const turned = row.operations.map(text => parseOperation(text, context))
    .map(o => ({ ...o, solid: new TurnedAtlas(new Mirrored(o.solid), parameters.rotC1Deg) }))
  return finishRow(row.part, parseMaterial(row.material), '-', 0, turned)
}

const fillingRows: readonly RowText[] = [
  { part: 'upFilling', material: 'soft 12000', frame: 'M 0', operations: ['U B(27.39 -67.06 -5.5)(2.6 3.2 1.7) r.8'] },
  { part: 'loFilling', material: 'soft 12000', frame: 'MJ 0', operations: ['U B(24.41 -66.89 -9.5)(2.8 2.4 1.8) r.8'] },
]
