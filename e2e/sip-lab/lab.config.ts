/** Every name and port of the lab. It is on loopback alone. */
export const lab = {
  host: '127.0.0.1',
  domain: 'pbx.test',
  /** Kamailio's sockets. Its control interface shares `ws`. */
  sip: 5060,
  ws: 5066,
  wss: 7443,
  /** rtpengine's control port and the ports of its media. */
  media: { control: 2223, from: 20_000, to: 20_199 },
  /** baresip's socket, its control port and the ports of its media. */
  phones: { sip: 5080, control: 4444, from: 21_000, to: 21_199 },
  /** The relay that delays: a WebSocket port and an address of its own. */
  delayed: { wss: 7444, host: '127.0.0.2', from: 22_000, to: 22_999, ms: 300 },
  /** The pages, and the page that says what runs. */
  pages: 8080,
  status: 8090,
} as const

/** The SIP libraries that the pages are tried with. */
export const stacks = ['jssip', 'sipjs'] as const

export const wssUrl = (port: number = lab.wss): string => `wss://localhost:${port}`

/** Who has a password; it is "pw" and the name. */
export const users = ['2001', '2005', '2010', '2020', 'transfer'] as const

export const passwordOf = (user: string): string => `pw${user}`

/** The desk phones (baresip, plain RTP, PCMU and PCMA) and what each does when it rings. */
export const phones = {
  2001: { answers: 'auto', does: 'answers at once' },
  2010: { answers: 'manual', does: 'rings until it is told to answer' },
  2020: { answers: 'early', does: 'rings with early media (183) of the PBX until it is told to answer' },
} as const

/** The extensions that Kamailio answers by itself, with what each says. */
export const fixedAnswers = {
  9100: '100 Trying, then nothing',
  9180: '180 Ringing, then nothing',
  9403: '403 Forbidden',
  9404: '404 Not Found',
  9480: '480 Temporarily Unavailable',
  9486: '486 Busy Here',
  9503: '503 Service Unavailable',
  9603: '603 Decline',
} as const

/** What the desk phones play, and what the PBX plays as early media, in Hz. */
export const phoneTone = 440
export const pbxTone = 520

/** What the Firefox's microphone hears. */
export const firefoxTone = 700

/** Whose turn a row of the faults is where each is played once. */
export const turnOf = (row: number): string => `@${stacks[row % stacks.length]}`
