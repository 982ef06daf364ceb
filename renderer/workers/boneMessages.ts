import type { BoneCamera } from '#shared/imageAnalysis/boneSurface.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'

export type BoneRequest = {
  readonly serial: number
  /** A coarse picture for a hand that moves is always drawn to its end; a final one is broken off by the next request. */
  readonly isFinal: boolean
  readonly camera: BoneCamera
  readonly columns: number
  readonly rows: number
  readonly thresholdHu: number
}
export type ToBoneWorker = { readonly kind: 'volume'; readonly volume: HuVolume } | { readonly kind: 'draw'; readonly request: BoneRequest }
export type FromBoneWorker = {
  readonly request: BoneRequest
  /** Table and head rest are left out; false where the scan holds no body to tell them from. */
  readonly isWithinSkin: boolean
  readonly light: Uint8Array<ArrayBuffer>
  readonly depthMm: Float32Array<ArrayBuffer>
}
