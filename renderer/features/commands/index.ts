export { commands, placeWords, type Command, type CommandGroup, type CommandId, type CommandPlace } from './commandTable.ts'
export { isStroke, writeStroke, type KeyPress } from './keyStroke.ts'
export { commandState, useCommands, type CommandHandler, type CommandHandlers, type CommandState } from './registry.ts'
export { fits } from './fuzzy.ts'
