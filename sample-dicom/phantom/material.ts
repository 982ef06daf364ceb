import { clamp01 } from './solid.ts'
import { textureTile, tileAt } from './texture.ts'

/** What a row is made of; HU as a function of depth under its surface and of place. */
export type Material =
  | { readonly kind: 'bone'; readonly cortexMm: number; readonly cortexHu: number; readonly spongyHu: number; readonly grainHu: number }
  | { readonly kind: 'soft'; readonly hu: number; readonly grainHu: number; readonly rimMm: number; readonly rimHu: number; readonly isMuscle: boolean }
  | { readonly kind: 'fat'; readonly hu: number; readonly grainHu: number }
  | { readonly kind: 'skin' }
  | { readonly kind: 'cells' }
  | { readonly kind: 'air' }

/** Below this depth, mm, the value no longer depends on the distance to the surface. */
export function depthMm(material: Material): number {
  if (material.kind === 'bone') return material.cortexMm + 1.5
  if (material.kind === 'skin') return 3
  if (material.kind === 'soft' && material.rimMm > 0) return material.rimMm * (material.isMuscle ? 2.5 : 1) + 0.8
  return 1
}

/** Rows that must not leave the skin when the mouth opens. */
export const isClippedBySkin = (material: Material): boolean =>
  material.kind === 'soft' || material.kind === 'fat' || material.kind === 'cells'

type Textures = { readonly fine: Float32Array; readonly coarse: Float32Array }

/** t1 and t2 of the rows: made once a thread, always the same. */
export const makeTextures = (): Textures => ({ fine: textureTile(11, 1), coarse: textureTile(23, 3) })

/** HU at distance d (negative inside) and world place x, y, z, mm. */
export function materialHu(material: Material, textures: Textures, d: number, x: number, y: number, z: number): number {
  switch (material.kind) {
    case 'soft': return softHu(material, textures, d, x, y, z)
    case 'bone': return boneHu(material, textures, d, x, y, z)
    case 'fat': return material.hu + material.grainHu * tileAt(textures.coarse, x * 1.6, y * 1.6, z * 1.6)
    case 'skin': {
      const f = clamp01((-d - 1.8) / 0.8)
      return 38 * (1 - f) + (f > 0 ? (-98 + 9 * tileAt(textures.coarse, x * 1.4, y * 1.4, z * 1.4)) * f : 0)
    }
    case 'cells': return cellsHu(tileAt(textures.coarse, x * 2.1, y * 2.1, z * 2.1))
    case 'air': return -1000
  }
}

function boneHu(bone: Extract<Material, { kind: 'bone' }>, textures: Textures, d: number, x: number, y: number, z: number): number {
  const f = clamp01(1.1 * (-d - bone.cortexMm) + 0.5)
  const fine = tileAt(textures.fine, x * 2.6, y * 2.6, z * 2.6)
  const coarse = tileAt(textures.coarse, x * 2.4, y * 2.4, z * 2.4)
  return bone.cortexHu * (1 - f) + bone.spongyHu * f + (fine + 0.45 * coarse) * bone.grainHu * f + 40 * fine * (1 - f)
}

/** Fibres run from head to feet: the texture is stretched along z. */
function softHu(soft: Extract<Material, { kind: 'soft' }>, textures: Textures, d: number, x: number, y: number, z: number): number {
  const coarse = tileAt(textures.coarse, x * 1.5, y * 1.5, z * 0.45)
  const fine = tileAt(textures.fine, x * 2, y * 2, z * 0.6)
  let hu = soft.hu + soft.grainHu * (0.6 * coarse + 0.4 * fine)
  if (soft.isMuscle) hu -= 75 * clamp01(tileAt(textures.coarse, (x + 7) * 1.15, (y + 3) * 1.15, 0.18 * z * 1.15) - 1.25)
  if (soft.rimMm === 0) return hu
  const rim = soft.isMuscle ? soft.rimMm * (1 + 0.55 * coarse) : soft.rimMm
  const f = clamp01((-d - rim) / 0.5 + 0.5)
  return soft.rimHu * (1 - f) + hu * f
}

function cellsHu(n: number): number {
  if (n > 0.35) return 650
  return n > -0.1 ? -800 + ((n + 0.1) / 0.45) * 1450 : -850
}
