import type { ReactNode, Ref } from 'react'
import { IconAlertTriangle, IconArrowsMaximize, IconArrowsMinimize, IconRotate2 } from '@tabler/icons-react'
import './viewports.css'

export type ViewFrameProps = {
  readonly title: string
  readonly subtitle: string
  readonly active: boolean
  readonly enlarged: boolean
  readonly label: string
  readonly headerEnd: ReactNode
  /** How the view is used without a mouse, for the reader of the screen. */
  readonly keyHint?: string
  readonly onEnlarge: (() => void) | undefined
  readonly hostRef: Ref<HTMLDivElement>
  readonly loading: { readonly loaded: number; readonly total: number; readonly words: string } | null
  /** Why nothing can be shown; covers the picture. */
  readonly problem: string | null
  /** What is to be known while the picture is shown. */
  readonly notice: string | null
  /** What is done to the picture and taken back in one step; null = as acquired. */
  readonly changed: { readonly words: string; readonly reset: () => void } | null
  readonly menu: ReactNode
  /** What the view is steered with; a row of its own above the well. */
  readonly toolbar?: ReactNode
}

/**
 * The header and the black well of a view, and the words that take the place of a picture. What is to be known beside the
 * picture has a row of its own above the well: over it, it would hide a letter, a figure or anatomy somewhere.
 */
export function ViewFrame({ title, subtitle, active, enlarged, label, headerEnd, onEnlarge, hostRef, loading, problem, notice, changed, menu, toolbar, keyHint = 'Wheel or arrow keys: other slices and frames. Menu key: what can be done to this view.' }: ViewFrameProps) {
  // A narrow view keeps the first word of its name, so that what it shows has room.
  const space = `${title} `.indexOf(' ')
  const [firstWord, rest] = [title.slice(0, space), title.slice(space)]
  return (
    <figure className={`axis-vp${active ? ' on' : ''}`} aria-label={label}>
      <figcaption className="axis-vp-h">
        <b>{firstWord}{rest !== '' && <span className="rest">{rest}</span>}</b>
        <span className="soft">{loading === null ? subtitle : loading.words}</span>
        <span className="end">
          {changed !== null && <button type="button" className="axis-vp-turned" aria-label={`${changed.words}. Show ${title} as acquired`} onClick={changed.reset}><span>{changed.words}</span><IconRotate2 size="1rem" aria-hidden /></button>}
          {headerEnd}
          {onEnlarge !== undefined && (
            <button type="button" className="axis-vp-x" aria-label={`Enlarge or restore ${title}`} onClick={onEnlarge}>
              {enlarged ? <IconArrowsMinimize size="1.1rem" aria-hidden /> : <IconArrowsMaximize size="1.1rem" aria-hidden />}
            </button>
          )}
        </span>
      </figcaption>
      {notice !== null && <div className="axis-vp-notice" role="status"><IconAlertTriangle size="1.1rem" aria-hidden />{notice}</div>}
      {toolbar !== undefined && <div className="axis-vp-tools">{toolbar}</div>}
      <div className="axis-vp-i" ref={hostRef} tabIndex={0} role="application" aria-label={`${label}. ${keyHint}`}>
        {loading !== null && (
          <div className="axis-vp-loading" role="progressbar" aria-valuemin={0} aria-valuemax={loading.total} aria-valuenow={loading.loaded} aria-label={loading.words}>
            <div style={{ width: `${String((100 * loading.loaded) / Math.max(1, loading.total))}%` }} />
          </div>
        )}
        {menu}
        {problem !== null && <div className="axis-vp-words" role="alert">{problem}</div>}
      </div>
    </figure>
  )
}
