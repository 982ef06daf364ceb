import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import dicomParser from 'dicom-parser'
import { afterEach, describe, expect, it } from 'vitest'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { has, withTool } from '#test/builders/tools.ts'

/** dciodvfy counts the bytes of a name, of which PS3.5 6.2 allows 64 characters in each group, and sums that up in a second line. */
const countsBytes = /PN Patient's Name .* Length invalid for this VR|Dicom dataset contains invalid data values/
const isLong = (name: string): boolean => Buffer.byteLength(name) > 64 && name.split('=').every((group) => [...group].length <= 64)

let bench: RecordBench | null = null
afterEach(async () => {
  await bench?.remove()
  bench = null
})

async function exportDocuments(patientName: string): Promise<readonly string[]> {
  bench = await openRecordBench({ series: [buildSeriesSummary({ patientName })] })
  const created = await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })
  if (!created.ok) throw new Error(created.error.message)
  const { recordId } = created.value
  await bench.services['record.append']({ recordId, event: buildKeyImage({ blobId: bench.putBlob(buildPng(64, 48).png) }) })
  const exported = await bench.services['record.export']({ recordId, directory: path.join(bench.directory, 'out') })
  return exported.ok ? exported.value.files.filter(({ kind, path: file }) => kind === 'PDF' && file.endsWith('.dcm')).map((file) => file.path) : []
}

describe('an Encapsulated PDF', () => {
  it.skipIf(!has('dciodvfy')).each(['SAMPLE^ANNA', `Kim^Cheol=${'김'.repeat(30)}^철수`, `${'محمد'.repeat(8)}^علي`])(withTool('dciodvfy', 'of %s has no error for dciodvfy'), async (patientName) => {
    const files = await exportDocuments(patientName)
    expect(files).toHaveLength(3)
    for (const file of files) {
      const { stdout, stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' })
      expect(`${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error') && !(isLong(patientName) && countsBytes.test(line)))).toEqual([])
    }
  })

  it('names to a second reader the images that its pictures are of, and holds the PDF as it is', async () => {
    const [file = ''] = await exportDocuments('SAMPLE^ANNA')
    const bytes = new Uint8Array(await readFile(file))
    const read = dicomParser.parseDicom(bytes)
    expect([read.string('x00080016'), read.string('x0020000d'), read.string('x00420012'), read.string('x0040a493')]).toEqual(['1.2.840.10008.5.1.4.1.1.104.1', '1.2.3', 'application/pdf', 'UNVERIFIED'])
    expect(read.elements['x00420013']?.items?.[0]?.dataSet?.string('x00081155')).toBe('1.2.3.1.57')
    const document = read.elements['x00420011']
    const pdf = await readFile(file.replace(/\.dcm$/, '.pdf'))
    expect(Buffer.from(bytes.subarray(document?.dataOffset ?? 0, (document?.dataOffset ?? 0) + pdf.length)).equals(pdf)).toBe(true)
  })
})
