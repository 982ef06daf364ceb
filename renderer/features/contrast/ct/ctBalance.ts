import { balanceVolumes } from '#shared/contrast/ctSpread.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** The balance follows what is said to have been injected; the picture does not. */
export function withInjected<Kept extends CaseDocument['contrast']['ct']>(ct: Kept, injectedMl: number | null): Kept {
  if (ct === null || ct.figures.injectedMl === injectedMl) return ct
  const { missingMl, message } = balanceVolumes(injectedMl, ct.figures.volumeMl, ct.figures.coverage)
  return { ...ct, figures: { ...ct.figures, injectedMl, missingMl, discordance: message } }
}
