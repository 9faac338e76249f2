import type { RemedyContext } from '../failure/index.ts'
import { withoutSecrets } from '../text.ts'
import type { LineConfig } from './line-config.ts'

/** What a remedy may name of a line. No secret. */
export const remedyContext = ({ pbx, domain, servers, profile, account }: LineConfig): RemedyContext => ({
  pbx,
  domain,
  servers: servers.map(({ url }) => withoutSecrets(url)),
  profile,
  account: account.user,
  ...(account.secret ? {} : { anonymous: true }),
})
