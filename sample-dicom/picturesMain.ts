import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { encode } from 'fast-png'
import type { Picture } from './pictures/canvas.ts'
import { sectionPictures } from './pictures/sectionPictures.ts'
import { ctNeedlePicture } from './pictures/ctNeedlePictures.ts'
import { FluoroscopyPictures } from './pictures/fluoroscopyPictures.ts'
import { defaultWorkers } from './writeSampleCases.ts'
import { SharedVolumes } from './work/sharedVolumes.ts'
import { Workforce } from './work/workforce.ts'

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string', default: '' } } })
if (values.out === undefined) throw new Error('Say where the pictures go: --out DIR')
const out = values.out

function save(name: string, picture: Picture): void {
  writeFileSync(path.join(out, `${name}.png`), encode({ width: picture.width, height: picture.height, data: picture.grey, channels: 1, depth: 8 }))
}

/** Renders the phantom for people to look at: cross sections, the three views, the runs of the cases. */
async function main(): Promise<void> {
  mkdirSync(out, { recursive: true })
  for (const [name, make] of Object.entries(sectionPictures)) if (name.startsWith(values.only)) save(name, make())
  const workforce = new Workforce(defaultWorkers())
  try {
    const volumes = new SharedVolumes(workforce, () => undefined)
    const fluoroscopy = new FluoroscopyPictures(workforce, volumes)
    const pictures: Readonly<Record<string, () => Promise<Picture>>> = {
      '08_fluoro_AP_open_mouth': () => fluoroscopy.plain('AP'),
      '09_fluoro_PA_detector_behind': () => fluoroscopy.plain('PA'),
      '10_fluoro_true_lateral': () => fluoroscopy.plain('LAT'),
      '11_needle_barrel22G_PA25G_lateral': () => fluoroscopy.needles(),
      '12_arthrogram': () => fluoroscopy.run('A', [['PA', 0.6], ['PA', 2.5], ['LAT', 2.5]]),
      '13_va_flash_8fps': () => fluoroscopy.run('B', [['PA', 1], ['PA', 1.125], ['PA', 1.25]]),
      '14_epidural': () => fluoroscopy.run('C', [['PA', 1], ['PA', 3.5], ['LAT', 3.5]]),
      '15_capsular_leak': () => fluoroscopy.run('D', [['PA', 1], ['PA', 3.5], ['LAT', 3.5]]),
      '16_venous_runoff': () => fluoroscopy.run('E', [['PA', 1], ['PA', 2.1], ['PA', 4]]),
      '17_ct_needle_prone_contrast': () => ctNeedlePicture(volumes),
    }
    for (const [name, make] of Object.entries(pictures)) if (name.startsWith(values.only)) save(name, await make())
  } finally {
    await workforce.close()
  }
}

await main()
