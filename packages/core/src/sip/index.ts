export { accountKeys, checkAccount } from './check-account.ts'
export { checkKeys } from './check-keys.ts'
export {
  type ContextHeaders,
  contextHeaders,
  hasControl,
  headerBudget,
  type MadeHeaders,
  readContextHeaders,
} from './headers.ts'
export {
  type Account,
  type IceServer,
  type IceServers,
  type LineConfig,
  type LineLimits,
  type LineServer,
  lineLimits,
  type Secret,
} from './line-config.ts'
export {
  asterisk,
  freeswitch,
  fusionpbx,
  kamailio,
  type LineOptions,
  type PbxConfig,
  preset,
} from './presets.ts'
export { isRefusal } from './registration.ts'
export { remedyContext } from './remedy-context.ts'
export { cleanDomain, serverUrl } from './server-url.ts'
export { SettingError } from './setting-error.ts'
export type {
  CallEnd,
  CallReport,
  DialRequest,
  FinalResponse,
  Gathering,
  IncomingCall,
  LineReport,
  ReferResult,
  SipCall,
  SipCapabilities,
  SipHeader,
  SipLine,
  SipStack,
} from './sip.port.ts'
export {
  departmentExtension,
  policyKeys,
  resolveTarget,
  type Target,
  type TargetPolicy,
  type TargetResult,
  userPart,
} from './target.ts'
