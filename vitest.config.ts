import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,electron,sample-dicom,renderer}/**/*.test.{ts,tsx}', 'test/{contract,architecture,conformance,bench}/**/*.test.ts'],
    exclude: ['node_modules', 'out', 'release'],
    environment: 'node',
    testTimeout: 30_000,
    pool: 'forks',
    // As many as there are processors: by default one is left for whoever watches, which is half of a machine with two.
    maxWorkers: '100%',
  },
})
