/**
 * What stands on the disk is not what was saved: thrown where it is read, told by the door as DAMAGED. The message says what is
 * damaged, what is not, and what to do.
 */
export class Damaged extends Error {}
