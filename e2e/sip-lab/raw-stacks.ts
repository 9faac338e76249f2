/** What a page sees that uses a SIP library alone, in one row or in several that it meets alike. */
export interface RawRow {
  readonly fault: string
  readonly moment: string
  readonly jssip: string
  readonly sipjs: string
}

const both = (fault: string, moment: string, what: string): RawRow => ({ fault, moment, jssip: what, sipjs: what })

const neverReachable = {
  jssip: 'is told nothing; the call is placed late, whenever the PBX is back',
  sipjs: 'an error after 0.1 s',
}
const drops = {
  jssip: 'the sound goes on, the line is back after 2 s, and the BYE works',
  sipjs: 'the call ends at once without a BYE: the phone stays in it',
}
const silentForGood = 'silence: ICE fails after 15.7 s, and nothing ends the call'

/**
 * What JsSIP (`UA.call`) and SIP.js (`SimpleUser`) showed on the same lab with no code around them. It was looked at
 * once, by hand; rows that are not here were not.
 */
export const rawRows: readonly RawRow[] = [
  { fault: 'WSS refused', moment: 'before', ...neverReachable },
  { fault: 'PBX down', moment: 'before', ...neverReachable },
  {
    fault: 'PBX frozen',
    moment: 'before',
    jssip: 'no limit: the call was placed 12 s later, when the PBX went on',
    sipjs: 'an error after 5.0 s',
  },
  { fault: 'WSS dropped and back', moment: 'talking', ...drops },
  { fault: 'PBX restarted', moment: 'talking', ...drops },
  {
    fault: 'WSS dropped, and the phone hangs up meanwhile',
    moment: 'talking',
    jssip: 'the BYE never comes: silence, and nothing ends the call',
    sipjs: 'the call has ended already, by the drop',
  },
  both('WSS hangs', 'talking', 'the sound goes on; the BYE arrives when the network is back'),
  both('PBX frozen', 'talking', 'the sound goes on; the BYE arrives when the PBX goes on'),
  both('media relay down', 'before', 'the 500 of the PBX after 0.3 s'),
  both('media relay down', 'talking', silentForGood),
  both('media relay frozen', 'talking', silentForGood),
  both('media relay frozen and thawed', 'talking', 'silence: after ICE has failed, the sound does not come back'),
  both('UDP blocked', 'before', 'a call after 0.3 s, but silence: ICE fails after 15.3 s, and nothing ends the call'),
  both('one-way audio: no packet from the phone', 'talking', 'silence, and nothing is told; the sound comes back'),
  both('20 % loss', 'talking', 'the agent is heard'),
  { fault: 'microphone denied', moment: 'before', jssip: '“User Denied Media Access”', sipjs: '“Permission denied”' },
  {
    fault: 'no microphone',
    moment: 'before',
    jssip: '“User Denied Media Access”, which is wrong',
    sipjs: '“Requested device not found”',
  },
  both('tab closed', 'talking', 'no BYE: the phone stays in the call'),
  ...['tab navigated', 'tab reloaded'].map((fault) => ({
    fault,
    moment: 'talking',
    jssip: 'no BYE: the phone stays in the call',
    sipjs: '',
  })),
]
