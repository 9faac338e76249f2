/** Knows whether the sentence that announces a transfer comes too late: after its transfer has ended. */
export interface Announcements {
  /** The server asks for a transfer, which it will announce. */
  requested(): void
  /** The transfer has ended. */
  ended(): void
  /** Any answer of the assistant comes. */
  isLate(message: unknown): boolean
}

/** `idle`: no transfer is running. */
export function createAnnouncements(idle: () => boolean): Announcements {
  let owed = false
  let over = false
  return {
    requested() {
      owed = true
      over = false
    },
    ended() {
      over = true
    },
    isLate(message) {
      if (Object(message).transfer !== true) return false
      const late = owed && over && idle()
      owed = false
      return late
    },
  }
}
