// electron-builder's afterPack: burns the switches that take Node's back doors out of the packaged binary.
import path from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'

const binaryOf = {
  darwin: ({ appOutDir, packager }) => path.join(appOutDir, `${packager.appInfo.productFilename}.app`),
  mas: ({ appOutDir, packager }) => path.join(appOutDir, `${packager.appInfo.productFilename}.app`),
  win32: ({ appOutDir, packager }) => path.join(appOutDir, `${packager.appInfo.productFilename}.exe`),
  linux: ({ appOutDir, packager }) => path.join(appOutDir, packager.executableName),
}

export default async function setFuses(context) {
  const { electronPlatformName } = context
  // Linux has no integrity check of the archive: Electron implements it for macOS and Windows.
  const integrity = electronPlatformName !== 'linux'
  await flipFuses(binaryOf[electronPlatformName](context), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: integrity,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
}
