import type { ReactNode } from 'react'

type PanelProps = { readonly title: string; readonly tag?: ReactNode; readonly end?: ReactNode; readonly children: ReactNode; readonly foot?: ReactNode }

/** The panel at the end of the frame: heading, body that may scroll, foot that never does. */
export function Panel({ title, tag, end, children, foot }: PanelProps) {
  return (
    <aside className="panel" aria-label={title} data-region="panel">
      <div className="p-h"><h1>{title}</h1>{tag}{end !== undefined && <span className="end">{end}</span>}</div>
      <div className="p-b" tabIndex={0} role="group" aria-label={`${title}, content`}>{children}</div>
      {foot !== undefined && <div className="p-f">{foot}</div>}
    </aside>
  )
}

type SectionProps = { readonly title: string; readonly end?: ReactNode; readonly className?: string; readonly children: ReactNode }
export function Section({ title, end, className = '', children }: SectionProps) {
  return (
    <section className={`sec ${className}`} aria-label={title}>
      <h2>{title}{end !== undefined && <span className="end">{end}</span>}</h2>
      {children}
    </section>
  )
}
