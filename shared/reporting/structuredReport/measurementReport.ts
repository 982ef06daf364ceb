import type { ContentItem } from '#shared/dicom/contentItem.ts'
import { reportCodes } from './codes.ts'
import { container, modifiedBy } from './contentItems.ts'
import { contrastGroups } from './contrastGroups.ts'
import { imageLibrary, keyImageGroups } from './keyImageGroups.ts'
import { needleGroups } from './needleGroups.ts'
import { noteContainers } from './noteContainers.ts'
import { observationContext } from './observationContext.ts'
import { planGroups } from './planGroups.ts'
import { privateCodes } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

/**
 * What a record says, as the tree of a measurement report. The note follows the measurements in containers of its own, which
 * an extensible template allows.
 *
 * @source PS3.16 TID 1500 Measurement Report
 */
export function measurementReport(input: ReportInput): ContentItem {
  const groups = [...planGroups(input), ...needleGroups(input), ...contrastGroups(input), ...keyImageGroups(input)]
  return {
    relationship: null, name: reportCodes.title, value: { kind: 'container', template: '1500' },
    children: [
      modifiedBy(reportCodes.language, reportCodes.english),
      ...observationContext(input),
      modifiedBy(reportCodes.procedureReported, privateCodes.injection),
      ...imageLibrary(input),
      ...(groups.length === 0 ? [] : [container(reportCodes.imagingMeasurements, null, groups)]),
      ...noteContainers(input),
    ],
  }
}
