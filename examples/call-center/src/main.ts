import { type AttachDeskOptions, attachDesk } from 'patchcord'

/** What the server tells the page; `/config.json`. */
interface PageSettings {
  readonly config: AttachDeskOptions['config']
  readonly stack: 'jssip' | 'sipjs'
  /** With the embedded switchboard the demonstration's accounts are known, and filled in. */
  readonly demo: boolean
}

/** The SIP library that was chosen. The other one is not fetched: `attachDesk` takes JsSIP where it is given none. */
async function stackOf(name: PageSettings['stack']): Promise<Pick<AttachDeskOptions, 'stack'>> {
  if (name === 'jssip') return {}
  const { sipjs } = await import('@patchcord/adapter-sipjs')
  return { stack: sipjs() }
}

const settings: PageSettings = await (await fetch('/config.json')).json()
const { desk, element } = attachDesk({ config: settings.config, mount: '#desk', ...(await stackOf(settings.stack)) })

if (settings.demo) {
  const extension = new URLSearchParams(location.search).get('extension') ?? '2001'
  const fillIn = () => {
    if (desk.getView().can.includes('SIGN_IN')) element.prefill({ extension, password: `pw${extension}` })
  }
  desk.subscribe(fillIn)
  fillIn()
  const hint = document.querySelector('#hint')
  if (hint) hint.textContent = 'Demo extensions: 2001, 2005, 2010. Password: pw + extension (pw2001).'
}
