// dcmjs ships no types; this is the part of it that dicomWriter.ts uses. Rooms that import the writer include this file.
declare module 'dcmjs' {
  type DictionaryEntry = { readonly tag: string; readonly vr: string; readonly vm: string; readonly name: string }
  type DicomDict = { dict: Record<string, unknown>; write(): ArrayBuffer }
  export const data: {
    readonly DicomMetaDictionary: {
      readonly nameMap: Readonly<Record<string, DictionaryEntry | undefined>>
      denaturalizeDataset(dataset: Readonly<Record<string, unknown>>): Record<string, unknown>
    }
    readonly DicomDict: new (meta: Record<string, unknown>) => DicomDict
  }
  export const log: { setLevel(level: string): void }
}
