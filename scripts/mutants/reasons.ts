import type { Reason } from './ledger.ts'

type Mutant = readonly [mutator: string, code: string, becomes: string, times?: number]

const because = (why: string, file: string, ...mutants: readonly Mutant[]): Reason[] =>
  mutants.map(([mutator, code, becomes, times = 1]) => ({
    file: `packages/core/src/${file}.ts`,
    mutator,
    code,
    becomes,
    why,
    times,
  }))

const narrows = 'the table asks at that event alone; the comparison tells the compiler so'
const compiler = 'types, for the compiler alone'
const slot = 'an empty slot: whoever starts the machine fills it'
const named = 'the name by which an inspector shows the machine'
const falls = 'a function that ends without a word gives the same'

/** Mutants that may survive, and why. */
export const reasons: readonly Reason[] = [
  ...because(
    narrows,
    'call/call.setup',
    ['ConditionalExpression', "event.type === 'leg.progress'", 'true', 2],
    ['ConditionalExpression', "event.type === 'LINK'", 'true', 2],
    ['ConditionalExpression', "event.type === 'leg.sound'", 'true'],
    ['ConditionalExpression', "event.type === 'leg.path'", 'true', 3],
    ['ConditionalExpression', "event.type === 'leg.ended'", 'true'],
    ['ConditionalExpression', "event.type === 'leg.sent'", 'true'],
    ['ConditionalExpression', "event.type === 'leg.hold'", 'true'],
  ),
  ...because(
    'where a leg breaks, the table tells nothing',
    'call/call.setup',
    ['ConditionalExpression', "event.type === 'xstate.error.actor.leg'", 'false'],
    ['StringLiteral', "'xstate.error.actor.leg'", '""'],
  ),
  ...because(
    'there is something to tell wherever the table tells, and always a parent but in a walk, which carries nothing out',
    'call/call.setup',
    ['ConditionalExpression', 'told && self._parent', 'true'],
    ['LogicalOperator', 'told && self._parent', 'told || self._parent'],
  ),
  ...because(falls, 'call/call.setup', ['ConditionalExpression', 'default: return undefined', 'default:']),
  ...because('downwards a count tells one playback from the next as well', 'call/leg.actor', [
    'UpdateOperator',
    '++played',
    '--played',
  ]),
  ...because('any two names tell apart who holds', 'call/leg.actor', ['StringLiteral', "'far'", '""']),
  ...because(falls, 'call/leg.actor', ['ConditionalExpression', 'default: return undefined', 'default:']),
  ...because(compiler, 'call/call.setup', [
    'ObjectLiteral',
    "{ context: {} as CallContext, events: {} as CallCommand | LegReport | { type: 'xstate.err…",
    '{}',
  ]),
  ...because(slot, 'call/call.setup', [
    'ObjectLiteral',
    '{ leg: fromCallback<CallCommand, CallInput>(() => {}) }',
    '{}',
  ]),
  ...because(
    'of a PBX that is not known there is nothing to ask',
    'failure/failure.checks',
    ['StringLiteral', "''", '"Stryker was here!"'],
    ['ArrowFunction', '(command) => command', '() => undefined'],
  ),
  ...because('a wrong setting is never told without its detail', 'failure/failure.texts', [
    'StringLiteral',
    "''",
    '"Stryker was here!"',
  ]),
  ...because(
    'any 6xx means declined; the table names these as RFC 3261 and RFC 8197 do',
    'failure/failure.wire',
    ['ArrayDeclaration', "[603, 'declined']", '[]'],
    ['ArrayDeclaration', "[607, 'declined']", '[]'],
    ['ArrayDeclaration', "[608, 'declined']", '[]'],
    ['StringLiteral', "'declined'", '""', 3],
    ['EqualityOperator', 'status < 600', 'status <= 600'],
  ),
  ...because('no cause is in no table; the comparison tells the compiler so', 'failure/failure.wire', [
    'ConditionalExpression',
    'cause === undefined',
    'false',
  ]),
  ...because(
    'a text that is no address is refused by the next line, whatever its parts are called',
    'sip/server-url',
    ['StringLiteral', "''", '"Stryker was here!"', 2],
    ['ArrayDeclaration', '[]', '["Stryker was here"]'],
  ),
  ...because(
    'what begins anywhere begins at the beginning; the anchor spares a long text the search',
    'sip/setting-error',
    ['Regex', '/^.*@/s', '/.*@/s'],
  ),
  ...because('no limit is called so', 'sip/check-limits', ['ArrayDeclaration', '[]', '["Stryker was here"]']),
  ...because(
    narrows,
    'transfer/transfer.guards',
    ['ConditionalExpression', "event.type === 'REQUEST'", 'true', 2],
    ['ConditionalExpression', "event.type === 'call.facts'", 'true'],
    ['ConditionalExpression', "event.type === 'call.ringing'", 'true'],
  ),
  ...because(compiler, 'transfer/transfer.guards', [
    'ObjectLiteral',
    '{ context: {} as TransferContext, events: {} as TransferEvent, emitted: {} as Emitted, in…',
    '{}',
  ]),
  ...because(
    'what ends was asked for, and has an id; the alternative tells the compiler so',
    'transfer/transfer.result',
    ['StringLiteral', "''", '"Stryker was here!"', 2],
    ['OptionalChaining', 'request?.transferId', 'request.transferId'],
  ),
  ...because('where no other transfer runs, nothing is refused but what planning refused', 'transfer/transfer.result', [
    'ConditionalExpression',
    "plan.kind === 'refuse'",
    'true',
  ]),
  ...because(
    'the table dials where line and microphone are there alone; the comparison tells the compiler so',
    'transfer/transfer.actors',
    ['ConditionalExpression', 'line && stream', 'true'],
    ['LogicalOperator', 'line && stream', 'line || stream'],
  ),
  ...because(
    'nothing but a grant holds a stream, and what comes after it is its end; the comparison tells the compiler so',
    'transfer/transfer.actors',
    ['ConditionalExpression', "report.type === 'granted'", 'true'],
  ),
  ...because('what is dialled was planned, with headers that fit', 'transfer/transfer.plan', [
    'ArrayDeclaration',
    '[]',
    '["Stryker was here"]',
  ]),
  ...because(
    'a refused header always says why, and no call comes before a request; the alternatives tell the compiler so',
    'transfer/transfer.plan',
    ['StringLiteral', "''", '"Stryker was here!"', 2],
  ),
  ...because('what is decided on has failed; the comparison tells the compiler so', 'transfer/transfer.plan', [
    'ConditionalExpression',
    'failure !== null',
    'true',
    2,
  ]),
  ...because('what has failed was asked for; the alternative tells the compiler so', 'transfer/transfer.plan', [
    'OptionalChaining',
    'request?.targets',
    'request.targets',
  ]),
  ...because(falls, 'transfer/transfer.plan', ['BlockStatement', '{ return undefined }', '{}']),
  ...because('digits are offered while there is a call alone', 'transfer/create-transfer', [
    'OptionalChaining',
    'handles.call?.sendDtmf',
    'handles.call.sendDtmf',
  ]),
  ...because(
    'nothing but “up” tells a conversation; the comparison tells the compiler so',
    'transfer/create-transfer',
    ['ConditionalExpression', "report.type === 'up'", 'true'],
  ),
  ...because('an outcome is found by the id of its transfer, and a text has none', 'transfer/create-transfer', [
    'ArrayDeclaration',
    '[]',
    '["Stryker was here"]',
  ]),
  ...because('a promise is kept once: a listener that stayed would be heard no more', 'transfer/create-transfer', [
    'CallExpression',
    'stop()',
    ';',
  ]),
  ...because('what is absent is waited for as what is done', 'transfer/create-transfer', [
    'ObjectLiteral',
    '{ assistant: undefined, call: undefined, closing: Promise.resolve() }',
    '{}',
  ]),
  ...because(
    'what is dialled was asked for and planned; the alternatives tell the compiler so',
    'transfer/transfer.setup',
    ['OptionalChaining', 'currentTarget(context)?.extension', 'currentTarget(context).extension'],
    ['OptionalChaining', 'context.request?.transferId', 'context.request.transferId'],
    ['ConditionalExpression', '!context.request || !target', 'false'],
    ['LogicalOperator', '!context.request || !target', '!context.request && !target'],
    ['ConditionalExpression', "event.plan.kind !== 'dial'", 'false'],
  ),
  ...because('a retry is taken after a transfer alone', 'transfer/transfer.setup', [
    'OptionalChaining',
    'context.last?.request',
    'context.last.request',
  ]),
  ...because('what is asked of a line is whether it is up, opening or closed', 'transfer/transfer.setup', [
    'StringLiteral',
    "'down'",
    '""',
  ]),
  ...because('a call that does not come in goes out', 'transfer/transfer.setup', ['StringLiteral', "'out'", '""']),
  ...because(
    'no attempt is made, and none accepted, before its server and its id are known',
    'transfer/transfer.setup',
    ['StringLiteral', "''", '"Stryker was here!"', 2],
  ),
  ...because(
    'the machine starts in cold idle, which closes the line as it is entered',
    'transfer/transfer.setup',
    ['StringLiteral', "'closed'", '""'],
    ['BooleanLiteral', 'false', 'true'],
  ),
  ...because('a timeline is told after its request alone, which begins it anew', 'transfer/transfer.recorder', [
    'ArrayDeclaration',
    '[]',
    '["Stryker was here"]',
  ]),
  ...because('what is only asked about needs no id', 'transfer/transfer.view', [
    'StringLiteral',
    "''",
    '"Stryker was here!"',
  ]),
  ...because(named, 'call/call.machine', ['StringLiteral', "'call'", '""']),
]
