import { data as dicomData, log as dicomLog } from 'dcmjs'

/** One value of an attribute; an empty string or null writes an attribute of type 2 without a value. */
export type DicomValue = string | number | ArrayBuffer | Uint8Array | Uint16Array | Int16Array | DicomItem
/** Attributes by their PS3.6 keyword (PatientName, PixelData); a list is a multi-valued attribute or a sequence. */
export type DicomItem = { readonly [keyword: string]: DicomValue | readonly DicomValue[] | null }

export type DicomDataset = DicomItem & {
  readonly SOPClassUID: string
  readonly SOPInstanceUID: string
}

/** Who wrote the file, PS3.10 section 7.1; the UID was made once by the UUID rule of PS3.5 B.2. */
export const implementationClassUid = '2.25.147612341249374683415922066329281026035'
export const implementationVersionName = 'AXIS_GUIDE_1'
const explicitVrLittleEndian = '1.2.840.10008.1.2.1'

/** Which value representation an attribute has whose dictionary entry leaves a choice, PS3.5 A.2 and PS3.6. */
function chosenVr(keyword: string, dictionaryVr: string, item: DicomItem): string | null {
  if (dictionaryVr === 'ox') return keyword === 'PixelData' && item['BitsAllocated'] === 8 ? 'OB' : 'OW'
  if (dictionaryVr === 'lt') return 'OW'
  if (dictionaryVr === 'xs') return item['PixelRepresentation'] === 1 ? 'SS' : 'US'
  return null
}

/** PS3.5 6.2: a decimal string has at most 16 characters, so the digits that do not fit are rounded away, never cut. */
export function decimalString(value: number): string {
  if (!Number.isFinite(value)) throw new Error('A decimal string needs a finite number')
  const shortest = String(Object.is(value, -0) ? 0 : value)
  if (shortest.length <= 16) return shortest
  for (let digits = 15; digits > 0; digits--) {
    const rounded = Number(value.toPrecision(digits))
    for (const text of [String(rounded), rounded.toExponential()]) if (text.length <= 16) return text
  }
  throw new Error('A number that no decimal string holds')
}

/** PS3.5 7.1.1: values have an even number of bytes. */
function evenBytes(value: ArrayBuffer | ArrayBufferView): ArrayBuffer {
  const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  const padded = new Uint8Array(bytes.byteLength + (bytes.byteLength & 1))
  padded.set(bytes)
  return padded.buffer
}

function prepareValue(value: DicomValue, vr: string): unknown {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return vr === 'DS' ? decimalString(value) : value
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return evenBytes(value)
  return prepareItem(value)
}

const isList = (value: DicomValue | readonly DicomValue[]): value is readonly DicomValue[] => Array.isArray(value)

function prepareItem(item: DicomItem): Record<string, unknown> {
  const prepared: Record<string, unknown> = {}
  const vrMap: Record<string, string> = {}
  for (const [keyword, value] of Object.entries(item)) {
    const entry = dicomData.DicomMetaDictionary.nameMap[keyword]
    if (entry === undefined) throw new Error(`${keyword} is no keyword of the data dictionary`)
    const vr = chosenVr(keyword, entry.vr, item)
    if (vr !== null) vrMap[keyword] = vr
    if (value === null) prepared[keyword] = vr === null && entry.vr === 'SQ' ? [] : ['']
    else prepared[keyword] = (isList(value) ? value : [value]).map(one => prepareValue(one, vr ?? entry.vr))
  }
  prepared['_vrMap'] = vrMap
  return prepared
}

/**
 * A Part 10 file of one object: preamble, file meta information, data set in Explicit VR Little Endian.
 * The same attributes give the same bytes: nothing of the clock or of the machine goes in.
 * Numbers may be given for DS and IS; pixels as a typed array (OB for 8 bits allocated, else OW); tags (AT) as numbers.
 *
 * @source  PS3.10 section 7; PS3.5 sections 6, 7 and A.2. Text is written as UTF-8, Specific Character Set ISO_IR 192
 * @limits  throws on a keyword that the dictionary does not know: that is a bug of the caller
 */
export function writeDicomFile(dataset: DicomDataset): Uint8Array {
  dicomLog.setLevel('error')
  const denaturalise = (item: DicomItem) => dicomData.DicomMetaDictionary.denaturalizeDataset(prepareItem(item))
  const file = new dicomData.DicomDict(denaturalise({
    FileMetaInformationVersion: new Uint8Array([0, 1]),
    MediaStorageSOPClassUID: dataset.SOPClassUID,
    MediaStorageSOPInstanceUID: dataset.SOPInstanceUID,
    TransferSyntaxUID: explicitVrLittleEndian,
    ImplementationClassUID: implementationClassUid,
    ImplementationVersionName: implementationVersionName,
  }))
  const { PixelData: pixels, ...rest } = dataset
  const isBytes = dataset['BitsAllocated'] === 8 && pixels instanceof Uint8Array
  file.dict = denaturalise({ SpecificCharacterSet: 'ISO_IR 192', ...(isBytes ? rest : dataset) })
  const written = new Uint8Array(file.write())
  return isBytes ? withPixels(written, pixels) : written
}

/** The pixels as the last element, copied once: through the writer they would be copied four times over. PS3.5 7.1.2. */
function withPixels(written: Uint8Array, pixels: Uint8Array): Uint8Array {
  const length = pixels.length + (pixels.length & 1)
  const file = new Uint8Array(written.length + 12 + length)
  file.set(written)
  file.set([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0], written.length)
  new DataView(file.buffer).setUint32(written.length + 8, length, true)
  file.set(pixels, written.length + 12)
  return file
}

/** Every attribute of the dictionary: tag as (gggg,eeee), VR, keyword. */
export const dictionaryEntries = (): readonly { readonly tag: string; readonly vr: string; readonly name: string }[] =>
  Object.values(dicomData.DicomMetaDictionary.nameMap).filter((entry) => entry !== undefined)
