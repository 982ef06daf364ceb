import { spawnSync } from 'node:child_process'

/** Whether a program of others is on this machine. */
export const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined

/** The name of a test that needs it, with the reason where it is skipped. */
export const withTool = (tool: string, name: string): string => (has(tool) ? name : `${name} (skipped: ${tool} is not installed)`)
