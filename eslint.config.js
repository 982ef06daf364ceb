// One zone per room: what a room may import is stated here, and a breach says the rule.
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const node = { regex: '^(node:|fs$|path$|electron$|worker_threads$)', message: 'This room has no Node and no Electron.' }
const electronOnly = { regex: '^electron(/|$)', message: 'Only electron/main, electron/preload and electron/hosts/ipc know Electron.' }
const room = (name, why) => ({ regex: `^#${name}/`, message: why })
const cornerstone = { regex: '^@cornerstonejs/(core|tools|metadata|utils|dicom-image-loader)|^@kitware/', message: 'cornerstone lives in renderer/viewports and renderer/tools/*/binding.ts.' }
const dicomParser = { regex: '^dicom-parser', message: 'dicom-parser sits behind electron/services/dicom/dicomParserReader.ts.' }
const dcmjs = { regex: '^dcmjs', message: 'dcmjs sits behind electron/services/dicom/dicomWriter.ts.' }
const codecs = { regex: '^(@cornerstonejs/codec-|jpeg-lossless-decoder-js)', message: 'Codecs sit behind shared/codecs.' }
const libsql = { regex: '^libsql', message: 'libsql sits behind electron/services/storage/database.ts.' }
const featureInsides = { regex: '^#renderer/features/[^/]+/(?!index\\.ts$)', message: 'Features meet through their index.ts.' }
const up = { regex: '^\\.\\./\\.\\./', message: 'Across folders, import by room: #shared/..., #electron/..., #renderer/...' }

const zone = (files, patterns, ignores = []) => ({
  files, ignores, rules: { 'no-restricted-imports': ['error', { patterns: [up, ...patterns] }] },
})
const tests = ['**/*.test.ts', '**/*.test.tsx']

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'release/', '.cache/', 'sample-dicom/cases/', 'coverage/', 'test-results/'] },
  ...tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-empty': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
    },
  },
  zone(['shared/**/*.ts'], [node, room('(electron|renderer|sample-dicom|test)', 'shared imports only shared and zod.'), cornerstone, dicomParser, dcmjs, codecs, libsql,
    { regex: '^(?!zod$|#shared/|\\./|\\.\\./)', message: 'shared imports only shared and zod.' }], ['shared/codecs/**', ...tests]),
  zone(['shared/codecs/**/*.ts'], [node, room('(electron|renderer|sample-dicom|test)', 'shared imports only shared.'), cornerstone, dicomParser, dcmjs, libsql], tests),
  zone(['electron/services/**/*.ts'], [electronOnly, room('(renderer|sample-dicom|test)', 'services import shared and ports.'), { regex: '^#electron/(main|hosts|preload)/', message: 'services import shared and ports.' }, cornerstone, dicomParser, dcmjs, codecs, libsql],
    ['electron/services/dicom/dicomParserReader.ts', 'electron/services/dicom/dicomWriter.ts', 'electron/services/storage/database.ts', ...tests]),
  zone(['electron/ports/**/*.ts'], [electronOnly, room('(renderer|sample-dicom|test)', 'ports import shared.'), { regex: '^#electron/(main|hosts|preload|services)/', message: 'ports are interfaces.' }], tests),
  zone(['electron/hosts/loopback/**/*.ts', 'electron/hosts/cli/**/*.ts'], [electronOnly, room('(renderer|test)', 'hosts import shared and services.'), cornerstone, dicomParser, dcmjs, codecs, libsql], tests),
  zone(['electron/hosts/*.ts', 'electron/hosts/web/**/*.ts'], [electronOnly, room('(renderer|sample-dicom|test)', 'hosts import shared and services.'), { regex: '^#electron/(main|preload)/', message: 'hosts know neither window nor preload.' }, cornerstone, dicomParser, dcmjs, codecs, libsql], tests),
  zone(['electron/hosts/ipc/**/*.ts', 'electron/main/**/*.ts'], [room('(renderer|test)', 'main imports electron and shared.'), cornerstone, dicomParser, dcmjs, codecs, libsql], tests),
  zone(['electron/preload/**/*.ts'], [room('(renderer|sample-dicom|test|electron)', 'preload imports contract types only.'), cornerstone, dicomParser, dcmjs, codecs, libsql], tests),
  zone(['renderer/**/*.ts', 'renderer/**/*.tsx'], [node, room('(electron|sample-dicom|test)', 'renderer imports shared, never electron or Node.'), cornerstone, dicomParser, dcmjs, codecs, libsql, featureInsides],
    ['renderer/viewports/**', 'renderer/tools/*/binding.ts', 'renderer/tools/*/state.ts', ...tests]),
  zone(['renderer/viewports/**/*.ts', 'renderer/viewports/**/*.tsx', 'renderer/tools/*/binding.ts'], [node, room('(electron|sample-dicom|test)', 'renderer imports shared, never electron or Node.'), dicomParser, dcmjs, codecs, libsql, featureInsides], tests),
  zone(['renderer/tools/*/state.ts'], [{ regex: '^(?!#shared/|\\./|\\.\\./)', message: 'A tool state is pure: it imports shared only.' }], tests),
  zone(['sample-dicom/**/*.ts'], [electronOnly, room('(renderer|test)', 'sample-dicom imports shared and the DICOM writer.'), cornerstone, dicomParser, dcmjs, libsql], tests),
  { files: ['renderer/**/*.tsx', 'renderer/**/*.ts'], plugins: { 'react-hooks': reactHooks }, rules: {
    ...reactHooks.configs.recommended.rules,
    // Speaks of the React Compiler, which does not compile this project.
    'react-hooks/incompatible-library': 'off',
  } },
  { files: ['scripts/**', 'test/bench/**', 'electron/hosts/cli/**', 'electron/hosts/loopback/loopbackMain.ts', 'electron/main/index.ts', 'sample-dicom/sampleMain.ts', 'test/e2e/**'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts', '*.config.js', 'test/**/*.config.ts', 'scripts/setFuses.mjs'], rules: { 'no-restricted-syntax': 'off' } },
)
