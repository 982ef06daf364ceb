import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { createServices } from '#electron/services/createServices.ts'
import { methods, streams } from '#shared/contract/contract.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { sourceFiles } from './sourceFiles.ts'

const read = (file: string): string => readFileSync(path.join(projectDirectory, file), 'utf8')
const parse = (file: string): ts.SourceFile => ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2023, true)
const rooms = ['shared', 'electron', 'renderer', 'sample-dicom', 'test']

describe('the contract and its services', () => {
  it('have the same methods and the same streams', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'axis-architecture-'))
    const running = await createServices({ ports: buildPorts(directory), version: '0.1.0', sampleCases: () => 'none' })
    expect(Object.keys(running.services).sort()).toEqual(Object.keys(methods).sort())
    expect(Object.keys(running.streams).sort()).toEqual(Object.keys(streams).sort())
    await running.close()
    await rm(directory, { recursive: true, force: true })
  })
})

describe('the preload', () => {
  it('gives the page one object with these three functions', () => {
    const exposed: string[] = []
    const keys: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'exposeInMainWorld') exposed.push(node.arguments.map((one) => one.getText()).join(', '))
      if (ts.isVariableDeclaration(node) && node.name.getText() === 'bridge' && node.initializer !== undefined && ts.isObjectLiteralExpression(node.initializer)) {
        keys.push(...node.initializer.properties.map((property) => property.name?.getText() ?? '...'))
      }
      ts.forEachChild(node, visit)
    }
    visit(parse('electron/preload/index.ts'))
    expect({ exposed, keys }).toEqual({ exposed: ["'axisGuide', bridge"], keys: ['request', 'subscribe', 'permitDropped'] })
  })
})

/** Plain arithmetic: the frame of a vector is in its type, whatever it is. */
const arithmetic = ['shared/geometry/angles.ts', 'shared/geometry/vectors.ts']
/** Folders whose functions speak of space, units and DICOM facts. */
const documented = ['shared/geometry', 'shared/projection', 'shared/dicom', 'shared/planning', 'shared/contrast', 'shared/calibration', 'shared/imageAnalysis', 'shared/imageProcessing', 'shared/measurement', 'shared/teaching/scoring', 'shared/teaching/agreement']

function undocumentedFunctions(file: string): readonly string[] {
  return parse(file).statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement) || ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return []
    const names = ts.isFunctionDeclaration(statement) ? [statement.name?.text ?? '']
      : ts.isVariableStatement(statement) ? statement.declarationList.declarations.filter(({ initializer }) => initializer !== undefined && ts.isArrowFunction(initializer)).map(({ name }) => name.getText())
        : []
    if (names.length === 0 || ts.getJSDocTags(statement).some(({ tagName }) => ['frame', 'units', 'source'].includes(tagName.text))) return []
    return names.map((name) => `${file}: ${name}`)
  })
}

describe('the sources', () => {
  it('say of every exported function of geometry and DICOM in which frame and unit it works, or where its facts come from', () => {
    expect(documented.filter((folder) => existsSync(path.join(projectDirectory, folder))).flatMap(sourceFiles).filter((file) => !arithmetic.includes(file)).flatMap(undocumentedFunctions)).toEqual([])
  })

  it('have no file whose name says nothing', () => {
    expect(rooms.flatMap(sourceFiles).filter((file) => /(^|\/)(utils?|helpers?|managers?|common|misc)\.tsx?$/i.test(file))).toEqual([])
  })

  it('leave nothing for later and switch no rule off', () => {
    const forbidden = /\b(TODO|FIXME|XXX|HACK)\b|eslint-disable|@ts-(ignore|nocheck|expect-error)/
    const here = ['test/architecture/house.test.ts']
    expect(rooms.flatMap(sourceFiles).filter((file) => !here.includes(file) && forbidden.test(read(file)))).toEqual([])
  })

  it('name no path of the machine they were written on', () => {
    expect([...rooms.flatMap(sourceFiles), 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].filter((file) => /(?<![.\w])\/(home|Users|root|work)\//.test(read(file)))).toEqual([])
  })
})
