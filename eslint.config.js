// One zone per room: what a room may import is stated here, and a breach says the rule.
import path from 'node:path'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const node = { regex: '^(node:|fs$|path$|electron$|worker_threads$)', message: 'This room has no Node and no Electron.' }
const electronOnly = { regex: '^electron(/|$)', message: 'Only electron/main, electron/preload and electron/hosts/ipc know Electron.' }
const room = (name, why) => ({ regex: `^#${name}/`, message: why })
const cornerstone = { regex: '^@cornerstonejs/(core|tools|metadata|utils|dicom-image-loader)|^@kitware/', message: 'cornerstone lives in renderer/viewports.' }
const dicomParser = { regex: '^dicom-parser', message: 'dicom-parser sits behind electron/services/dicom/dicomParserReader.ts.' }
const dcmjs = { regex: '^dcmjs', message: 'dcmjs sits behind electron/services/dicom/dicomWriter.ts.' }
const codecs = { regex: '^@cornerstonejs/codec-', message: 'Codecs sit behind shared/codecs.' }
const libsql = { regex: '^libsql', message: 'libsql sits behind electron/services/storage/database.ts.' }
const featureInsides = { regex: '^#renderer/features/[^/]+/(?!index\\.ts$)', message: 'Features meet through their index.ts.' }
const up = { regex: '^(\\./)*\\.\\./(\\./)*\\.\\./|^#.*/\\.\\.?/', message: 'Across folders, import by room: #shared/..., #electron/..., #renderer/...' }
const only = (names, message) => ({ regex: `^(?!${names}|\\./|\\.\\./)`, message })
const beside = { regex: '^#electron/(main|preload|hosts/ipc)/', message: 'This host knows neither window nor preload, and not the way of Electron.' }
const onlyRenderer = (names, message) => ({ regex: `^#renderer/(?!(${names})/)`, message })

/** Folders that are rooms and hold rooms. */
const roomsBelow = ['shared', 'electron', 'electron/services', 'electron/hosts', 'renderer', 'renderer/features', 'renderer/tools', 'test']

/** The room of a file, as a folder of the project: where relative imports end, and only names of rooms lead further. */
function roomOf(file, roomsBelow) {
  const folders = path.posix.dirname(file).split('/')
  const deepest = folders.findIndex((_, index) => !roomsBelow.includes(folders.slice(0, index + 1).join('/')))
  return deepest < 0 ? folders.join('/') : folders.slice(0, deepest + 1).join('/')
}

/** A pattern sees only the words of an import; this sees where "../" arrives from the file that says it. */
const relative = {
  meta: { type: 'problem', messages: { leaves: 'A relative import stays in {{room}}. Across rooms, import by name: #shared/..., #electron/..., #renderer/...' }, schema: [{ type: 'array', items: { type: 'string' } }] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).replaceAll(path.sep, '/')
    const [holders] = context.options
    const room = roomOf(file, holders)
    const check = ({ source }) => {
      if (room === '.' || typeof source?.value !== 'string' || !source.value.startsWith('.')) return
      const target = path.posix.join(path.posix.dirname(file), source.value)
      if (!`${roomOf(target, holders)}/`.startsWith(`${room}/`)) context.report({ node: source, messageId: 'leaves', data: { room } })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
  },
}

const zone = (files, patterns, ignores = []) => ({
  files, ignores, rules: { 'no-restricted-imports': ['error', { patterns: [up, ...patterns] }] },
})
const tests = ['**/*.test.ts', '**/*.test.tsx']
const services = [electronOnly, room('(renderer|sample-dicom|test)', 'services import shared and ports.'), { regex: '^#electron/(main|hosts|preload)/', message: 'services import shared and ports.' }, cornerstone, codecs]
const page = [node, room('(electron|sample-dicom|test)', 'renderer imports shared, never electron or Node.'), dicomParser, dcmjs, codecs, libsql, featureInsides]

/** What is imported while running is seen by no pattern above: each such import is named here, with the one thing it may fetch. */
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }
const late = (allowed) => ({ selector: `ImportExpression[source.value!=${allowed}]`, message: 'Imports stand at the top, where the fences see them.' })
const lateImports = (files, allowed) => ({ files, rules: { 'no-restricted-syntax': ['error', noDefault, late(allowed)] } })

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'release/', '.cache/', 'sample-dicom/cases/', 'coverage/', 'test-results/'] },
  ...tseslint.configs.strict,
  {
    plugins: { rooms: { rules: { relative } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-empty': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noDefault, late('/^$/')],
      'rooms/relative': ['error', roomsBelow],
    },
  },
  // Codecs are fetched when a file needs them, the paper's typesetting when somebody prints, the film's writer when a loop is saved.
  lateImports(['shared/codecs/encodeJpeg.ts', 'shared/codecs/wasmCodecs.ts'], '/^@cornerstonejs\\u002Fcodec-/'),
  lateImports(['electron/services/record/*.ts'], '/^\\.\\u002Fpaper\\u002F/'),
  lateImports(['renderer/viewports/film.ts'], '/^mediabunny$/'),
  // Rooms of the page ask for the window as they are read: a test opens one first.
  lateImports(['test/contract/*.test.ts'], '/^#renderer\\u002F/'),
  zone(['shared/**/*.ts'], [node, cornerstone, dicomParser, dcmjs, codecs, libsql, only('zod$|#shared/', 'shared imports only shared and zod.')], ['shared/codecs/**', ...tests]),
  zone(['shared/codecs/**/*.ts'], [node, cornerstone, dicomParser, dcmjs, libsql, only('zod$|#shared/|@cornerstonejs/codec-', 'shared/codecs imports shared, zod and the codec packages.')], tests),
  zone(['electron/services/**/*.ts'], [...services, dicomParser, dcmjs, libsql], ['electron/services/dicom/dicomParserReader.ts', 'electron/services/dicom/dicomWriter.ts', 'electron/services/storage/database.ts', ...tests]),
  zone(['electron/services/dicom/dicomParserReader.ts'], [...services, dcmjs, libsql]),
  zone(['electron/services/dicom/dicomWriter.ts'], [...services, dicomParser, libsql]),
  zone(['electron/services/storage/database.ts'], [...services, dicomParser, dcmjs]),
  zone(['electron/ports/**/*.ts'], [only('#shared/|#electron/ports/', 'ports are interfaces: they import shared only.')], tests),
  zone(['electron/hosts/*.ts', 'electron/hosts/web/**/*.ts', 'electron/hosts/loopback/**/*.ts', 'electron/hosts/cli/**/*.ts'], [electronOnly, room('(renderer|sample-dicom|test)', 'hosts import shared and services.'), beside, cornerstone, dicomParser, dcmjs, codecs, libsql], tests),
  zone(['electron/hosts/ipc/**/*.ts', 'electron/main/**/*.ts'], [room('(renderer|sample-dicom|test)', 'main imports electron and shared.'), cornerstone, dicomParser, dcmjs, codecs, libsql], tests),
  zone(['electron/preload/**/*.ts'], [only('electron$|#shared/contract/', 'preload imports Electron and the contract.')], tests),
  zone(['renderer/app/**/*.ts', 'renderer/app/**/*.tsx'], [...page, cornerstone], tests),
  zone(['renderer/features/**/*.ts', 'renderer/features/**/*.tsx'], [...page, cornerstone, onlyRenderer('features|viewports|tools|workers|ui|api', 'features know nothing of the app around them.')], tests),
  zone(['renderer/viewports/**/*.ts', 'renderer/viewports/**/*.tsx'], [...page, onlyRenderer('viewports|tools|workers|api', 'viewports know no feature.')], tests),
  zone(['renderer/tools/**/*.ts', 'renderer/tools/**/*.tsx'], [...page, cornerstone, onlyRenderer('tools|viewports', 'tools know viewports and other tools.')], ['renderer/tools/*/state.ts', ...tests]),
  zone(['renderer/tools/*/state.ts'], [{ regex: '^(?!#shared/)', message: 'A tool state is pure: it imports shared only.' }], tests),
  zone(['renderer/workers/**/*.ts'], [...page, cornerstone, onlyRenderer('workers', 'workers import shared.')], tests),
  zone(['renderer/ui/**/*.ts', 'renderer/ui/**/*.tsx'], [...page, cornerstone, onlyRenderer('ui', 'ui knows nothing of what it shows.')], tests),
  zone(['renderer/api/**/*.ts', 'renderer/api/**/*.tsx'], [...page, cornerstone, onlyRenderer('api', 'api imports shared.')], tests),
  zone(['sample-dicom/**/*.ts'], [electronOnly, room('(renderer|test)', 'sample-dicom imports shared and the DICOM writer.'), { regex: '^#electron/(?!services/dicom/dicomWriter\\.ts$)', message: 'sample-dicom imports shared and the DICOM writer.' }, cornerstone, dicomParser, dcmjs, libsql], tests),
  { files: ['renderer/**/*.tsx', 'renderer/**/*.ts'], plugins: { 'react-hooks': reactHooks }, rules: {
    ...reactHooks.configs.recommended.rules,
    // Speaks of the React Compiler, which does not compile this project.
    'react-hooks/incompatible-library': 'off',
  } },
  { files: ['scripts/**', 'test/bench/**', 'electron/hosts/cli/**', 'electron/hosts/loopback/loopbackMain.ts', 'electron/main/index.ts', 'sample-dicom/sampleMain.ts', 'test/e2e/**'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts', '*.config.js', 'test/**/*.config.ts', 'scripts/setFuses.mjs'], rules: { 'no-restricted-syntax': 'off' } },
)
