import { create } from 'zustand'
import { client, faultText, putBlob } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { TakenLoop } from './takeLoop.ts'

export type HeldImage = { readonly caseId: string; readonly recordId: string; readonly png: Uint8Array; readonly handedOver: ReturnType<typeof putBlob> | null; readonly film: TakenLoop | null; readonly event: Omit<Extract<RecordEventInput, { kind: 'keyImageAdded' }>, 'picture' | 'loop'> }
export type SetAside = {
  readonly image: HeldImage
  /** Signed: it goes nowhere until somebody says what it belongs to; earlier record: nobody has said yet that it goes in there; refused: sent again it would be refused again, until something else is changed. */
  readonly why: 'signed' | 'earlierRecord' | 'refused'
  readonly message: string
}
type UnsavedKeyImages = {
  /** How many are being taken: pressed, and not among the others yet. A loop takes up to a minute. */
  readonly taking: number
  /** On their way, oldest first. */
  readonly images: readonly HeldImage[]
  /** They take long enough for a word. */
  readonly isSlow: boolean
  /** Why none of them can be sent now; null while they are on their way. */
  readonly message: string | null
  /** Not in the way of the others, until a person decides. */
  readonly aside: readonly SetAside[]
}

/** Pictures that were taken but are not in the record yet; held until they are. */
export const useUnsavedKeyImages = create<UnsavedKeyImages>(() => ({ taking: 0, images: [], isSlow: false, message: null, aside: [] }))

/** "Saving" is said of what takes longer: most pictures are durable sooner than a screen shows a word, and its painting would hold them up. */
const QUIET_MS = 100

let slow = 0
/** Says after a while that something is being saved, until the answer is called. */
function saySlow(): () => void {
  let isSlow = false
  const timer = setTimeout(() => {
    isSlow = true
    slow += 1
    useUnsavedKeyImages.setState({ isSlow: true })
  }, QUIET_MS)
  return () => {
    clearTimeout(timer)
    if (isSlow) slow -= 1
    useUnsavedKeyImages.setState({ isSlow: slow > 0 })
  }
}

/** Takes a picture; until it is there, or is told not to come, not all is saved. */
export async function whileTaken<Picture>(take: () => Promise<Picture>): Promise<Picture> {
  useUnsavedKeyImages.setState(({ taking }) => ({ taking: taking + 1 }))
  const end = saySlow()
  try {
    return await take()
  } finally {
    useUnsavedKeyImages.setState(({ taking }) => ({ taking: taking - 1 }))
    end()
  }
}

/** Puts pictures behind those that wait, and sends. */
export function sendKeyImages(images: readonly HeldImage[]): Promise<void> {
  useUnsavedKeyImages.setState((held) => ({ images: [...held.images, ...images] }))
  return retryKeyImages()
}

let sending: Promise<void> | null = null
/** Sends what is held, oldest first, until nothing is or none can be sent; one sender at a time takes what comes meanwhile too. */
export const retryKeyImages = (): Promise<void> => (useUnsavedKeyImages.getState().images.length === 0 ? Promise.resolve() : (sending ??= sendAll()))

async function sendAll(): Promise<void> {
  useUnsavedKeyImages.setState({ message: null })
  const end = saySlow()
  // A record that takes nothing now does not keep the pictures of another from theirs.
  const stuck = new Set<string>()
  const next = (): HeldImage | undefined => useUnsavedKeyImages.getState().images.find(({ recordId }) => !stuck.has(recordId))
  try {
    for (let image = next(); image !== undefined; image = next()) {
      const sent = await send(image)
      if (sent.ok) {
        leaveQueue(image)
        tellReceipt(`Key image ${sent.value === null ? '' : `${String(sent.value)} `}saved${image.film === null ? '' : ', with its loop'}`)
      } else if (passes.has(sent.error.code)) {
        useUnsavedKeyImages.setState({ message: `${sent.error.message} The picture is held in memory: do not close the app.` })
        stuck.add(image.recordId)
      } else setAside(image, sent.error.code === 'SIGNED' ? 'signed' : 'refused', sent.error.message)
    }
  } finally {
    // In the same breath as the last look: what is taken after it finds no sender that has ended.
    sending = null
    end()
  }
}

const isImage = ({ event }: HeldImage) => ({ event: other }: HeldImage): boolean => event.keyImageId === other.keyImageId
function leaveQueue(image: HeldImage): void {
  const isIt = isImage(image)
  useUnsavedKeyImages.setState(({ images }) => ({ images: images.filter((other) => !isIt(other)) }))
}

/** Kept, and named with its reason, while the others go on. */
export function setAside(image: HeldImage, why: SetAside['why'], message: string): void {
  leaveQueue(image)
  useUnsavedKeyImages.setState(({ aside }) => ({ aside: [...aside, { image: { ...image, handedOver: null }, why, message }] }))
}

/** Those of the case that is open: the others wait until theirs is. */
export const ofCase = (aside: readonly SetAside[], caseId: string | null): readonly SetAside[] => aside.filter(({ image }) => image.caseId === caseId)
/** To be sent again, or to be let go of. */
export function takeAside(chosen: readonly SetAside[]): readonly HeldImage[] {
  const { aside } = useUnsavedKeyImages.getState()
  const taken = aside.filter((one) => chosen.includes(one))
  useUnsavedKeyImages.setState({ aside: aside.filter((one) => !taken.includes(one)) })
  return taken.map(({ image }) => image)
}

/** What waits, and what was refused: the reason may be gone. */
export const retryAllKeyImages = (): void => { void sendKeyImages(takeAside(useUnsavedKeyImages.getState().aside.filter(({ why }) => why === 'refused'))) }

/** What can be handed over or written later as it is: a lost connection, a full disk. */
const passes: ReadonlySet<string> = new Set(['DISCONNECTED', 'NOT_TAKEN', 'STORAGE_FAILED'])

/** The number it has in the record, once it is durable there. */
async function send(image: HeldImage): Promise<Result<number | null, Fault<string>>> {
  const first = await append(image, image.handedOver)
  // What was handed over when it was taken can be named once, and waits in the host only for a while.
  const sent = !first.ok && first.error.code === 'BAD_PICTURE' && image.handedOver !== null ? await append(image, null) : first
  if (!sent.ok) forgetHandedOver(image)
  return sent
}

function forgetHandedOver(image: HeldImage): void {
  const isIt = isImage(image)
  useUnsavedKeyImages.setState(({ images }) => ({ images: images.map((other) => (isIt(other) ? { ...other, handedOver: null } : other)) }))
}

async function append({ recordId, png, film, event }: HeldImage, handedOver: HeldImage['handedOver']): Promise<Result<number | null, Fault<string>>> {
  const blob = await (handedOver ?? putBlob(png))
  if (!blob.ok) return blob
  const loop = film === null ? null : await putBlob(film.bytes)
  if (loop?.ok === false) return loop
  const reply = await client.call('record.append', { recordId, event: { ...event, picture: { blobId: blob.value }, ...(film !== null && loop !== null && { loop: { file: { blobId: loop.value }, ...film.facts } }) } })
  return reply.ok ? ok(reply.value.keyImageNumber) : err(reply.error.code, faultText(reply.error))
}
