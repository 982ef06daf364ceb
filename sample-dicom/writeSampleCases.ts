import { availableParallelism } from 'node:os'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { needleOfSample, seedOf, exposureOf } from './case-definitions/exposures.ts'
import { sampleCases } from './case-definitions/cases.ts'
import type { CtSeriesDefinition, SampleCase, XaSeriesDefinition } from './case-definitions/sampleCase.ts'
import { commonAttributes, cervicalSpine, seriesUidOf } from './dicom/commonAttributes.ts'
import { captureDataset } from './dicom/captureDataset.ts'
import { doseReportDataset } from './dicom/doseReportDataset.ts'
import { uidFor } from './dicom/uids.ts'
import { xaDataset } from './dicom/xaDataset.ts'
import { displayPictures } from './fluoroscopy/display.ts'
import { isComplete, readManifest, type SampleManifest, sampleVersion, sha256Of, writeManifest } from './manifest.ts'
import { ctGrid, fluoroGrid, type Grid } from './sampling/grid.ts'
import { caseTruth } from './truth/caseTruth.ts'
import { type WrittenFile, writeInstance, type XaExposure } from './work/tasks.ts'
import { SharedVolumes } from './work/sharedVolumes.ts'
import { Workforce } from './work/workforce.ts'

export type SampleProgress = { readonly done: number; readonly total: number; readonly doing: string }

export type SampleOptions = {
  readonly directory: string
  /** Threads; 0 does all work in the calling thread. The bytes do not depend on it. */
  readonly workers?: number
  readonly onProgress?: (progress: SampleProgress) => void
  /** Letters of the cases to write; all when left out. */
  readonly letters?: readonly string[]
  /** Writes even what is there already. */
  readonly force?: boolean
  /** `kept`: the truth is not written beside the images. */
  readonly truth?: 'written' | 'kept'
  /** Coarser grids, for tests of the way from phantom to file. */
  readonly grids?: { readonly ct: Grid; readonly fluoroscopy: Grid }
}

export type SampleOutcome = { readonly outcome: 'written' | 'alreadyThere'; readonly manifest: SampleManifest }

export const defaultWorkers = (): number => Math.max(1, Math.min(4, availableParallelism()))

/** Work units, so that the bar grows evenly: a slab of volume is one. */
const unitsPerImage = 1
const unitsPerCtSlice = 0.5

/**
 * Writes the sample cases with their ground truth. The same call gives the same bytes on every machine and with any
 * number of workers; what is already there and whole is left alone.
 */
export async function writeSampleCases(options: SampleOptions): Promise<SampleOutcome> {
  const chosen = sampleCases.filter(sample => options.letters?.includes(sample.letter) ?? true)
  const existing = readManifest(options.directory)
  const missing = existing === null || options.force === true ? chosen : chosen.filter(({ folder }) => !isComplete(options.directory, existing, folder))
  const reports = existing === null ? [] : addDoseReports(options.directory, existing, chosen.filter(sample => !missing.includes(sample)))
  if (existing !== null && missing.length === 0 && reports.length === 0) return { outcome: 'alreadyThere', manifest: existing }
  mkdirSync(options.directory, { recursive: true })
  const workforce = new Workforce(options.workers ?? defaultWorkers())
  try {
    const writer = new CaseWriter(options, workforce, missing)
    const cases = await Promise.all(missing.map(sample => writer.write(sample)))
    const others = existing?.cases.filter(one => !missing.some(({ folder }) => folder === one.folder)).map(one => reports.find(({ folder }) => folder === one.folder) ?? one) ?? []
    const manifest = { version: sampleVersion, cases: [...others, ...cases].sort((a, b) => (a.letter < b.letter ? -1 : 1)) }
    writeManifest(options.directory, manifest)
    return { outcome: 'written', manifest }
  } finally {
    await workforce.close()
  }
}

/** Cases whose images are whole, and whose dose report is not there: written before there was one. Their images are left alone. */
const addDoseReports = (directory: string, manifest: SampleManifest, complete: readonly SampleCase[]): readonly SampleManifest['cases'][number][] => complete.flatMap(sample => {
  const there = manifest.cases.find(({ folder }) => folder === sample.folder)
  if (there === undefined || sample.dose === undefined || there.files.some(({ path: file }) => file.startsWith(`${doseFolder(sample)}/`))) return []
  return [{ ...there, files: [...there.files, ...writeDoseReport(directory, sample)] }]
})

const doseFolder = ({ folder }: SampleCase): string => `${folder}/dose`

function writeDoseReport(directory: string, sample: SampleCase): readonly WrittenFile[] {
  if (sample.dose === undefined) return []
  const dataset = doseReportDataset(sample.study, sample.dose)
  return [writeInstance(directory, doseFolder(sample), 1, dataset.SOPInstanceUID, writeDicomFile(dataset))]
}

/** Writes one case that is none of the samples, in the calling thread. */
export const writeOneCase = (sample: SampleCase, options: Pick<SampleOptions, 'directory' | 'grids' | 'onProgress' | 'truth'>): Promise<SampleManifest['cases'][number]> =>
  new CaseWriter(options, new Workforce(0), [sample]).write(sample)

class CaseWriter {
  private readonly options: SampleOptions
  private readonly workforce: Workforce
  private readonly volumes: SharedVolumes
  private readonly grids: { readonly ct: Grid; readonly fluoroscopy: Grid }
  private readonly total: number
  private done = 0

  constructor(options: SampleOptions, workforce: Workforce, chosen: readonly SampleCase[]) {
    this.options = options
    this.workforce = workforce
    this.grids = options.grids ?? { ct: ctGrid, fluoroscopy: fluoroGrid }
    this.volumes = new SharedVolumes(workforce, (units, doing) => { this.report(units, doing) })
    const images = chosen.flatMap(sample => sample.xa.flatMap(series => series.images.map(image => exposureOf(sample, series, image).seconds.length)))
    const slices = chosen.flatMap(sample => sample.ct.map(series => series.toZMm - series.fromZMm + 1))
    const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    this.total = this.volumes.unitsFor(chosen, this.grids) + add(images) * unitsPerImage + add(slices) * unitsPerCtSlice
  }

  async write(sample: SampleCase): Promise<SampleManifest['cases'][number]> {
    rmSync(path.join(this.options.directory, sample.folder), { recursive: true, force: true })
    const ct = await Promise.all(sample.ct.map(series => this.writeCt(sample, series)))
    const xa = await Promise.all(sample.xa.map(series => this.writeXa(sample, series)))
    const series = [...ct, ...xa]
    const truth = `${JSON.stringify(caseTruth(sample, series), null, 1)}\n`
    if (this.options.truth !== 'kept') writeFileSync(path.join(this.options.directory, sample.folder, 'truth.json'), truth)
    return { letter: sample.letter, folder: sample.folder, truthSha256: sha256Of(truth), files: [...series.flatMap(one => [...one.files]), ...writeDoseReport(this.options.directory, sample)] }
  }

  private async writeCt(sample: SampleCase, series: CtSeriesDefinition): Promise<WrittenSeries> {
    const volume = await this.volumes.volume(sample.parameters, this.grids.ct)
    const seriesUid = seriesUidOf(sample.study, series)
    const contrast = series.contrast !== null && sample.spread !== null ? { spread: sample.spread, side: sample.side, ...series.contrast } : null
    const files = await this.workforce.run({
      kind: 'ct', grid: this.grids.ct, volume, seriesUid, directory: this.options.directory, folder: `${sample.folder}/${series.name}`,
      attributes: {
        ...commonAttributes(sample.study, series, 'CT'), ...cervicalSpine,
        ManufacturerModelName: 'Analytic neck CT', SoftwareVersions: sampleVersion,
        FrameOfReferenceUID: uidFor(`${sample.study.caseName}/frame`),
        ...(contrast === null ? {} : { ContrastBolusAgent: 'IOHEXOL 300', ContrastBolusRoute: 'INTRA-ARTICULAR' }),
      },
      acquisition: {
        position: series.position, kernel: series.kernel, seed: seedOf(sample, series.number),
        fromZMm: series.fromZMm, toZMm: series.toZMm, gantryTiltDeg: series.gantryTiltDeg, parameters: sample.parameters,
        needle: series.hasNeedle ? needleOfSample(sample) : null,
        contrast,
      },
    })
    this.report(files.length * unitsPerCtSlice, `${sample.folder}/${series.name}`)
    return { name: series.name, seriesUid, files, exposures: [] }
  }

  private async writeXa(sample: SampleCase, series: XaSeriesDefinition): Promise<WrittenSeries> {
    const seriesUid = seriesUidOf(sample.study, series)
    const exposures = series.images.map(image => exposureOf(sample, series, image))
    const files = await Promise.all(exposures.map(async (exposure, place) => {
      const stored = await this.expose(exposure)
      const dataset = sample.storesCaptures
        ? captureDataset(this.captureAttributes(sample, series), seriesUid, place + 1, {
          rows: exposure.carm.detector.rows, columns: exposure.carm.detector.columns, frames: exposure.seconds.length, grey: displayPictures(stored, exposure.carm),
        })
        : xaDataset(this.xaAttributes(sample, series), seriesUid, place + 1, exposure, stored)
      this.report(exposure.seconds.length * unitsPerImage, `${sample.folder}/${series.name}`)
      return writeInstance(this.options.directory, `${sample.folder}/${series.name}`, place + 1, dataset.SOPInstanceUID, writeDicomFile(dataset))
    }))
    return { name: series.name, seriesUid, files, exposures }
  }

  /** Frames of one acquisition, shared out in blocks. */
  private async expose(exposure: XaExposure): Promise<Uint16Array> {
    const { carm, seconds } = exposure
    const background = await this.volumes.projection(exposure.parameters, this.grids.fluoroscopy, carm)
    const stored = new SharedArrayBuffer(carm.detector.rows * carm.detector.columns * 2 * seconds.length)
    const block = 10
    const starts = Array.from({ length: Math.ceil(seconds.length / block) }, (_, n) => n * block)
    await Promise.all(starts.map(fromFrame => this.workforce.run({
      kind: 'expose', exposure, background, stored, fromFrame, toFrame: Math.min(fromFrame + block, seconds.length),
    })))
    return new Uint16Array(stored)
  }

  private xaAttributes(sample: SampleCase, series: XaSeriesDefinition) {
    return { ...commonAttributes(sample.study, series, 'XA'), ...cervicalSpine, ManufacturerModelName: 'Analytic neck C-arm', SoftwareVersions: sampleVersion }
  }

  private captureAttributes(sample: SampleCase, series: XaSeriesDefinition) {
    return { ...commonAttributes(sample.study, series, 'OT'), SecondaryCaptureDeviceManufacturer: 'Axis Guide sample generator', SecondaryCaptureDeviceManufacturerModelName: 'Analytic mobile C-arm' }
  }

  private report(units: number, doing: string): void {
    this.done += units
    this.options.onProgress?.({ done: Math.min(this.done, this.total), total: this.total, doing })
  }
}

export type WrittenSeries = {
  readonly name: string
  readonly seriesUid: string
  readonly files: readonly WrittenFile[]
  readonly exposures: readonly XaExposure[]
}
