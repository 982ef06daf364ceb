import { cArmAxes } from './cArm.ts'
import type { ViewGeometry } from './readView.ts'

type ScreenHalf = 'screenStart' | 'screenEnd'
export type SidesCheck = 'agrees' | 'contradicts' | 'notSaid'

/** A view shows LEFT or ANTERIOR at an edge where its columns run along that direction rather than across it. */
const ALONG = Math.SQRT1_2

/**
 * Whether the angles of a view put LEFT, or on a lateral ANTERIOR, where the operator sees it. A C-arm that was told the wrong
 * table side, and a picture that was mirrored before it was stored, show here.
 *
 * @frame   columns of the picture as acquired; patientLps
 * @source  column axis of cArm.ts: u = (cos a, sin a, 0)
 * @limits  `notSaid` where nobody answered for what this view shows
 */
export function checkSides(view: ViewGeometry, leftOnScreen: ScreenHalf | null, anteriorOnScreen: ScreenHalf | null): SidesCheck {
  const { columnAxis } = cArmAxes({ ...view, isocentreLpsMm: [0, 0, 0], detector: { columns: view.columns, rows: view.rows, spacingMm: view.columnSpacingMm } })
  const [left, back] = columnAxis
  const isAcross = Math.abs(back) > ALONG
  const said = isAcross ? anteriorOnScreen : leftOnScreen
  if (said === null) return 'notSaid'
  const atEnd = isAcross ? back < 0 : left > 0
  return (said === 'screenEnd') === atEnd ? 'agrees' : 'contradicts'
}
