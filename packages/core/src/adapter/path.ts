/** Whether a connection has lost its way, as after a change of the network: new candidates may find another. */
export const pathLost = ({ connectionState }: { readonly connectionState: string }): boolean =>
  connectionState === 'disconnected' || connectionState === 'failed'
