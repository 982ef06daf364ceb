import { create } from 'zustand'
import { Segmented } from '#renderer/ui/index.ts'

export type TeachingPage = 'sets' | 'quiz' | 'class'
/** Which of the lists for teaching stands: what an educator makes, what a trainee takes, or how a class did. */
export const useTeachingPage = create<{ readonly page: TeachingPage }>(() => ({ page: 'sets' }))
const pages = [{ value: 'sets', label: 'Sets' }, { value: 'quiz', label: 'Quiz' }, { value: 'class', label: 'Class' }] as const
export const TeachingSwitch = () => <Segmented<TeachingPage> className="lists" label="Teaching list" choices={pages} value={useTeachingPage(({ page }) => page)} onChange={(page) => { useTeachingPage.setState({ page }) }} />
