import { z } from 'zod'

/** A string of a document and the keys that lead to it; a key of a record stands for itself. */
export type StringPlace = { readonly keys: readonly string[]; readonly isKey: boolean }
/** What stands in its place; null takes a value away where the schema allows null. */
export type MapString = (text: string, place: StringPlace) => string | null

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A document with every string that is free in its schema replaced. What the schema holds to a list of words, a number or a
 * yes or no stays: whatever is added to a document later is free text until its schema says otherwise.
 */
export function mapStrings(schema: unknown, value: unknown, map: MapString, keys: readonly string[] = []): unknown {
  if (value === null || value === undefined || !isSchema(schema)) return value
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return mapStrings(schema.unwrap(), value, map, keys)
  if (schema instanceof z.ZodUnion) return mapStrings(schema.options.find((option) => isSchema(option) && option.safeParse(value).success), value, map, keys)
  if (schema instanceof z.ZodObject && isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapStrings(schema.shape[key], member, map, [...keys, key])]))
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.map((member) => mapStrings(schema.element, member, map, keys))
  if (schema instanceof z.ZodTuple && Array.isArray(value)) return value.map((member, index) => mapStrings(schema.def.items[index], member, map, keys))
  if (schema instanceof z.ZodRecord && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [map(key, { keys, isKey: true }) ?? key, mapStrings(schema.valueType, member, map, keys)]))
  }
  return typeof value === 'string' && !(schema instanceof z.ZodEnum) && !(schema instanceof z.ZodLiteral) ? map(value, { keys, isKey: false }) : value
}
