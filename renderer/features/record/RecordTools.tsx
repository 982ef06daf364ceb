/** The record has no tools of its own yet: its actions stand on the tiles and in the panel. */
export const RecordTools = () => null
