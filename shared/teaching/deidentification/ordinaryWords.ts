import { appVocabulary } from './appWords.ts'

/** Names of persons that are words of any sentence too; a find of one is looked at by a person, never let through for being here. */
const namesThatAreWords = `angel arch art august autumn back baker ball banks bean bell best bill bird bishop black blue bone bond booth bridge bright brook brown bush carpenter case cash chance chase church clay close cook cross current
  day dean drew early east english faith fall field fine fisher fish foot forest fox frank free french frost gold good grace grant gray green grey grove hale hall hand hands hard hardy head heart high hill hope hunter hurt joint joy june jury
  justice key king knight lake lamb land lane large last law light little lock long love low major marks march mark may mercy miller mills moon more most neck new noble noon north olive page pain park parks part peace peak penny
  piece place pole pope pound power price prime prince quick rain read reed rice rich right rider ring rise rivers rock rose sand savage sharp sheets short shorter shot silver skinner small smart snow south spring star steel still stone
  street strong summer swift temple tip turn turner valley walker wall ward warm water waters watts way weeks wells west white wild will winter wise wolf wood woods worth young`

/** Words that this app's own texts and any history are written with. */
export const ordinaryWords: ReadonlySet<string> = new Set([...namesThatAreWords.split(/\s+/), ...appVocabulary].filter((word) => word !== ''))
