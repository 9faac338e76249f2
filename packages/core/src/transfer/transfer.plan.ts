import { parseTransferInitiated, type TransferInitiated } from '../assistant/index.ts'
import type { FailureCode, FailureFacts } from '../failure/index.ts'
import {
  cleanDomain,
  contextHeaders,
  departmentExtension,
  resolveTarget,
  type SipHeader,
  type Target,
  type TargetPolicy,
} from '../sip/index.ts'
import type { TransferContext, TransferPlan, TransferRequest, TransferSettings } from './transfer.types.ts'

/** What the planner is told beside the message. */
export interface PlanInput {
  readonly transferId: string
  readonly conversationId?: string | undefined
  readonly settings: TransferSettings
}

/** A request of the page's own, instead of a server's message. */
export interface TransferWish {
  /** Extensions or SIP URIs within the policy, in the order in which they are tried. */
  readonly targets: readonly (string | number)[]
  readonly department?: string
  readonly topic?: string
  readonly userToUser?: string
}

/** A page's own wish is never bridged. */
type WishPlan = Exclude<TransferPlan, { readonly kind: 'bridged' }>

const refuse = (transferId: string, failure: FailureFacts): WishPlan => ({ kind: 'refuse', transferId, failure })

const invalid = (field: string, detail: string): FailureFacts => ({
  code: 'invalid-request',
  stage: 'request',
  field,
  detail,
})

/** The server's own bridge is ringing the agent, so that a second call would ring it twice. */
function bridged(message: TransferInitiated, { direct }: TransferSettings): boolean {
  if (direct === 'never') return message.call_started !== false
  return direct === 'auto' && message.call_started === true && message.direct_transfer !== true
}

/** The server's own word, where it gave one, is for the Details. */
const notOffered = (field: string, detail: string | null | undefined): FailureFacts => ({
  code: 'not-offered',
  stage: 'request',
  field,
  ...(detail ? { detail: detail.slice(0, 200) } : {}),
})

/** The page itself cannot dial, whatever is asked. */
const faultOf = ({ fault }: TransferSettings): FailureFacts | undefined =>
  fault ? { code: 'internal', stage: 'request', field: fault.setting, detail: fault.detail } : undefined

/** The headers of an attempt's INVITE. */
function headersOf(request: TransferRequest, settings: TransferSettings): ReturnType<typeof contextHeaders> {
  const { transferId, conversationId, department, topic, userToUser } = request
  return contextHeaders({
    transferId,
    conversationId,
    department,
    userToUser,
    topic: settings.sendTopic ? topic : undefined,
  })
}

/** The INVITE's headers, once planning has accepted them. */
export function checkedHeaders(request: TransferRequest, settings: TransferSettings): readonly SipHeader[] {
  const made = headersOf(request, settings)
  return made.ok ? made.headers : []
}

function accept(request: TransferRequest, settings: TransferSettings): WishPlan {
  const headers = headersOf(request, settings)
  return headers.ok ? { kind: 'dial', request } : refuse(request.transferId, headers.failure)
}

/** Targets within the policy, or the first failure. */
function resolveAll(wish: TransferWish, settings: TransferSettings, field: string): Target[] | FailureFacts {
  const asked = Array.isArray(wish?.targets) ? wish.targets : []
  const targets: Target[] = []
  for (const [index, dialled] of asked.entries()) {
    const result = resolveTarget(dialled, settings.policy, asked.length > 1 ? `targets[${index}]` : field)
    if (!result.ok) return result.failure
    targets.push(result.target)
  }
  return targets.length > 0 && targets.length <= 10 ? targets : invalid('targets', 'targets: expected 1 to 10 of them.')
}

/** Plans a page's own wish. Never throws. */
export function planWish(wish: TransferWish, input: PlanInput, field = 'extension'): WishPlan {
  const { transferId, conversationId, settings } = input
  const fault = faultOf(settings)
  if (fault) return refuse(transferId, fault)
  const targets = resolveAll(wish, settings, field)
  if (!Array.isArray(targets)) return refuse(transferId, targets)
  const { department, topic, userToUser } = wish
  const told = {
    ...(department ? { department } : {}),
    ...(topic ? { topic } : {}),
    ...(conversationId ? { conversationId } : {}),
    ...(userToUser ? { userToUser } : {}),
  }
  return accept({ transferId, targets, announced: false, ...told }, settings)
}

/** What a message asks to dial: its extension, else its department's. */
function dialledBy(message: TransferInitiated, settings: TransferSettings): string | number | FailureFacts {
  const { extension, department } = message
  if (extension !== undefined && extension !== null && extension !== '') return extension
  if (!department) return invalid('extension', 'extension: required when success is true.')
  const mapped = departmentExtension(department, settings.policy)
  if (mapped) return mapped
  const detail = `department: ${JSON.stringify(department)} is not in the page’s policy.`
  return { code: 'policy-refused', stage: 'request', field: 'department', detail }
}

function domainIn(given: string): string | undefined {
  try {
    return cleanDomain(given)
  } catch {
    return undefined
  }
}

/** The policy for a message that may name a bare extension's domain: one of those that the page allows. */
function policyFor({ fusionpbx_domain: given }: TransferInitiated, policy: TargetPolicy): TargetPolicy | FailureFacts {
  if (!given?.trim()) return policy
  const domain = domainIn(given)
  if (domain && policy.domains.includes(domain)) return { ...policy, domains: [domain, ...policy.domains] }
  const detail = `fusionpbx_domain: ${JSON.stringify(given.slice(0, 80))} is not allowed by the page’s policy.`
  return { code: 'policy-refused', stage: 'request', field: 'fusionpbx_domain', detail }
}

/** Plans a server's `transfer_initiated`, whatever came. Never throws: a refusal names the field. */
export function planMessage(raw: unknown, input: PlanInput): TransferPlan {
  const { transferId, settings } = input
  const parsed = parseTransferInitiated(raw)
  if (!parsed.ok) return refuse(transferId, parsed.failure)
  const message = parsed.value
  if (!message.success) return refuse(transferId, notOffered('success', message.message))
  if (bridged(message, settings)) return { kind: 'bridged', transferId }
  if (settings.direct === 'never')
    return refuse(
      transferId,
      notOffered('call_started', 'the page never dials, and the server’s bridge does not call.'),
    )
  const fault = faultOf(settings)
  if (fault) return refuse(transferId, fault)
  const policy = policyFor(message, settings.policy)
  if ('code' in policy) return refuse(transferId, policy)
  const dialled = dialledBy(message, settings)
  if (typeof dialled === 'object') return refuse(transferId, dialled)
  const { department, reason } = message
  const wish = { targets: [dialled], ...(department ? { department } : {}), ...(reason ? { topic: reason } : {}) }
  const field = dialled === message.extension ? 'extension' : 'department'
  const plan = planWish(wish, { ...input, settings: { ...settings, policy } }, field)
  if (plan.kind === 'refuse') return refuse(transferId, asSent(plan.failure))
  return { kind: 'dial', request: { ...plan.request, announced: true } }
}

/** The failure by the name that the field has in the server's message: the topic is its `reason`. */
const asSent = (failed: FailureFacts): FailureFacts =>
  failed.field === 'topic' ? { ...failed, field: 'reason', detail: `reason: ${failed.detail ?? ''}` } : failed

const transient: ReadonlySet<FailureCode> = new Set(['server-unreachable', 'connection-lost'])

const huntable: ReadonlySet<FailureCode> = new Set([
  'busy',
  'no-answer',
  'declined',
  'unavailable',
  'not-found',
  'timeout',
  'server-error',
  'connection-lost',
  'ice-failed',
  'no-audio',
])

/** Whether the same target is worth another attempt. */
export const retriesSame = ({ failure, tries, settings }: TransferContext): boolean =>
  failure !== null && transient.has(failure.code) && tries < settings.retries

/** Whether the next target is worth an attempt. */
export const huntsOn = ({ failure, target, request }: TransferContext): boolean =>
  failure !== null && huntable.has(failure.code) && target + 1 < (request?.targets.length ?? 0)

/** The id of the running attempt; a report that carries another one is stale. */
export const attemptId = ({ request, attempt }: TransferContext): string => `${request?.transferId ?? ''}.${attempt}`

/** What is dialled now. */
export const currentTarget = ({ request, target }: TransferContext): Target | undefined => request?.targets[target]
