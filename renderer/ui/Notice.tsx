import type { ReactNode } from 'react'
import { IconAlertTriangle, IconAlertOctagon, IconInfoCircle } from '@tabler/icons-react'

type NoticeProps = { readonly kind: 'stop' | 'caution' | 'info'; readonly title?: string; readonly children: ReactNode; readonly action?: ReactNode; readonly code?: string }
const icons = { stop: IconAlertOctagon, caution: IconAlertTriangle, info: IconInfoCircle }

/** What happened, what it means, what to do next. */
export function Notice({ kind, title, children, action, code }: NoticeProps) {
  const Icon = icons[kind]
  return (
    <div className={`notice ${kind}-n`} role={kind === 'stop' ? 'alert' : 'note'}>
      <Icon className={`i ${kind}`} aria-hidden />
      <div>
        {title !== undefined && <b>{title}</b>}
        <span>{children}</span>
        {action}
        {code !== undefined && <small>{code}</small>}
      </div>
    </div>
  )
}
