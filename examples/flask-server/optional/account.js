// In place of the page's own call: callers with an account of the PBX, whose password stays on the server.
Patchcord.attach({
  socket: () => socket,
  config: window.FUSIONPBX_CONFIG,
  policy: { departments: { support: '2001', sales: '2005' } },
  mount: '#voiceSection',
  pageHandlers: 'off',
  // region account
  account: {
    user: 'transfer',
    secret: {
      kind: 'password',
      password: () => new Promise((resolve) => socket.emit('sip_password', resolve)),
    },
  },
  // endregion
})
