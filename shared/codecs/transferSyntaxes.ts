export type Encoding = 'native' | 'nativeBigEndian' | 'rle' | 'jpeg' | 'jpegLs' | 'jpeg2000' | 'htj2k'

/**
 * How the pixels of a transfer syntax are encoded. Within the JPEG family the code stream itself says which process
 * it is; files whose header names the wrong one are then still read right.
 *
 * @source PS3.5 Annex A; PS3.6 Annex A. Retired ones (.53, .55) are kept: archives still hold them.
 */
const encodings: Readonly<Record<string, Encoding>> = {
  '1.2.840.10008.1.2': 'native',
  '1.2.840.10008.1.2.1': 'native',
  // The data set is inflated before frames are cut, so that its frames are plain bytes.
  '1.2.840.10008.1.2.1.99': 'native',
  '1.2.840.10008.1.2.2': 'nativeBigEndian',
  '1.2.840.10008.1.2.5': 'rle',
  '1.2.840.10008.1.2.4.50': 'jpeg',
  '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.53': 'jpeg',
  '1.2.840.10008.1.2.4.55': 'jpeg',
  '1.2.840.10008.1.2.4.57': 'jpeg',
  '1.2.840.10008.1.2.4.70': 'jpeg',
  '1.2.840.10008.1.2.4.80': 'jpegLs',
  '1.2.840.10008.1.2.4.81': 'jpegLs',
  '1.2.840.10008.1.2.4.90': 'jpeg2000',
  '1.2.840.10008.1.2.4.91': 'jpeg2000',
  '1.2.840.10008.1.2.4.201': 'htj2k',
  '1.2.840.10008.1.2.4.202': 'htj2k',
  '1.2.840.10008.1.2.4.203': 'htj2k',
}

export const encodingOf = (transferSyntaxUid: string): Encoding | null =>
  Object.hasOwn(encodings, transferSyntaxUid) ? (encodings[transferSyntaxUid] ?? null) : null
