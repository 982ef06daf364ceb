/**
 * The spaces that numbers live in. A point carries its space in its type, so a pixel is never taken for a millimetre;
 * a plain tuple is accepted anywhere, a tuple of another space nowhere.
 *
 * patientLps  DICOM patient coordinates, mm: +x patient left, +y posterior, +z head (PS3.3 C.7.6.2.1.1)
 * voxelIndex  [column, row, slice] of a volume, fractions allowed; an integer is the centre of a voxel
 * imageIndex  [column, row] of an image, fractions allowed; (0, 0) is the centre of the first pixel
 * viewport    [x, y] in CSS pixels of one viewport, +y down
 */
export type Frame3 = 'patientLps' | 'voxelIndex'
export type Frame2 = 'imageIndex' | 'viewport'

declare const frameOf: unique symbol

export type Point3<F extends Frame3> = readonly [number, number, number] & { readonly [frameOf]?: F }
export type Vector3<F extends Frame3> = readonly [number, number, number] & { readonly [frameOf]?: F }
export type Point2<F extends Frame2> = readonly [number, number] & { readonly [frameOf]?: F }

export type PatientPoint = Point3<'patientLps'>
export type PatientVector = Vector3<'patientLps'>
