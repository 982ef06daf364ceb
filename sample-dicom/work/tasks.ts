import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { CArm } from '#shared/projection/cArm.ts'
import { type DicomItem, writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import type { FlashEntry } from '../contrast/artery.ts'
import { contrastPattern, type SpreadName } from '../contrast/patterns.ts'
import type { ContrastPattern } from '../contrast/pattern.ts'
import { type CtAcquisition, ctSlices } from '../ct/ctSeries.ts'
import { ctSliceDataset } from '../dicom/ctDataset.ts'
import { shiftedImage } from '../filters/shift.ts'
import { contrastLineIntegrals } from '../fluoroscopy/contrastImage.ts'
import { type DoseLevel, Exposure } from '../fluoroscopy/exposure.ts'
import { needleLineIntegrals } from '../fluoroscopy/needleImage.ts'
import { projectRows } from '../fluoroscopy/projector.ts'
import type { Needle } from '../needle/needlePath.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import { buildPhantom } from '../phantom/rows.ts'
import { BrickPainter } from '../sampling/brickPainter.ts'
import type { Grid } from '../sampling/grid.ts'

/** The patient moves once during a run: from this frame on everything lies so many pixels to the right and down. */
export type PatientMotion = { readonly fromFrame: number; readonly columnsPx: number; readonly rowsPx: number }

/** What a header says where a patient lies turned on the table, and of how large a pixel is: `detector` and `unknown` leave distances out. */
export type StatedGeometry = { readonly primaryDeg: number; readonly secondaryDeg: number; readonly pixel: 'calibrated' | 'isocentre' | 'detector' | 'unknown' }

/** One acquisition on the C-arm; `seconds` holds each frame's time since the injection began, negative before it. */
export type XaExposure = {
  readonly carm: CArm
  readonly stated?: StatedGeometry
  readonly parameters: PhantomParameters
  readonly side: Side
  readonly needle: Needle | null
  readonly spread: SpreadName | null
  readonly flash?: FlashEntry
  readonly dose: DoseLevel
  readonly seed: number
  readonly seconds: readonly number[]
  readonly motion: PatientMotion | null
}

/** A file as it was written, for the manifest. */
export type WrittenFile = { readonly path: string; readonly sha256: string; readonly bytes: number; readonly sopInstanceUid: string }

/** The work that a worker does; memory is shared, so a task names its buffers and fills its own part of them. */
export type SampleTask =
  | { readonly kind: 'paint'; readonly parameters: PhantomParameters; readonly grid: Grid; readonly slab: number; readonly volume: SharedArrayBuffer }
  | { readonly kind: 'project'; readonly grid: Grid; readonly volume: SharedArrayBuffer; readonly carm: CArm; readonly fromRow: number; readonly toRow: number; readonly image: SharedArrayBuffer }
  | { readonly kind: 'expose'; readonly exposure: XaExposure; readonly fromFrame: number; readonly toFrame: number; readonly background: SharedArrayBuffer; readonly stored: SharedArrayBuffer }
  | { readonly kind: 'ct'; readonly grid: Grid; readonly volume: SharedArrayBuffer; readonly acquisition: CtAcquisition; readonly attributes: DicomItem; readonly seriesUid: string; readonly directory: string; readonly folder: string }

/** What a thread keeps between tasks, because it is dear to make and always the same. */
export class TaskRunner {
  private readonly painters = new Map<string, BrickPainter>()
  private readonly patterns = new Map<string, ContrastPattern>()
  private readonly needles = new Map<string, Float32Array>()

  run(task: SampleTask): readonly WrittenFile[] {
    switch (task.kind) {
      case 'paint':
        this.painter(task.parameters, task.grid).paintSlab(task.slab, new Int16Array(task.volume))
        return []
      case 'project':
        projectRows({ grid: task.grid, hu: new Int16Array(task.volume) }, task.carm, task.fromRow, task.toRow, new Float32Array(task.image))
        return []
      case 'expose':
        this.expose(task)
        return []
      case 'ct':
        return this.writeCtSeries(task)
    }
  }

  private painter(parameters: PhantomParameters, grid: Grid): BrickPainter {
    return remembered(this.painters, { parameters, grid }, () => new BrickPainter(buildPhantom(parameters), grid))
  }

  private expose(task: Extract<SampleTask, { kind: 'expose' }>): void {
    const { carm, needle, spread, flash, side, parameters, dose, seed, seconds, motion } = task.exposure
    const pixels = carm.detector.rows * carm.detector.columns
    const still = new Float32Array(task.background).slice()
    if (needle !== null) {
      const image = remembered(this.needles, { needle, carm }, () => needleLineIntegrals(needle, carm))
      for (let i = 0; i < pixels; i++) still[i] = (still[i] ?? 0) + (image[i] ?? 0)
    }
    const pattern = spread === null ? [] : remembered(this.patterns, { spread, flash, side, parameters }, () => contrastPattern(spread, side, parameters, flash))
    const exposure = new Exposure(carm)
    const gain = exposure.gain(still, dose)
    for (let frame = task.fromFrame; frame < task.toFrame; frame++) {
      const lineIntegrals = contrastLineIntegrals(pattern, seconds[frame] ?? 0, carm)
      for (let i = 0; i < pixels; i++) lineIntegrals[i] = (lineIntegrals[i] ?? 0) + (still[i] ?? 0)
      const seen = motion !== null && frame >= motion.fromFrame ? shiftedImage(lineIntegrals, carm.detector.columns, motion.columnsPx, motion.rowsPx) : lineIntegrals
      exposure.expose(seen, gain, dose, { seed, frame }, new Uint16Array(task.stored, frame * pixels * 2, pixels))
    }
  }

  private writeCtSeries(task: Extract<SampleTask, { kind: 'ct' }>): readonly WrittenFile[] {
    const files: WrittenFile[] = []
    const volume = { grid: task.grid, hu: new Int16Array(task.volume) }
    for (const slice of ctSlices(volume, task.acquisition)) {
      const dataset = ctSliceDataset(task.attributes, task.seriesUid, files.length + 1, slice, task.acquisition, task.grid)
      files.push(writeInstance(task.directory, task.folder, files.length + 1, dataset.SOPInstanceUID, writeDicomFile(dataset)))
    }
    return files
  }
}

function remembered<T>(memory: Map<string, T>, key: unknown, make: () => T): T {
  const text = JSON.stringify(key)
  const known = memory.get(text)
  if (known !== undefined) return known
  const made = make()
  memory.set(text, made)
  return made
}

/** Writes IM0001.dcm and so on into a folder of the output; the path in the manifest is relative and has slashes. */
export function writeInstance(directory: string, folder: string, number: number, sopInstanceUid: string, bytes: Uint8Array): WrittenFile {
  const name = `${folder}/IM${String(number).padStart(4, '0')}.dcm`
  mkdirSync(path.join(directory, folder), { recursive: true })
  writeFileSync(path.join(directory, name), bytes)
  return { path: name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, sopInstanceUid }
}
