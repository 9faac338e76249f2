/** Reason header values (RFC 3326) as FreeSWITCH writes them. */
export const REASON = {
  notRegistered: 'SIP;cause=806;text="USER_NOT_REGISTERED"',
  noAnswer: 'Q.850;cause=19;text="NO_ANSWER"',
  noRoute: 'Q.850;cause=3;text="NO_ROUTE_DESTINATION"',
  cancelled: 'SIP;cause=487;text="ORIGINATOR_CANCEL"',
  vanished: 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"',
  absent: 'Q.850;cause=20;text="SUBSCRIBER_ABSENT"',
} as const

const BY_STATUS = new Map<number, string>([
  [403, 'Q.850;cause=52;text="OUTGOING_CALL_BARRED"'],
  [404, 'Q.850;cause=1;text="UNALLOCATED_NUMBER"'],
  [408, 'Q.850;cause=102;text="RECOVERY_ON_TIMER_EXPIRE"'],
  [480, REASON.absent],
  [486, 'Q.850;cause=17;text="USER_BUSY"'],
  [487, REASON.cancelled],
  [488, 'Q.850;cause=88;text="INCOMPATIBLE_DESTINATION"'],
  [503, 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"'],
  [603, 'Q.850;cause=21;text="CALL_REJECTED"'],
])

const PHRASES = new Map<number, string>([
  [100, 'Trying'],
  [180, 'Ringing'],
  [200, 'OK'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [407, 'Proxy Authentication Required'],
  [408, 'Request Timeout'],
  [480, 'Temporarily Unavailable'],
  [481, 'Call/Transaction Does Not Exist'],
  [483, 'Too Many Hops'],
  [486, 'Busy Here'],
  [487, 'Request Terminated'],
  [503, 'Service Unavailable'],
  [603, 'Decline'],
])

/** The Reason that FreeSWITCH gives with a refusal of this status; undefined where it gives none. */
export function reasonFor(status: number): string | undefined {
  return BY_STATUS.get(status)
}

/** The phrase of a status that the switchboard itself answers. */
export function phraseOf(status: number): string {
  return PHRASES.get(status) ?? 'Unknown'
}
