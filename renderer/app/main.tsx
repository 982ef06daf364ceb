import '@mantine/core/styles.css'
import '#renderer/ui/tokens.css'
import '#renderer/ui/screens.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { theme } from '#renderer/ui/index.ts'
import { prepareViewports } from '#renderer/viewports/index.ts'
import { App } from './App.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { followSaved } from './allSaved.ts'
import { followEvents } from './followEvents.ts'
import { guardClosing } from './guardClosing.ts'

// Answers change only when the host says so by an event.
const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false } } })
followEvents(queries)
guardClosing()
followSaved()
prepareViewports()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme="dark">
      <ErrorBoundary>
        <QueryClientProvider client={queries}><App /></QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
)
