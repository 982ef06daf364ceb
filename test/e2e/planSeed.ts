import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import { practiceCase } from '#sample-dicom/practice/practiceCase.ts'
import { practiceTruth } from '#sample-dicom/practice/practiceTruth.ts'
import { writeOneCase } from '#sample-dicom/writeSampleCases.ts'
import { buildPorts } from '#test/builders/ports.ts'
import type { Lps } from './steps.ts'

export type PlannedCase = { readonly entry: Lps; readonly target: Lps }

/** A patient whose side is confirmed, with a small CT, the artery drawn on it, and one path with its needle by `madeBy`. */
export async function seedPlannedCase(dataFolder: string, patientName: string, madeBy: string): Promise<PlannedCase> {
  const practice = practiceCase({ seed: 11, task: 'path', side: 'LEFT', difficulty: 2, detail: 'coarse' })
  const [key] = practiceTruth(practice).keys
  const known = key?.experts[0]?.answer
  if (key === undefined || known?.kind !== 'drawPath') throw new Error('The case holds no path.')
  const directory = path.join(dataFolder, 'ct')
  await writeOneCase({ ...practice.sample, study: { ...practice.sample.study, patientName, patientId: 'MRN-770421', description: 'CT NECK' } }, { directory, grids: practice.grids, truth: 'kept' })
  const running = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  const value = <T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T => {
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }
  try {
    value(await running.services['app.changeSettings']({ operator: madeBy }))
    const [series] = value(await running.services['library.import']({ paths: [directory], storage: 'copy' })).series
    const [of] = value(await running.services['case.list']({})).cases
    if (series === undefined || of === undefined) throw new Error('Nothing was imported.')
    const { caseId } = of, { seriesUid } = series
    value(await running.services['record.create']({ seriesUid, side: 'LEFT', level: 'C1-2', actor: madeBy }))
    const { document, version } = value(await running.services['case.get']({ caseId }))
    const structures = key.structures.filter(({ kind }) => kind === 'vertebralArtery').map((one) => ({ ...one, drawnBy: madeBy }))
    value(await running.services['case.edit']({ caseId, baseVersion: version, step: 'Path A', document: {
      ...document,
      study: { ...document.study, patientConfirmed: true, level: 'C1-2', side: 'LEFT', faceTowardsAnterior: 'yes', skullTowardsHead: 'yes', confirmedAtIso: new Date().toISOString() },
      plans: [{ kind: 'volume', planId: crypto.randomUUID(), name: 'Path A', colour: '#5AD8FF', seriesUid, frameOfReferenceUid: structures[0]?.frameOfReferenceUid ?? null, entryLpsMm: known.entryLpsMm, targetLpsMm: known.targetLpsMm, needle: { gauge: 22, lengthMm: 90 }, madeBy }],
      planning: { ...document.planning, structures },
    } }))
  } finally {
    await running.close()
  }
  return { entry: known.entryLpsMm, target: known.targetLpsMm }
}
