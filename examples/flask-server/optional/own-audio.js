// In place of the page's own call: a page that plays its assistant in its own way, and ends its own recording.
Patchcord.attach({
  socket: () => socket,
  config: { domain: 'localhost', wss_port: 8080, transport: 'ws' },
  policy: { departments: { support: '2001', sales: '2005' } },
  pageHandlers: 'off',
  // region assistant
  assistant: {
    mute: (muted) => {
      document.getElementById('assistantVoice').muted = muted
    },
    input: (open) => {
      if (!open && isRecording) discardRecording()
      talkButton.disabled = !open
    },
  },
  // endregion
})
