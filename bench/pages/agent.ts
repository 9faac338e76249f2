// An agent who answers at once.
import { attachDesk } from 'patchcord'

const { desk } = attachDesk({ config: { domain: 'localhost', servers: [`ws://${location.host}/sip`] }, log: () => {} })
desk.subscribe(({ can }) => can.includes('ANSWER') && desk.send('ANSWER'))
desk.signIn({ extension: '2001', password: 'pw2001' })
