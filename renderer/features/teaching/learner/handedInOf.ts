import type { HandedIn } from '#renderer/features/planning/index.ts'
import { targetBand } from '#shared/planning/targetBand.ts'
import type { AnswerKey } from '#shared/teaching/questions.ts'
import { alongPath, expertPaths, nearestCorridor } from '#shared/teaching/scoring/corridors.ts'
import { personsAmong } from '#shared/teaching/scoring/persons.ts'

/** Experts of one way are named alike: only between them lies a band; one person’s two plans are none. */
export function handedInOf({ experts, structures, jointLine }: AnswerKey): HandedIn {
  const paths = expertPaths(experts)
  const wayOf = (at: number): string => {
    const own = paths[at]
    const corridor = own === undefined || alongPath(own).every((each) => each === 0) ? null : nearestCorridor(own, paths)
    return corridor === null || corridor.members.some(({ isTruth }) => isTruth) || personsAmong(corridor.members) < 2 ? String(at) : corridor.members.map((member) => member.at).join(' ')
  }
  const targets = experts.flatMap(({ answer }) => (answer.kind === 'placeTarget' ? [answer.targetLpsMm] : []))
  const band = jointLine === null ? null : targetBand(jointLine.medialLpsMm, jointLine.lateralLpsMm, jointLine.lateralLpsMm[0] > jointLine.medialLpsMm[0] ? 'LEFT' : 'RIGHT')
  return {
    experts: [...paths.map(({ entryLpsMm, targetLpsMm }, at) => ({ way: wayOf(at), entry: entryLpsMm, target: targetLpsMm })), ...targets.map((target, at) => ({ way: `target ${String(at)}`, entry: target, target }))],
    structures, joint: jointLine === null ? null : { medial: jointLine.medialLpsMm, lateral: jointLine.lateralLpsMm, hasBand: band?.ok === true },
  }
}
