import type { ScreenProps } from '#renderer/features/case/index.ts'
import { ClassScreen } from './learner/ClassScreen.tsx'
import { LearnScreen } from './learner/LearnScreen.tsx'
import { useTeachingPage } from './teachingPage.tsx'
import { TeachingScreen } from './TeachingScreen.tsx'

/** Teaching, where no case is open. */
export function TeachingLists({ tools }: ScreenProps) {
  const page = useTeachingPage((state) => state.page)
  if (page === 'quiz') return <LearnScreen tools={tools} />
  return page === 'class' ? <ClassScreen tools={tools} /> : <TeachingScreen tools={tools} />
}
