import { usePlanPage } from '../planPages.tsx'
import type { OtherScan } from './useCheckLayer.ts'

/** Over the picture: the path that is followed is not of this scan. */
export function CarriedTag({ other }: { readonly other: OtherScan | null }) {
  if (other === null || other.carried === null) return null
  return <span className="tag line" title={carriedWords(other)}>{shortWords(other)}<span className="sr">. {carriedWords(other)}</span></span>
}

export const shortWords = ({ name, madeAt }: OtherScan): string => `${name}, planned ${madeAt === null ? 'on another scan' : `at ${madeAt}`}`
export const carriedWords = ({ name, madeOn, carried }: OtherScan): string => `${name} was made on ${madeOn} and lies here ${carried?.basis === 'stated' ? 'on the word that the head has not moved' : 'as the scans were registered'}.`

/** What to do before the path of another scan can be followed on this one. */
export function OtherScanNotice({ other, isShort = false }: { readonly other: OtherScan; readonly isShort?: boolean }) {
  const { name, madeOn, isSameFrame } = other
  return (
    <>
      <p>{name} was made on {isShort ? 'another scan' : madeOn}. Register the scans{isSameFrame ? ', or say that the head has not moved' : ''}: then {isShort ? 'this view follows' : 'these views follow'} it here.</p>
      {!isShort && <button type="button" className="btn" onClick={() => { usePlanPage.setState({ page: 'compare' }) }}>Go to Compare</button>}
    </>
  )
}
