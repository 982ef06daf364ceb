import type { ReactNode } from 'react'

/** What every screen is given. */
export type ScreenProps = {
  /** The action bar, to be put between the work area and the panel: the focus goes through the page in that order. */
  readonly tools: ReactNode
}
