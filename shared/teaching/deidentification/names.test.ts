import { expect, it } from 'vitest'
import { textElement } from './dataSet.ts'
import { createNameCollector, holdsName } from './names.ts'

it.each([['Müller^Jörg', 'seen by Mueller'], ['Müller^Jörg', 'seen by MULLER'], ['MUELLER^JOERG', 'seen by Müller'], ['Smith-Jones^Anna', 'Mrs Jones']])('%s is known in “%s”', (name, line) => {
  const names = createNameCollector()
  names.add([textElement('00100010', 'PN', name)])
  expect([holdsName(line, names.words()), holdsName('seen by nobody', names.words())]).toEqual([true, false])
})
