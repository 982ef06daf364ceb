import { assessCtSpread } from '#shared/contrast/ctAssessment.ts'
import { checkAnatomy } from '#shared/imageAnalysis/anatomyCheck.ts'
import { centreLine } from '#shared/imageAnalysis/centreLine.ts'
import { findNeedle } from '#shared/imageAnalysis/findNeedle.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { growRegion, type RegionSearch } from '#shared/imageAnalysis/regionGrow.ts'
import { registerRigid } from '#shared/imageAnalysis/registerRigid.ts'
import { SkinSurface, type SkinFault } from '#shared/imageAnalysis/skinSurface.ts'
import { WaysFinder } from './waysFinder.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Answer, FromVolumeAnalysis, Question, ToVolumeAnalysis, VolumeQuestions } from './volumeAnalysisMessages.ts'

type Held = { readonly volume: HuVolume; skin: Result<SkinSurface, SkinFault> | null; readonly ways: WaysFinder }
let held: Held | null = null

const say = (message: FromVolumeAnalysis): void => { postMessage(message) }

/** The skin is found at the first question about it and kept: every drag asks again. */
const skinOf = (of: Held): Result<SkinSurface, SkinFault> => (of.skin ??= SkinSurface.find(of.volume))

function withSkin<T>(of: Held, ask: (skin: SkinSurface) => Result<T, SkinFault>): Result<T, SkinFault> {
  const skin = skinOf(of)
  return skin.ok ? ask(skin.value) : skin
}

function growTube(volume: HuVolume, search: RegionSearch): VolumeQuestions['growTube']['answer'] {
  const grown = growRegion(volume, search)
  if (!grown.ok) return grown
  const line = centreLine(grown.value.mask, volume.geometry)
  return line.ok ? ok({ ...line.value, reachesBox: grown.value.reachesBox }) : line
}

/** Lets the messages in that have come meanwhile, a cancellation among them. */
const pause = (): Promise<void> => new Promise((go) => { setTimeout(go, 0) })

type Watch = { readonly onProgress: (part: number) => void; readonly signal: { readonly aborted: boolean } }
async function answerTo(of: Held, { name, input }: Question, { onProgress, signal }: Watch): Promise<Answer> {
  switch (name) {
    case 'skinAt': return { name, answer: withSkin(of, (skin) => skin.snap(input.point, input.direction ?? undefined)) }
    case 'skinAlong': return { name, answer: withSkin(of, (skin) => skin.along(input.target, input.direction)) }
    case 'skinWithin': return { name, answer: withSkin(of, (skin) => ok(skin.pointsWithin(input.target, input.reachMm, input.stepMm))) }
    case 'waysIn': return { name, answer: withSkin(of, (skin) => of.ways.find(skin, input)) }
    case 'isInside': return { name, answer: withSkin(of, (skin) => ok(input.points.map((point) => skin.isInside(point)))) }
    case 'growTube': return { name, answer: growTube(of.volume, input) }
    case 'growRegion': return { name, answer: growRegion(of.volume, input) }
    case 'needle': return { name, answer: findNeedle(of.volume, input) }
    case 'anatomy': return { name, answer: checkAnatomy(of.volume) }
    case 'register': return { name, answer: await registerRigid({ fixed: of.volume, moving: input.moving, focusLpsMm: input.focusLpsMm }, { onProgress, signal, pause }) }
    case 'contrastSpread': return { name, answer: assessCtSpread({ ...input, after: of.volume }) }
  }
}

/** Questions being answered, and whether anybody still waits. */
const asked = new Map<number, { aborted: boolean }>()

addEventListener('message', ({ data }: MessageEvent<ToVolumeAnalysis>) => {
  if (data.kind === 'volume') {
    held = { volume: data.volume, skin: null, ways: new WaysFinder(data.volume) }
    return
  }
  if (data.kind === 'cancel') {
    const one = asked.get(data.id)
    if (one !== undefined) one.aborted = true
    return
  }
  if (held === null) throw new Error('The volume comes before the questions about it.')
  const { id, question } = data
  const signal = { aborted: false }
  asked.set(id, signal)
  void answerTo(held, question, { signal, onProgress: (part) => { say({ kind: 'progress', id, part }) } }).then((answer) => {
    asked.delete(id)
    say({ kind: 'answer', id, answer })
  })
})
