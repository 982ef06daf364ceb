import { textureTile, tileBetween } from '../phantom/texture.ts'

const tileA = textureTile(23, 2)
const tileB = textureTile(5, 1)

/** The two smooth noises that give contrast its uneven edges; coordinates in tile steps. */
export const noiseA = (x: number, y: number, z: number): number => tileBetween(tileA, x, y, z)
export const noiseB = (x: number, y: number, z: number): number => tileBetween(tileB, x, y, z)
