import { afterEach, describe, expect, it } from 'vitest'
import { createTypedField, handOnTyped, isTyping, type Kept, type TypedField } from './typedFields.ts'

const opened: TypedField[] = []
afterEach(() => { for (const field of opened.splice(0)) field.forget() })
function open(answer: Kept = 'now', isAction = false) {
  const [kept, told]: [string[], Kept[]] = [[], []]
  const field = createTypedField((one) => { told.push(one) }, isAction)
  field.keepsBy((words) => {
    kept.push(words)
    return answer
  })
  opened.push(field)
  return { field, kept, told }
}

describe('what is typed into a field', () => {
  it('is on the screen alone until it is handed on, once', () => {
    const { field, kept, told } = open()
    expect([isTyping(), field.handOn()]).toEqual([false, null])
    field.type('Tip')
    field.type('Tip in the joint')
    expect(isTyping()).toBe(true)
    expect([field.handOn(), field.handOn()]).toEqual(['now', null])
    expect([kept, told, isTyping()]).toEqual([['Tip in the joint'], ['now'], false])
  })

  it('stays where it cannot be read', () => {
    const { field, kept } = open('not')
    field.type('a few')
    expect([field.handOn(), isTyping(), field.handOn()]).toEqual(['not', true, 'not'])
    expect(kept).toEqual(['a few', 'a few'])
    field.forget()
    expect(isTyping()).toBe(false)
  })

  it('is kept in a pause and held all the same', () => {
    const { field, kept, told } = open()
    field.pause()
    field.type('Tip ')
    field.pause()
    expect([kept, told, isTyping()]).toEqual([['Tip '], [], true])
  })

  it('is handed on by all fields before the screen is left, except where that does something', () => {
    const [one, other, action] = [open(), open('later'), open('now', true)]
    for (const { field } of [one, other, action]) field.type('Words')
    handOnTyped()
    expect([one.kept, other.kept, action.kept, isTyping()]).toEqual([['Words'], ['Words'], [], true])
    // As when the field is taken off the screen.
    action.field.handOn()
    expect([action.kept, isTyping()]).toEqual([['Words'], false])
  })
})
