// In place of the page's own call: a page that plays its assistant in its own way, and ends its own recording.
Patchcord.attach({
  socket: () => socket,
  config: window.FUSIONPBX_CONFIG,
  policy: { departments: { support: '2001', sales: '2005' } },
  mount: '#voiceSection',
  pageHandlers: 'off',
  // region assistant
  assistant: {
    conversationId: () => sessionId,
    mute: (muted) => {
      document.getElementById('assistantVoice').muted = muted
    },
    input: (open) => {
      if (!open) stopRecording(new Event('agent'))
      talkButton.disabled = !open
    },
  },
  // endregion
})
