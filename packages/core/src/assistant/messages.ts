import * as v from 'valibot'
import type { FailureFacts } from '../failure/index.ts'

const text = v.pipe(v.string(), v.maxLength(4000))
const absent = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema))
const port = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)),
  v.pipe(v.string(), v.regex(/^\d{1,5}$/)),
])

/** `transfer_initiated`, as the first users' server sends it. Unknown fields are ignored, a wrong one is refused. */
const transferInitiatedSchema = v.object({
  success: v.boolean(),
  extension: absent(
    v.union([v.pipe(v.string(), v.maxLength(200)), v.pipe(v.number(), v.safeInteger(), v.minValue(0))]),
  ),
  department: absent(v.pipe(v.string(), v.maxLength(100))),
  reason: absent(text),
  message: absent(text),
  instructions: absent(text),
  call_started: absent(v.boolean()),
  call_details: v.optional(v.unknown()),
  direct_transfer: absent(v.boolean()),
  fusionpbx_domain: absent(v.pipe(v.string(), v.maxLength(253))),
  wss_port: absent(port),
  context: absent(v.record(v.string(), v.unknown())),
})

/** A well-formed `transfer_initiated`. */
export type TransferInitiated = v.InferOutput<typeof transferInitiatedSchema>

/** A value, or the facts of the failure to read one. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: FailureFacts }

/** Reads a `transfer_initiated`. The failure names the field and what it should have been. */
export function parseTransferInitiated(message: unknown): Parsed<TransferInitiated> {
  const result = v.safeParse(transferInitiatedSchema, message)
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  const field = v.getDotPath(issue) ?? 'transfer_initiated'
  const wanted =
    issue.received === 'undefined'
      ? 'expected a value, it is missing'
      : `expected ${issue.expected ?? 'a valid value'}, received ${issue.received.slice(0, 80)}`
  const detail = `${field}: ${wanted}.`
  return { ok: false, failure: { code: 'invalid-request', stage: 'request', field, detail } }
}
