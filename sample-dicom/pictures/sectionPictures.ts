import { defaultParameters } from '../phantom/parameters.ts'
import { buildPhantom } from '../phantom/rows.ts'
import { montage, type Picture, windowed } from './canvas.ts'
import { axialPlane, coronalPlane, type Plane, sagittalPlane } from './planes.ts'

const bone = ({ hu, width, height }: Plane): Picture => windowed(hu, width, height, 500, 2500)
const soft = ({ hu, width, height }: Plane): Picture => windowed(hu, width, height, 45, 380)
const beside = (plane: Plane): Picture => montage([[bone(plane), soft(plane)]])

const variants = { ...defaultParameters, jawDeg: 2, ctaHu: 300 }

/** Cross sections of the phantom by name: bone window and soft tissue window side by side. */
export const sectionPictures: Readonly<Record<string, () => Picture>> = {
  '01_axial_C1_ring': () => beside(axialPlane(closed(), 9)),
  '02_axial_C1-2_joint': () => beside(axialPlane(closed(), 0)),
  '03_axial_C2': () => beside(axialPlane(closed(), -9)),
  '04_axial_skull_base': () => beside(axialPlane(closed(), 38)),
  '05_coronal_joints': () => beside(coronalPlane(closed(), 0, 60, 320)),
  '06_sagittal_midline_and_joint': () => {
    const midline = sagittalPlane(closed(), 0.25, 70, 300)
    return montage([[bone(midline), soft(midline)], [bone(sagittalPlane(closed(), -16.2, 70, 300)), bone(sagittalPlane(closed(), -27.6, 70, 300))]])
  },
  '18_artery_variants_cta': () => montage([[0, -6, 14].map(z => bone(axialPlane(buildPhantom(variants), z)))]
    .concat([[0, -6, 14].map(z => bone(axialPlane(buildPhantom({ ...variants, osteophytes: true, arteries: { R: 'medial', L: 'normal' } }), z)))])),
  '19_fillings_streaks': () => beside(axialPlane(buildPhantom({ ...defaultParameters, jawDeg: 2, fillings: true }), -5.5)),
}

const closed = () => buildPhantom({ ...defaultParameters, jawDeg: 2 })
