import { certificatePage } from './kamailio.ts'
import { fixedAnswers, lab, passwordOf, phones, users, wssUrl } from './lab.config.ts'

/** A title, and rows of a name and what it is. */
export type Overview = readonly (readonly [title: string, rows: readonly (readonly [name: string, what: string])[]])[]

/** What runs, in words for a person. */
export function overview(port: number): Overview {
  const page = `http://localhost:${port}/`
  return [
    [
      'Pages',
      [
        [certificatePage, 'open this first, and accept the certificate'],
        [page, 'the caller’s page'],
        [`${page}call-center`, 'the call centre; sign in as 2005'],
        [`http://localhost:${lab.status}/`, 'what runs, and a button for each fault'],
      ],
    ],
    [
      'PBX',
      [
        [wssUrl(), `Kamailio’s WebSockets, for ${lab.domain}`],
        [`ws://localhost:${lab.ws}`, 'the same, not encrypted'],
        [`udp:${lab.host}:${lab.sip}`, 'SIP for desk phones'],
        [`udp:${lab.host}:${lab.media.from}-${lab.media.to}`, 'rtpengine: opus and DTLS-SRTP, or PCMU and plain RTP'],
      ],
    ],
    [
      'Extensions',
      [
        ...Object.entries(phones).map(([user, { does }]) => [user, `a desk phone (baresip), which ${does}`] as const),
        ['2005', 'the call centre’s page'],
        ...Object.entries(fixedAnswers).map(([user, answer]) => [user, `nobody: ${answer}`] as const),
      ],
    ],
    ['Users', users.map((user) => [user, `password ${passwordOf(user)}`] as const)],
    [
      'Commands',
      [
        ['npm run lab -- faults', 'lists what can be broken'],
        ['npm run lab -- wss-drop', 'breaks it; heal mends everything'],
        ['npm run e2e:lab', 'plays every test, in a network of its own'],
      ],
    ],
  ]
}
