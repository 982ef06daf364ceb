import { LEAST_RESERVE_MM } from './planProblems.ts'
import type { CatalogueNeedle } from './planningMarks.ts'

const gauges = [18, 20, 22, 23, 25, 27]
const lengthsMm = [50, 70, 90, 120, 150]

/**
 * Spinal needles as they are commonly stocked; a department replaces the list with its own.
 *
 * @units   gauge, mm
 * @source  gauges and lengths of the procedure's range, 18 to 27 G and 50 to 150 mm
 */
export const proposedCatalogue: readonly CatalogueNeedle[] = gauges.flatMap((gauge) => lengthsMm.map((lengthMm): CatalogueNeedle => ({ name: needleName({ gauge, lengthMm }), gauge, lengthMm })))

/**
 * A needle as it is asked for: "22 G, 90 mm".
 *
 * @units   gauge, mm
 * @source  ISO 9626 gauge, nominal length
 */
export function needleName({ gauge, lengthMm }: Pick<CatalogueNeedle, 'gauge' | 'lengthMm'>): string {
  return `${String(gauge)} G, ${String(lengthMm)} mm`
}

/**
 * The shortest needle of a gauge that leaves enough outside.
 *
 * @units   mm
 * @source  reserve: planProblems.ts
 * @limits  null where the catalogue has none
 */
export function fittingNeedle(catalogue: readonly CatalogueNeedle[], gauge: number, pathMm: number): CatalogueNeedle | null {
  return catalogue.filter((needle) => needle.gauge === gauge && needle.lengthMm - pathMm >= LEAST_RESERVE_MM).toSorted((a, b) => a.lengthMm - b.lengthMm)[0] ?? null
}
