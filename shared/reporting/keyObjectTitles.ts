/** What a selection of key objects is for. @source PS3.16 CID 7010 Key Object Selection Document Title */
export const keyObjectTitles = {
  '113000': 'Of Interest', '113001': 'Rejected for Quality Reasons', '113002': 'For Referring Provider', '113003': 'For Surgery', '113004': 'For Teaching', '113005': 'For Conference',
  '113006': 'For Therapy', '113007': 'For Patient', '113008': 'For Peer Review', '113009': 'For Research', '113010': 'Quality Issue', '113013': 'Best In Set', '113018': 'For Printing',
  '113020': 'For Report Attachment', '113021': 'For Litigation', '113030': 'Manifest', '113031': 'Signed Manifest', '113032': 'Complete Study Content', '113033': 'Signed Complete Study Content',
  '113034': 'Complete Acquisition Content', '113035': 'Signed Complete Acquisition Content', '113036': 'Group of Frames for Display', '113037': 'Rejected for Patient Safety Reasons',
  '113038': 'Incorrect Modality Worklist Entry', '113039': 'Data Retention Policy Expired', '128710': 'For Teaching File Export',
} as const
export type KeyObjectTitle = keyof typeof keyObjectTitles
