/**
 * A DICOM object before it is bytes: attributes by keyword (PS3.6), values as the standard means them. A text is one
 * value, a list several, an empty text an attribute of type 2 without a value; items of a sequence are contents again.
 */
export type DicomContent = { readonly [keyword: string]: DicomContentValue }
export type DicomContentValue = string | number | Uint8Array | readonly string[] | readonly number[] | readonly DicomContent[]
export type DicomObjectContent = DicomContent & { readonly SOPClassUID: string; readonly SOPInstanceUID: string }
