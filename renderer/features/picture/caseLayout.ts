import { useEffect } from 'react'
import { editCase, useCaseDocument, useCaseSeries, useSession } from '#renderer/features/case/index.ts'
import { useViewing, type ViewLayout } from '#renderer/viewports/index.ts'
import type { FluoroscopyMarks } from '#shared/fluoroscopy/fluoroscopyMarks.ts'

export type Lies = 'prone' | 'supine'
export type CaseLayout = {
  readonly layout: ViewLayout | null
  /** How the patient lies, and who says so; null where nobody does, or the headers do not agree. */
  readonly lies: { readonly how: Lies; readonly by: 'operator' | 'headers' } | null
  /** The layout was chosen and cannot be shown until this is answered. */
  readonly asksLies: boolean
}

const ofHeader: Readonly<Record<string, Lies>> = { HFP: 'prone', FFP: 'prone', HFS: 'supine', FFS: 'supine' }

/**
 * The one layout of all views. As positioned needs to know how the patient lies, from the operator, else from headers that agree.
 *
 * @source  Patient Position (0018,5100), PS3.3 C.7.3.1.1.2
 */
export function layoutOfCase({ layout, lies }: Pick<FluoroscopyMarks, 'layout' | 'lies'>, positions: readonly (string | null)[]): CaseLayout {
  const stated = new Set(positions.filter(position => position !== null).map(position => ofHeader[position] ?? null))
  const [only = null] = stated
  const known = lies !== null ? { how: lies, by: 'operator' } as const : stated.size === 1 && only !== null ? { how: only, by: 'headers' } as const : null
  if (layout === 'radiologic') return { layout: { name: 'radiologic' }, lies: known, asksLies: false }
  if (layout === null || known === null) return { layout: null, lies: known, asksLies: layout !== null }
  return { layout: { name: 'asPositioned', lies: known.how }, lies: known, asksLies: false }
}

export function useCaseLayout(): CaseLayout {
  const { fluoroscopy } = useCaseDocument()
  const { series } = useCaseSeries(useSession(state => state.caseId))
  return layoutOfCase(fluoroscopy, series.map(({ patientPosition }) => patientPosition))
}

/** Every view follows the case. */
export function useLayoutInViews(): void {
  const { layout } = useCaseLayout()
  const key = JSON.stringify(layout)
  useEffect(() => {
    if (JSON.stringify(useViewing.getState().layout) !== key) useViewing.getState().setLayout(layout)
  }, [key, layout])
}

const words = { radiologic: 'layout radiologic', asPositioned: 'layout as positioned', asAcquired: 'layout as acquired' } as const
export const chooseLayout = (name: keyof typeof words): void => {
  void editCase(words[name], document => ({ ...document, fluoroscopy: { ...document.fluoroscopy, layout: name === 'asAcquired' ? null : name } }))
}
export const sayLies = (lies: Lies): void => {
  void editCase(`patient lies ${lies}`, document => ({ ...document, fluoroscopy: { ...document.fluoroscopy, lies } }))
}
