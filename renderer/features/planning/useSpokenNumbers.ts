import { useEffect, useState } from 'react'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'

/** Numbers are spoken when they have stood still this long, not at every step of a drag. */
const QUIET_MS = 800

export function useSpokenNumbers(figures: PlanEvaluation | null): string {
  const [spoken, setSpoken] = useState('')
  const words = figures === null ? '' : `Path ${figures.lengthMm.toFixed(1)} millimetres.`
  useEffect(() => {
    const timer = setTimeout(() => { setSpoken(words) }, QUIET_MS)
    return () => { clearTimeout(timer) }
  }, [words])
  return spoken
}
