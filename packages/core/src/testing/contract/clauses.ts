/**
 * The sentences of the port that the cases check, by a short name. Each stands word for word in `sip.port.ts` or
 * `line-config.ts`; a test of core holds that.
 */
export const clauses = {
  order: '`sent`(≤1, outbound), `progress`(0..n, outbound), `answered`(≤1), `ended`(exactly 1, last)',
  later: 'A report MUST NOT come before the method that made the call has returned',
  guarded: 'a listener that throws MUST NOT disturb the call',
  thrown: 'Whatever is thrown while a call starts or is answered MUST end the call.',
  progress: 'A provisional response of 101 to 199; `media`: it carried SDP, so early media may be heard.',
  answered: 'Outbound: the ACK was sent. Inbound: the ACK arrived.',
  'remote-hold': 'The peer holds the call, or holds it no longer: a change alone.',
  media: "A change of the connection's `connectionState`.",
  'end-hangup': '`hangup`: a CANCEL or BYE of ours or theirs, see `by`.',
  'end-response': '`response`: a final response that is no 2xx; see `response`.',
  'end-sdp': '`sdp`: a session description that could not be used, even within a 2xx.',
  'end-media': '`media`: the connection failed, or the browser refused to make it.',
  'end-transport': '`transport`: the WebSocket was lost, or was never there.',
  'end-timeout': "`timeout`: a transaction's timer ran out (RFC 3261 §17).",
  'end-invalid': '`invalid`: the library refused the target or a header.',
  candidates: 'Set where the browser found no address that every PBX could reach.',
  reasons: 'The `Reason` headers (RFC 3326).',
  'reasons-of-bye': 'The `Reason` of a BYE or CANCEL that came in.',
  credentials: 'Whether the request carried credentials, and whether any server had accepted them before.',
  secret: 'A secret, or a function that is asked anew for each attempt.',
  anonymous: 'Without a secret the account is anonymous: it places calls and answers no challenge.',
  signalled: 'False: our CANCEL or BYE cannot have reached the peer.',
  stream: 'Owned by the media port. The adapter clones it and stops only its clone.',
  idempotent:
    'Every method is idempotent, legal in any state and MUST NOT throw; what makes no sense in a state does nothing.',
  'hangup-limit': '`ended` follows within the hang-up limit, whatever the peer does.',
  reject: 'Refuses an incoming call with a final status of 400 to 699.',
  'reject-reason': 'A 480, 486 or 603 MUST carry its Q.850 cause (20, 17, 21) in a `Reason` (RFC 3326)',
  mute: 'Silences or restores what is sent.',
  hold: 'Resolves true when the peer agreed (RFC 3264 §8.4), false when it refused or the call ended.',
  dtmf: 'Sends 0-9, *, #, A-D (RFC 4733, or INFO where the config says so or the peer takes no telephone events); other characters are left out.',
  refer: 'How a REFER ended (RFC 3515): by the final NOTIFY, by a BYE or by a limit.',
  attended: 'Blind (a SIP URI) or attended (another call of this line).',
  restart: 'Resolves true when the peer agreed.',
  dial: 'Never throws: whatever is wrong arrives as `ended`.',
  headers: 'One SIP header, already checked by core: no control characters in name or value.',
  close: 'Hangs up what is up, unregisters, and closes the socket; no line report follows.',
  'close-limit': "Resolves when nothing is left open, at the latest after the config's close limit",
  'close-invite':
    'an open INVITE transaction keeps the socket until it ends (≤ 32 s), so that a late 200 is acknowledged and hung up.',
  gathering: 'MUST send a description with the usable candidates that come at once',
  'gathering-kinds': 'be it an offer, an answer or an ICE restart',
  'gathering-host':
    'A description carries the usable host candidates that are found within moments of the first one: UDP, with a literal address of either IP version.',
  'gathering-reflexive': 'the first reflexive or relayed one is waited for, at most `limits.reflexive`',
  'gathering-silent': 'a server that stayed silent is not waited for again for a while.',
  'gathering-given':
    'where it fails, takes longer than `limits.gathering` or gives anything but a list, the line reports a `warning` and the call goes without.',
  'gathering-local': 'Never with `.local` names alone.',
  server: "`server` is the WebSocket's address without its query, which may hold a token.",
  open: 'Returns at once and reports later.',
  misuse: 'Throws only on misuse: a config that {@link LineConfig} does not allow.',
  reconnect: 'the line reconnects by itself, with jittered back-off over its servers by priority.',
  disconnected:
    '`disconnected` comes once for each lost connection, and once for each whole round of servers that could not be reached',
  'lost-first': 'it comes before the `ended` of the calls that the loss ends.',
  'silent-server': 'A server that accepts and stays silent counts as unreachable after the connect limit.',
  'hung-socket':
    'While a call is up, a socket that hangs without a close counts as lost, where the server used to answer pings',
  register: '`registered` and `registration-failed` come only where the config says `register`.',
  'register-once': 'the line does not register again by itself',
  'register-again': 'it MUST register again, after pauses that grow.',
  incoming: '`incoming` MUST be taken synchronously, inside the listener; otherwise the line answers 480.',
  'incoming-headers': 'The `X-` headers and `User-to-User`, as they came.',
  'keeps-call': 'A confirmed call survives the loss of the WebSocket and can be hung up over the next one.',
  'refused-hold': 'A refused hold leaves the call up.',
  told: 'Before `connected` comes again, the line MUST end what the loss left open at the PBX',
  'told-next': 'Where the line was closed meanwhile, the next one to the same servers MUST do so, for three minutes.',
  'told-closing':
    'What the loss of a socket left open at the PBX is still ended over the next one, if that comes within the limit.',
  'hangup-again': 'Without a socket it goes over the next one, if that comes soon; `signalled` does not wait for it.',
  refresh: 'A line that is connected again MUST offer anew what each answered call has agreed on (RFC 3261 §14)',
  'refresh-restart': 'with an ICE restart where the media path is lost.',
  'refresh-gone':
    'A 481 or 408 to a request within a call ends it (§12.2.1.2), by `unknown`; any other failure leaves it as it is.',
  forks: 'A call answered by several forks keeps the first and hangs the others up.',
} as const

export type ClauseName = keyof typeof clauses
