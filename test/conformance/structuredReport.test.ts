import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { sampleCases } from '#sample-dicom/case-definitions/cases.ts'
import { doseReportDataset } from '#sample-dicom/dicom/doseReportDataset.ts'
import type { CodedConcept, ContentItem, ContentValue } from '#shared/dicom/contentItem.ts'
import { readStructuredReport, type ReadReport } from '#shared/reporting/structuredReport/readStructuredReport.ts'
import { createdBody } from '#test/builders/recordEvents.ts'
import { recordOf, reportRecords, reportsOf, signed } from '#test/builders/reportRecords.ts'
import { has, withTool } from '#test/builders/tools.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'axis-sr-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

async function write(bodies: Parameters<typeof recordOf>[0]): Promise<readonly { readonly file: string; readonly bytes: Uint8Array }[]> {
  return (await reportsOf(recordOf(bodies))).map(({ name, bytes }) => {
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    return { file, bytes }
  })
}

/** What dciodvfy says, line by line; it speaks on both channels. */
const validate = (file: string): readonly string[] => {
  const { stdout, stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n')
}
const dump = (file: string): readonly string[] => {
  const { stdout, stderr, status } = spawnSync('dsrdump', ['+Pc', '+U8', '+Pl', '+Pu', '+Psu', file], { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(stderr)
  return stdout.split('\n')
}
function read(bytes: Uint8Array): ReadReport {
  const reading = readHeader(bytes, bytes.length)
  const report = reading.kind === 'read' ? readStructuredReport(reading.header) : null
  if (report?.ok !== true) throw new Error(JSON.stringify(report))
  return report.value
}

/** The tree as dsrdump would print it, made of what our own reader found: what the two agree on was written once and read twice. */
function asDumped({ relationship, name, value, observedAt, children }: ContentItem, depth = 0): readonly string[] {
  const code = (concept: CodedConcept): string => `(${concept.value},${concept.scheme},"${concept.meaning}")`
  const [type, words] = dumped(value, code)
  const at = observedAt === undefined ? '' : ` {${observedAt.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3 $4:$5:$6 +00:00')}}`
  return [`${'  '.repeat(depth)}<${relationship === null ? '' : `${relationship.toLowerCase()} `}${type}:${name === null ? '' : code(name)}=${words}>${at}`, ...children.flatMap((child) => asDumped(child, depth + 1))]
}
function dumped(value: ContentValue, code: (concept: CodedConcept) => string): readonly [string, string] {
  switch (value.kind) {
    case 'container': return ['CONTAINER', 'SEPARATE']
    case 'text': return ['TEXT', `"${value.text}"`]
    case 'code': return ['CODE', code(value.code)]
    case 'number': return ['NUM', value.unit === null ? `empty${value.qualifier === null ? '' : ` ${code(value.qualifier)}`}` : `"${value.stated ?? ''}" ${code(value.unit)}`]
    case 'uid': return ['UIDREF', `"${value.uid}"`]
    case 'dateTime': return ['DATETIME', `"${value.dateTime}"`]
    case 'person': return ['PNAME', `"${value.name}"`]
    case 'points': return ['SCOORD', `(${value.graphic},${value.pointsFromCorner.map((point) => point.join('/')).join(',')})`]
    case 'points3d': return ['SCOORD3D', `(${value.graphic},"${value.frameOfReferenceUid}",${value.pointsLpsMm.map((point) => point.join('/')).join(',')})`]
    case 'image': return ['IMAGE', `("${value.reference.sopClassUid}","${value.reference.sopInstanceUid}"${value.reference.frameNumbers.map((frame) => `,${String(frame)}`).join('')})`]
    default: return ['?', value.kind]
  }
}
const treeOf = (lines: readonly string[]): readonly string[] => lines.slice(lines.findIndex((line) => line.startsWith('<'))).filter((line) => line !== '')
/** Lines without their place: what DCMTK prints of measurements, codes and coordinates. */
const about = (lines: readonly string[], ...concepts: readonly string[]): readonly string[] => treeOf(lines).map((line) => line.trim()).filter((line) => concepts.some((concept) => line.includes(`:(${concept},`)))
const cases = Object.entries(reportRecords).map(([name, bodies]) => ({ name, bodies }))

describe('a structured report', () => {
  it.skipIf(!has('dciodvfy')).each(cases)(withTool('dciodvfy', 'of $name has no error for dciodvfy'), async ({ bodies }) => {
    const files = await write(bodies)
    expect(files.length).toBeGreaterThan(0)
    for (const { file } of files) expect(validate(file).filter((line) => line.startsWith('Error'))).toEqual([])
  })

  it.skipIf(!has('dsrdump')).each(cases)(withTool('dsrdump', 'of $name is the same tree for DCMTK and for our reader'), async ({ bodies }) => {
    for (const { file, bytes } of await write(bodies)) expect(treeOf(dump(file))).toEqual(asDumped(read(bytes).tree))
  })

  it.skipIf(!has('dsr2xml'))(withTool('dsr2xml', 'is valid by the schema of DCMTK'), async () => {
    for (const { file } of await write(reportRecords['two signatures and an addendum'])) expect(spawnSync('dsr2xml', ['+Wt', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: expect.stringContaining('126000') })
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds the points, lengths, angles and clearances of a CT plan, and that nobody drew the sac'), async () => {
    const lines = dump((await write(reportRecords['a CT plan']))[0]?.file ?? '')
    expect(lines[0]).toBe('Comprehensive 3D SR Document')
    const path3d = '(POLYLINE,"1.2.3.9",-40.25/60.5/12.125,-20.125/10/5)'
    expect(about(lines, '121211', 'IN_PLANE_ANGLE', 'CRANIOCAUD_ANGLE', '121112', 'NEEDLE_ENTRY', 'NEEDLE_TARGET', 'CLEARANCE', 'LEAST_CLEARANCE', 'CLEARANCE_LEVEL', '272741003', '363698007', 'NEEDLE_GAUGE', 'BENT_TIP').map((line) => line.replace(/,"[^"]*"\)=/, ')='))).toEqual([
      '<has concept mod CODE:(363698007,SCT)=(62555009,SCT,"Atlantal-axial joint")>', '<has concept mod CODE:(272741003,SCT)=(7771000,SCT,"Left")>',
      '<contains NUM:(121211,DCM)="54.75" (mm,UCUM,"mm")>', `<inferred from SCOORD3D:(121112,DCM)=${path3d}>`,
      '<contains NUM:(IN_PLANE_ANGLE,99AXISGUIDE)="21.5" (deg,UCUM,"deg")>', `<inferred from SCOORD3D:(121112,DCM)=${path3d}>`,
      '<contains NUM:(CRANIOCAUD_ANGLE,99AXISGUIDE)="-7.5" (deg,UCUM,"deg")>', `<inferred from SCOORD3D:(121112,DCM)=${path3d}>`,
      '<contains SCOORD3D:(NEEDLE_ENTRY,99AXISGUIDE)=(POINT,"1.2.3.9",-40.25/60.5/12.125)>', '<contains SCOORD3D:(NEEDLE_TARGET,99AXISGUIDE)=(POINT,"1.2.3.9",-20.125/10/5)>',
      '<contains NUM:(NEEDLE_GAUGE,99AXISGUIDE)="25" (1,UCUM,"no units")>', '<contains NUM:(BENT_TIP,99AXISGUIDE)="10" (deg,UCUM,"deg")>',
      '<has concept mod CODE:(363698007,SCT)=(85234005,SCT,"Vertebral artery")>', '<contains NUM:(CLEARANCE,99AXISGUIDE)="3.25" (mm,UCUM,"mm")>', '<contains NUM:(LEAST_CLEARANCE,99AXISGUIDE)="2" (mm,UCUM,"mm")>', '<contains CODE:(CLEARANCE_LEVEL,99AXISGUIDE)=(L_ABOVE,99AXISGUIDE,"Above the margin")>',
      '<has concept mod CODE:(363698007,SCT)=(S_THECAL_SAC,99AXISGUIDE,"Thecal sac")>', '<contains NUM:(CLEARANCE,99AXISGUIDE)=empty (114007,DCM,"Measurement not attempted")>', '<contains CODE:(CLEARANCE_LEVEL,99AXISGUIDE)=(L_NOT_ASSESSED,99AXISGUIDE,"Not assessed")>',
      '<has concept mod CODE:(363698007,SCT)=(62555009,SCT,"Atlantal-axial joint")>', '<has concept mod CODE:(272741003,SCT)=(7771000,SCT,"Left")>',
    ])
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds the points of a fluoroscopic plan on their frame, from the corner of the first pixel, in a class that more archives read'), async () => {
    const lines = dump((await write(reportRecords['a fluoroscopic plan']))[0]?.file ?? '')
    expect(lines[0]).toBe('Comprehensive SR Document')
    const onFrame = '<selected from IMAGE:=("1.2.840.10008.5.1.4.1.1.12.1","1.2.3.1.57",41)>'
    const tree = treeOf(lines).map((line) => line.trim())
    for (const points of ['POLYLINE,100.75/200.5,300.5/211', 'POINT,100.75/200.5', 'POINT,300.5/211']) {
      const places = tree.flatMap((line, at) => (line.endsWith(`(${points})>`) ? [tree[at + 1]] : []))
      expect(places).toEqual([onFrame, onFrame])
    }
    expect(about(lines, '121211')).toEqual(['<contains NUM:(121211,DCM,"Path length")="200.025" ({pixels},UCUM,"pixels")>', '<contains NUM:(121211,DCM,"Path length")="200.025779588532" ({pixels},UCUM,"pixels")>'])
    expect(about(lines, 'SHOWN_FIGURE')).toEqual(['<contains TEXT:(SHOWN_FIGURE,99AXISGUIDE,"Measurement as it was shown")="Joint space: 3.1 mm, isocentre">'])
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds the needle as it was found in the space of its scan, and how it lies to the plan only in the plan’s own scan'), async () => {
    const own = dump((await write(reportRecords['a needle found on the plan’s scan']))[0]?.file ?? '')
    expect(about(own, 'NEEDLE_SHAFT', 'NEEDLE_TIP', 'NEEDLE_LINE').map((line) => line.replace(/,"[^"]*"\)=/, ')='))).toEqual([
      '<contains SCOORD3D:(NEEDLE_SHAFT,99AXISGUIDE)=(POINT,"1.2.3.9",-40/60/12)>', '<contains SCOORD3D:(NEEDLE_TIP,99AXISGUIDE)=(POINT,"1.2.3.9",-21/12/5)>', '<contains SCOORD3D:(NEEDLE_LINE,99AXISGUIDE)=(POLYLINE,"1.2.3.9",-40/60/12,-21/12/5)>',
    ])
    // The tip misses the target by (-0.875, 2, 0); along the path's direction (0.3671, -0.9211, -0.1300) that is -2.1633, what is left of it, sqrt(4.765625 - 2.1633²), lies across.
    const figure = (lines: readonly string[], concept: string): readonly number[] => about(lines, concept).map((line) => Number(/="([^"]*)"/.exec(line)?.[1]))
    expect(figure(own, 'TIP_ALONG')[0]).toBeCloseTo(-2.1633, 3)
    expect(figure(own, 'TIP_ACROSS')[0]).toBeCloseTo(0.2926, 3)
    const check = dump((await write(reportRecords['a needle marked on a check scan, with a picture of it']))[0]?.file ?? '')
    expect(about(check, 'NEEDLE_TIP', 'TIP_ALONG', 'NEEDLE_DOUBT').map((line) => line.replace(/,"[^"]*"\)=/, ')='))).toEqual(['<contains SCOORD3D:(NEEDLE_TIP,99AXISGUIDE)=(POINT,"1.2.3.10",-21/12/5)>', '<contains TEXT:(NEEDLE_DOUBT,99AXISGUIDE)="The tip is faint.">'])
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds distances, angles and areas of a frame as groups with their points, high pixels taken as such'), async () => {
    const lines = dump((await write(reportRecords['distances, angles and areas on a frame']))[0]?.file ?? '')
    expect(about(lines, '410668003', '42798000', 'ANGLE').map((line) => line.replace(/,"[^"]*"\)=/, ')='))).toEqual([
      '<contains NUM:(410668003,SCT)="3.1" (mm,UCUM,"mm")>', '<contains NUM:(410668003,SCT)="50" ({pixels},UCUM,"pixels")>', '<contains NUM:(ANGLE,99AXISGUIDE)="90" (deg,UCUM,"deg")>',
      `<contains NUM:(42798000,SCT)="${(Math.PI * 10 * 2 * 2).toFixed(12)}" ({pixels},UCUM,"pixels")>`, '<contains NUM:(42798000,SCT)="200" ({pixels},UCUM,"pixels")>',
    ])
    const tree = treeOf(lines).map((line) => line.trim())
    const drawn = tree.filter((line) => line.startsWith('<inferred from SCOORD')).map((line) => /=\((.*)\)>/.exec(line)?.[1])
    expect(drawn).toEqual(['POLYLINE,10.5/20.5,13.5/20.5', 'POLYLINE,0.5/0.5,30.5/20.5', 'POLYLINE,10.5/0.5,0.5/0.5,0.5/10.5', 'ELLIPSE,100.5/102.5,120.5/102.5,110.5/100.5,110.5/104.5', 'POLYLINE,0.5/0.5,10.5/0.5,10.5/10.5,0.5/10.5,0.5/0.5'])
    expect(tree.filter((line) => line.startsWith('<selected from IMAGE')).every((line) => line.endsWith(',"1.2.3.1.57",41)>'))).toBe(true)
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'names the institution that a signer answered to, and says where none was named'), async () => {
    const verified = async (signer: typeof signed) => dump((await write([...reportRecords['a CT plan'], signer]))[0]?.file ?? '').filter((line) => line.startsWith('Verifying Observers') || line.includes('Dr B. Weber')).join(' ')
    expect(await verified(signed)).toContain('not stated')
    expect(await verified({ ...signed, signature: { ...signed.signature, organisation: 'Spine Clinic' } })).toContain('Spine Clinic')
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds a decision with its frames, what was rated and no more, and a volume that nobody stated as none'), async () => {
    const lines = dump((await write(reportRecords['no plan']))[0]?.file ?? '')
    expect(about(lines, '260753009', '122086', '122091', 'Q_POSITION', 'Q_MASK', 'Q_VOLUME', 'FRAME_RATE', 'PATTERN', 'VESSEL_FILLING', 'DECISION', 'STILL_TO_DO', 'AGAINST_LIST').map((line) => line.replace(/,"[^"]*"\)=/, ')='))).toEqual([
      '<contains IMAGE:(260753009,SCT)=("1.2.840.10008.5.1.4.1.1.12.1","1.2.3.2.7",12,13,21)>',
      '<contains TEXT:(122086,DCM)="Iohexol 240 mgI/mL">', '<contains NUM:(122091,DCM)=empty (114007,DCM,"Measurement not attempted")>',
      '<contains CODE:(Q_POSITION,99AXISGUIDE)=(GRADE_GOOD,99AXISGUIDE,"Good")>', '<contains CODE:(Q_VOLUME,99AXISGUIDE)=(GRADE_POOR,99AXISGUIDE,"Poor")>', '<contains NUM:(FRAME_RATE,99AXISGUIDE)="4" ({frames}/s,UCUM,"frames per second")>',
      '<contains CODE:(PATTERN,99AXISGUIDE)=(P_INTRAARTICULAR,99AXISGUIDE,"Intra-articular")>', '<contains CODE:(PATTERN,99AXISGUIDE)=(P_VENOUS,99AXISGUIDE,"Venous")>', '<contains CODE:(VESSEL_FILLING,99AXISGUIDE)=(UNSURE,99AXISGUIDE,"Unsure")>',
      '<contains TEXT:(STILL_TO_DO,99AXISGUIDE)="rate the run: mask">', '<contains TEXT:(AGAINST_LIST,99AXISGUIDE)="table time">', '<contains CODE:(DECISION,99AXISGUIDE)=(D_REPOSITION,99AXISGUIDE,"Reposition")>',
      '<contains IMAGE:(260753009,SCT)=("1.2.840.10008.5.1.4.1.1.2","1.2.3.1.57")>',
    ])
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds drugs, dose in the units of a dose report, complications and pain; a dose that contradicts itself is none'), async () => {
    const lines = dump((await write(reportRecords['no decision']))[0]?.file ?? '')
    expect(about(lines, '122083', 'DRUG_DOSE', '122091', 'JOINT_VOLUME', '113730', '113725', '113722', 'DOSE_REPORT', 'COMPLICATION', '72514-3', 'RELIEF', 'BLOCK_POSITIVE').map((line) => line.replace(/,"[^"]*"\)=/, ')='))).toEqual([
      '<contains TEXT:(122083,DCM)="Dexamethasone">', '<contains NUM:(122091,DCM)="0.5" (ml,UCUM,"ml")>', '<contains NUM:(DRUG_DOSE,99AXISGUIDE)="2" (mg,UCUM,"mg")>',
      '<contains TEXT:(122083,DCM)="Ropivacaine">', '<contains NUM:(122091,DCM)="0.25" (ml,UCUM,"ml")>', '<contains NUM:(DRUG_DOSE,99AXISGUIDE)=empty (114011,DCM,"Value indeterminate")>',
      '<contains NUM:(JOINT_VOLUME,99AXISGUIDE)="0.75" (ml,UCUM,"ml")>',
      '<contains NUM:(113730,DCM)="42.5" (s,UCUM,"s")>', '<contains NUM:(113725,DCM)="0.0125" (Gy,UCUM,"Gy")>', '<contains NUM:(113722,DCM)="0.000125" (Gy.m2,UCUM,"Gy.m2")>', '<contains UIDREF:(DOSE_REPORT,99AXISGUIDE)="1.2.3.8.1">',
      '<contains CODE:(COMPLICATION,99AXISGUIDE)=(C_DIZZINESS,99AXISGUIDE,"Dizziness")> {2026-11-22 10:20:00 +00:00}',
      '<contains NUM:(72514-3,LN)="8" ({score},UCUM,"score")>', '<contains NUM:(72514-3,LN)="2" ({score},UCUM,"score")> {2026-11-22 10:40:00 +00:00}',
      '<contains NUM:(RELIEF,99AXISGUIDE)="75" (%,UCUM,"%")>', '<contains CODE:(BLOCK_POSITIVE,99AXISGUIDE)=(373066001,SCT,"Yes")>',
    ])
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'holds names of 64 characters in Korean and in Arabic whole, for DCMTK'), async () => {
    for (const letter of ['가', 'م']) {
      const patientName = `${letter.repeat(31)}^${letter.repeat(32)}`
      const [report] = await write([{ ...createdBody, patientName }, ...reportRecords['a CT plan'].slice(1)])
      expect(dump(report?.file ?? '').find((line) => line.startsWith('Patient '))).toContain(`: ${patientName} (F`)
      // dciodvfy counts bytes where PS3.5 6.2 counts characters; nothing else is wrong.
      expect(validate(report?.file ?? '').filter((line) => line.startsWith('Error') && !line.includes('Length invalid for this VR'))).toEqual(['Error - Dicom dataset contains invalid data values for Value Representations'])
    }
  })
})

describe('the dose reports of the sample cases', () => {
  it.skipIf(!has('dciodvfy')).each(sampleCases.filter(({ dose }) => dose !== undefined))(withTool('dciodvfy', 'of case $letter has no error for dciodvfy, and is the same tree for DCMTK and for our reader'), ({ letter, study, dose }) => {
    if (dose === undefined) throw new Error('no dose')
    const bytes = writeDicomFile(doseReportDataset(study, dose))
    const file = path.join(folder, `dose-${letter}.dcm`)
    writeFileSync(file, bytes)
    expect(validate(file).filter((line) => line.startsWith('Error'))).toEqual([])
    if (has('dsrdump')) expect(treeOf(dump(file))).toEqual(asDumped(read(bytes).tree))
  })
})
