import { Notice } from './Notice.tsx'

/** Entries of a list that the disk has damaged: what is shown is not all. */
export const LeftOut = ({ count, one, many }: { readonly count: number; /** "draft" */ readonly one: string; readonly many: string }) => (count === 0 ? null : (
  <Notice kind="caution" title={count === 1 ? `One ${one} is left out` : `${String(count)} ${many} are left out`}>What the disk has damaged is not shown; the others are whole. Bring the data folder back from a backup.</Notice>
))
