import type { ReactNode } from 'react'
import { IconMaximize } from '@tabler/icons-react'

export type ViewFrameProps = {
  readonly title: string
  readonly subtitle: string
  readonly active: boolean
  readonly large: boolean
  readonly label: string
  readonly headerEnd: ReactNode
  readonly onEnlarge: (() => void) | undefined
  readonly children: ReactNode
}

/** The header and the black well of a view. Classes vp, vp-h, vp-i, vp-x: the shared style sheet. */
export function ViewFrame({ title, subtitle, active, large, label, headerEnd, onEnlarge, children }: ViewFrameProps) {
  return (
    <figure className={['vp', large ? 'vp-xl' : '', active ? 'on' : ''].filter(Boolean).join(' ')} aria-label={label}>
      <figcaption className="vp-h">
        <b>{title}</b>
        <span className="soft">{subtitle}</span>
        <span className="end">
          {headerEnd}
          {onEnlarge !== undefined && (
            <button type="button" className="vp-x" aria-label={`${large ? 'Restore' : 'Enlarge'} ${title}`} onClick={onEnlarge}><IconMaximize size={18} aria-hidden /></button>
          )}
        </span>
      </figcaption>
      <div className="vp-i">{children}</div>
    </figure>
  )
}
