import type { FrameCalibration } from '#renderer/viewports/index.ts'

const looks = { solid: 'cal', dashed: 'cal est', dotted: 'cal px', boxed: 'cal' } as const

/** What the millimetres beside it are worth. */
export function CalBadge({ badge }: Pick<FrameCalibration, 'badge'>) {
  return <span className={looks[badge.look]}>{badge.text}</span>
}
