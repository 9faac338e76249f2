import { informing, parseTransferInitiated, type TransferInitiated, topicLimit, type Warn } from '../assistant/index.ts'
import type { FailureCode, FailureFacts } from '../failure/index.ts'
import {
  cleanDomain,
  contextHeaders,
  departmentExtension,
  type MadeHeaders,
  resolveTarget,
  type Target,
  type TargetPolicy,
} from '../sip/index.ts'
import { cleanText, nameLimit } from '../text.ts'
import type { TransferContext, TransferPlan, TransferRequest, TransferSettings } from './transfer.types.ts'

/** What the planner is told beside the message. */
export interface PlanInput {
  readonly transferId: string
  readonly conversationId?: string | undefined
  readonly settings: TransferSettings
  /** Hears what was left out, cut or ignored without refusing the transfer. */
  readonly warn?: Warn
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

/** Who calls: the page, or the server's own bridge, so that a second call would ring the agent twice. */
function callerOf(message: TransferInitiated, { direct }: TransferSettings): 'page' | 'bridge' | FailureFacts {
  const { call_started: started, direct_transfer: asked } = message
  if (direct === 'always' || (direct === 'auto' && asked === true)) return 'page'
  if (typeof started === 'object') return started
  if (direct === 'never')
    return started === false
      ? notOffered('call_started', 'the page never dials, and the server’s bridge does not call.')
      : 'bridge'
  if (started !== true) return 'page'
  return typeof asked === 'object' ? asked : 'bridge'
}

/** The server's own word, where it gave one, is for the Details. */
const notOffered = (field: string, detail: string | null | undefined): FailureFacts => ({
  code: 'not-offered',
  stage: 'request',
  field,
  ...(detail ? { detail: cleanText(detail, 200).text } : {}),
})

/** The page itself cannot dial, whatever is asked. */
const faultOf = ({ fault }: TransferSettings): FailureFacts | undefined =>
  fault ? { code: 'internal', stage: 'request', field: fault.setting, detail: fault.detail } : undefined

/** The headers of an attempt's INVITE. */
export function headersOf(request: TransferRequest, settings: TransferSettings): MadeHeaders {
  const { transferId, conversationId, department, topic, userToUser } = request
  return contextHeaders({
    transferId,
    conversationId,
    department,
    userToUser,
    topic: settings.sendTopic ? topic : undefined,
  })
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

/** What a request carries beside its targets: text, whatever came. */
function toldBy(wish: TransferWish, { conversationId, warn = () => {} }: PlanInput) {
  const department = informing('department', wish.department, nameLimit, warn)
  const topic = informing('topic', wish.topic, topicLimit, warn)
  const userToUser = typeof wish.userToUser === 'string' ? wish.userToUser : undefined
  return {
    ...(department ? { department } : {}),
    ...(topic ? { topic } : {}),
    ...(conversationId ? { conversationId } : {}),
    ...(userToUser ? { userToUser } : {}),
  }
}

/** Plans a page's own wish. Never throws. */
export function planWish(wish: TransferWish, input: PlanInput, field = 'extension'): WishPlan {
  const { transferId, settings, warn } = input
  const fault = faultOf(settings)
  if (fault) return refuse(transferId, fault)
  const targets = resolveAll(wish, settings, field)
  if (!Array.isArray(targets)) return refuse(transferId, targets)
  const request = { transferId, targets, announced: false, ...toldBy(wish, input) }
  for (const warning of headersOf(request, settings).warnings) warn?.(warning)
  return { kind: 'dial', request }
}

/** What a message asks to dial: its extension, else its department's. */
function dialledBy({ extension, department }: TransferInitiated, settings: TransferSettings): string | FailureFacts {
  if (extension !== undefined) return extension
  if (!department) return invalid('extension', 'extension: required when success is true.')
  if (typeof department === 'object') return department
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
  if (!given) return policy
  if (typeof given === 'object') return given
  const domain = domainIn(given)
  if (domain && policy.domains.includes(domain)) return { ...policy, domains: [domain, ...policy.domains] }
  const detail = `fusionpbx_domain: ${JSON.stringify(given.slice(0, 80))} is not allowed by the page’s policy.`
  return { code: 'policy-refused', stage: 'request', field: 'fusionpbx_domain', detail }
}

/** Plans a server's `transfer_initiated`, whatever came. Never throws: a refusal names the field. */
export function planMessage(raw: unknown, input: PlanInput): TransferPlan {
  const { transferId, settings, warn } = input
  const parsed = parseTransferInitiated(raw, warn)
  if (!parsed.ok) return refuse(transferId, parsed.failure)
  const message = parsed.value
  if (!message.success) return refuse(transferId, notOffered('success', message.message))
  const caller = callerOf(message, settings)
  if (typeof caller === 'object') return refuse(transferId, caller)
  return caller === 'bridge'
    ? { kind: 'bridged', transferId, ringsCaller: message.ringsCaller }
    : planCall(message, input)
}

/** Plans the page's own call, as a message asks for it. */
function planCall(message: TransferInitiated, input: PlanInput): WishPlan {
  const { transferId, settings } = input
  const fault = faultOf(settings)
  if (fault) return refuse(transferId, fault)
  const policy = policyFor(message, settings.policy)
  if ('code' in policy) return refuse(transferId, policy)
  const dialled = dialledBy(message, settings)
  if (typeof dialled === 'object') return refuse(transferId, dialled)
  const { department, reason } = message
  const wish = {
    targets: [dialled],
    ...(typeof department === 'string' ? { department } : {}),
    ...(reason ? { topic: reason } : {}),
  }
  const field = dialled === message.extension ? 'extension' : 'department'
  const plan = planWish(wish, { ...input, settings: { ...settings, policy } }, field)
  return plan.kind === 'dial' ? { kind: 'dial', request: { ...plan.request, announced: true } } : plan
}

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
  'unreadable',
])

/** Whether the same target is worth another attempt. */
export const retriesSame = ({ failure, tries, settings }: TransferContext): boolean =>
  failure !== null && transient.has(failure.code) && tries < settings.retries

/** As many targets as a request may have (RFC 3261 §8.1.3.4 asks for a limit): a redirection adds none beyond. */
const most = 10

/** A Contact's user and host, as a page would write them; ports and parameters lead to the same PBX. */
function plainUri(contact: string): string {
  const [, user = '', host = ''] = /^sips?:([^@:;?]+)(?::[^@]*)?@([^:;?>]+)/i.exec(contact) ?? []
  return `${user.replace(/%23/g, '#').replace(/%2A/gi, '*')}@${host}`
}

/**
 * The request with the targets of a redirection (RFC 3261 §8.1.3.4) behind the one that gave it: those that the policy
 * allows, each once. Nothing, where none is new.
 */
export function redirected(context: TransferContext, contacts: readonly string[] = []): { request?: TransferRequest } {
  const { request, target, settings } = context
  if (!request) return {}
  const tried = request.targets.slice(0, target + 1)
  const named = contacts.flatMap((contact) => {
    const result = resolveTarget(plainUri(contact), settings.policy)
    return result.ok ? [result.target] : []
  })
  const isKnown = (list: readonly Target[], { uri }: Target) => list.some((one) => one.uri === uri)
  const fresh = named.filter((one, index) => !isKnown(tried, one) && !isKnown(named.slice(0, index), one))
  const rest = request.targets.slice(target + 1).filter((one) => !isKnown(fresh, one))
  const targets = [...tried, ...fresh, ...rest].slice(0, most)
  return fresh.length > 0 && targets.length > target + 1
    ? { request: { ...request, targets, followed: target + 1 } }
    : {}
}

/** Whether the next target is worth an attempt; behind a redirection, only one that it names. */
export const huntsOn = ({ failure, target, request }: TransferContext): boolean =>
  failure !== null &&
  (huntable.has(failure.code) || (failure.code === 'redirected' && request?.followed === target + 1)) &&
  target + 1 < (request?.targets.length ?? 0)

/** The id of what was asked for, whatever planning made of it. */
export const planId = (plan: TransferPlan): string => (plan.kind === 'dial' ? plan.request.transferId : plan.transferId)

/** The id of the running attempt; a report that carries another one is stale. */
export const attemptId = ({ request, attempt }: TransferContext): string => `${request?.transferId ?? ''}.${attempt}`

/** What is dialled now. */
export const currentTarget = ({ request, target }: TransferContext): Target | undefined => request?.targets[target]
