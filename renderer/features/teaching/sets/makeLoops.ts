import { client, faultText, putBlob, streamUrl } from '#renderer/api/index.ts'
import { encodeFilm } from '#renderer/viewports/index.ts'
import type { Input, Output } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

type Loops = NonNullable<Input<'teaching.write'>['loops']>
type Run = Output<'teaching.runs'>['runs'][number]
type Chosen = Input<'teaching.runs'>

/**
 * Films of every run of these cases, made anew of frames that were released: the record's own loops name the patient in
 * each frame. Nothing is drawn over them. Without an encoder there are none, and the host says so.
 */
export async function makeLoops(chosen: Chosen, onProgress: (part: number) => void): Promise<Result<Loops, Fault<'NO_LOOPS'>>> {
  const reply = await client.call('teaching.runs', chosen)
  if (!reply.ok) return err('NO_LOOPS', faultText(reply.error))
  const loops: Loops = []
  const { runs } = reply.value
  for (const [index, run] of runs.entries()) {
    const film = await encodeFilm({ durationsMs: run.durationsMs, picture: (frame) => frameOf(run, frame), onProgress: (part) => { onProgress((index + part) / runs.length) } })
    if (!film.ok && film.error.code === 'NO_ENCODER') return ok([])
    if (!film.ok) return err('NO_LOOPS', film.error.message)
    const blob = await putBlob(film.value.bytes)
    if (!blob.ok) return err('NO_LOOPS', blob.error.message)
    loops.push({ teachingCaseId: run.teachingCaseId, place: run.place, contentType: film.value.contentType, file: { blobId: blob.value } })
  }
  return ok(loops)
}

async function frameOf({ teachingCaseId, version, place }: Run, frame: number): Promise<Result<ImageBitmap, Fault<'UNREADABLE'>>> {
  const answer = await fetch(streamUrl('teaching.runFrame', { teachingCaseId, version: String(version), place, frame: String(frame) })).catch(() => null)
  if (answer === null || !answer.ok) return err('UNREADABLE', 'A frame of a run could not be read, so no slides were written. Write them again.')
  return ok(await createImageBitmap(await answer.blob()))
}
