import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** They take a minute or more each: begun last, one of them would hold up the end with the other processors at rest. */
const longest = ['test/contract/hosts.test.ts', 'shared/imageAnalysis/findNeedle.test.ts', 'test/conformance/contrastCases.test.ts', 'electron/services/record/crash.test.ts', 'test/conformance/plantedCases.test.ts', 'test/conformance/burnedInShare.test.ts']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.some((name) => moduleId.endsWith(name))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

const never = ['node_modules', 'out', 'release']
/** They end processes. */
const alone = ['electron/services/record/crash.test.ts']

export default defineConfig({
  test: {
    exclude: never,
    pool: 'forks',
    // As many as there are processors: by default one is left for whoever watches, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      // What keeps nothing in its process shares it: to start one for each file and read the same modules anew took a second of each.
      { extends: true, test: { name: 'pure', include: ['{shared,renderer}/**/*.test.{ts,tsx}'], isolate: false } },
      { extends: true, test: { name: 'services', include: ['{electron/services,sample-dicom,test/conformance}/**/*.test.ts'], exclude: [...never, ...alone], isolate: false } },
      { extends: true, test: { name: 'apart', include: ['electron/{hosts,main,ports}/**/*.test.ts', 'test/{contract,architecture,bench}/**/*.test.ts', ...alone] } },
    ],
    sequence: { sequencer: LongestFirst },
    environment: 'node',
    testTimeout: 60_000,
    // What a hook makes is whole cases, released and written.
    hookTimeout: 60_000,
    // What is waited for comes as soon as it comes; on a machine with other work that may be long after a second.
    expect: { poll: { timeout: 20_000 } },
  },
})
