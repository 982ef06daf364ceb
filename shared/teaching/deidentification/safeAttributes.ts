/**
 * What may stay although the table doesn't speak of it. Everything else that could hold prose is read by a person first.
 *
 * @source PS3.6 2024b names; PS3.15 E.3.1 asks for attributes that the table leaves out to be looked at too
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Short technical text that equipment writes, not people: maker and model, software, kernels, filters, sequence names, units. */
export const technicalText = words(`
  00080070 00081090 00181020 00180024 00180031 00180085 00181040 00181160 00181210 00181250 00181251 00181260 00189005 00189320 00209056 00281054 00281055 00283003 00409210
`)

/** Text inside a coded entry, where the code is of a scheme that is the same everywhere. @source PS3.3 8.8, PS3.16 8 */
export const codedText = words('00080100 00080102 00080103 00080104 00080106 00080107 00080119 00080112 00080114 00080115 00080116 00080105 0008010F 00080122 00080117')

/** Coding schemes that everybody uses. Ours is among them: its meanings are constants of this app. @source PS3.16 8.1, 8.2 */
export const publicSchemes = words('DCM SCT SRT SNM3 99SDM LN UCUM FMA MDC RADLEX RADELEMENT I9C I10 I10P ICD10 ICD11 ISO639_1 ISO639_2 ISO3166_1 RFC3066 RFC5646 NCIt UMLS BARI BI CD8 C4 C5 MSH NLM PUBCHEM_CID RXNORM UNS ACR ASTM-sigpurpose UBERON NEU MA CTV3 POS JJ1017 99AXIS 99AXISGUIDE')

/** Bulk data that is picture, table or geometry; other bulk data may hold anything and goes. */
export const pictureData = words('7FE00010 00281101 00281102 00281103 00281201 00281202 00281203 00281204 00281221 00281222 00281223 00282000 00283006 00283002 00640009 00660016 00660021 00660023 00660029 0066002A 00660040 00660041')

/** Groups that are of the file or of a conversation, not of the object; signatures, encryption and padding hold for the original alone. */
export const neverLeaves = words('FFFAFFFA FFFCFFFC 04000500 04000510 04000520 04000550 04000551 04000561 04000115 04000120 04000404 00880200 54001010 54000100 00420011')
