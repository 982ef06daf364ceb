export { client, putBlob, streamUrl, type StreamQuery } from './client.ts'
export { bridgeFromWindow, transportFromWindow } from './transport.ts'
export { uploadFiles, type UploadFile } from './uploadFiles.ts'
export { faultText, faultTitle } from './faultTexts.ts'
