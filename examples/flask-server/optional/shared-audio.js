// In place of the page's own call: one microphone for both, the loudspeaker that the caller chose, and a ringing tone.
Patchcord.attach({
  socket: () => socket,
  config: { domain: 'localhost', wss_port: 8080, transport: 'ws' },
  policy: { departments: { support: '2001', sales: '2005' } },
  pageHandlers: 'off',
  // region media
  media: {
    stream: () => micStream,
    sink: () => localStorage.getItem('loudspeaker') ?? undefined,
    ringbackRegion: 'us',
  },
  // endregion
})
