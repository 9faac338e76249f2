// In place of the page's own call: callers with an account of the PBX, whose password stays on the server.
Patchcord.attach({
  socket: () => socket,
  config: { domain: 'localhost', wss_port: 8080, transport: 'ws' },
  policy: { departments: { support: '2001', sales: '2005' } },
  pageHandlers: 'off',
  // region account
  account: {
    user: 'transfer',
    displayName: 'Voice assistant',
    secret: {
      kind: 'ha1',
      realm: 'localhost', // the PBX's domain
      ha1: () => new Promise((resolve) => socket.emit('sip_ha1', resolve)),
    },
  },
  // endregion
})
