import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { openCaseJournal } from './caseJournal.ts'

const AT = '2026-11-22T10:00:00.000Z'
const withComment = (comment: string) => ({ ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, comment } })

describe('the journal of a case', () => {
  it('undoes and redoes like a list with a cursor, whatever the order of edits, undos and redos', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('edit', 'undo', 'redo'), { maxLength: 60 }), (moves) => {
      const database = openDatabase(':memory:')
      const journal = openCaseJournal(database)
      const steps: string[] = []
      let cursor = 0
      let rows = 0
      for (const move of moves) {
        if (move === 'edit') {
          rows += 1
          steps.splice(cursor, steps.length, `step ${String(rows)}`)
          cursor += 1
          expect(journal.append({ caseId: 'a', baseVersion: journal.head('a').version, step: `step ${String(rows)}`, document: withComment(`step ${String(rows)}`), atIso: AT })).toEqual({ kind: 'saved' })
        } else if (move === 'undo') {
          expect(journal.undo('a', AT)).toBe(cursor > 0)
          cursor = Math.max(0, cursor - 1)
        } else {
          expect(journal.redo('a', AT)).toBe(cursor < steps.length)
          cursor = Math.min(steps.length, cursor + 1)
        }
        expect(journal.head('a')).toMatchObject({ document: withComment(steps[cursor - 1] ?? ''), canUndo: steps[cursor - 1] ?? null, canRedo: steps[cursor] ?? null })
      }
      expect(database.prepare('SELECT COUNT(*) AS n FROM case_versions WHERE version > 0').get()).toMatchObject({ n: rows })
      database.close()
    }), { numRuns: 60 })
  })

  it('keeps cases apart', () => {
    const database = openDatabase(':memory:')
    const journal = openCaseJournal(database)
    journal.append({ caseId: 'a', baseVersion: 0, step: 'one', document: withComment('a'), atIso: AT })
    expect(journal.undo('b', AT)).toBe(false)
    expect(journal.head('b')).toMatchObject({ version: 0, savedAtIso: null })
    expect([...journal.heads().keys()]).toEqual(['a'])
    database.close()
  })
})
