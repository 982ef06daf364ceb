import { turnAway } from '#renderer/features/case/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { showList, useList } from './listPage.ts'

/** Cases, the records of what was done, or what is taught with. */
export const ListSwitch = () => <Segmented className="lists" label="List" value={useList(({ list }) => list)} onChange={list => { turnAway(); showList(list) }} choices={[{ value: 'cases', label: 'Cases' }, { value: 'records', label: 'Records' }, { value: 'teaching', label: 'Teaching' }]} />
