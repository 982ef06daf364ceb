export { commands, placeWords, type Command, type CommandGroup, type CommandId, type CommandPlace } from './commandTable.ts'
export { isStroke, writeStroke } from './keyStroke.ts'
export { commandState, useCommands, type CommandHandler, type CommandHandlers } from './registry.ts'
export { fits } from './fuzzy.ts'
