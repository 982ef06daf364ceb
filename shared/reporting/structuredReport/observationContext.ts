import type { ContentItem } from '#shared/dicom/contentItem.ts'
import { observerCodes } from './codes.ts'
import { observing } from './contentItems.ts'
import { personObserver } from './measurementGroup.ts'
import type { ReportInput } from './reportInput.ts'

/** The app as a device: one UID for the product, because it is the same software on every workstation. Made once by the UUID rule of PS3.5 B.2. */
export const DEVICE_OBSERVER_UID = '2.25.147612341249374683415922066329281026035'

/** Who observed: the people of the record, then the software. @source PS3.16 TID 1001, 1002, 1003, 1004 */
export const observationContext = ({ persons }: ReportInput): readonly ContentItem[] => [
  ...persons.flatMap(personObserver),
  observing(observerCodes.observerType, { kind: 'code', code: observerCodes.device }),
  observing(observerCodes.deviceUid, { kind: 'uid', uid: DEVICE_OBSERVER_UID }),
  observing(observerCodes.deviceName, { kind: 'text', text: 'Axis Guide' }),
  observing(observerCodes.deviceManufacturer, { kind: 'text', text: 'Axis Guide' }),
]
