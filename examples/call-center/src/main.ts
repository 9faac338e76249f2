import { attachDesk } from 'patchcord'

/** What the server tells the page; `/config.json`. */
interface PageSettings {
  readonly config: Parameters<typeof attachDesk>[0]['config']
  /** With the embedded switchboard the demonstration's accounts are known, and filled in. */
  readonly demo: boolean
}

const settings: PageSettings = await (await fetch('/config.json')).json()
const { desk, element } = attachDesk({ config: settings.config, mount: '#desk' })

if (settings.demo) {
  const extension = new URLSearchParams(location.search).get('extension') ?? '2001'
  const fillIn = () => {
    if (desk.getView().can.includes('SIGN_IN')) element.prefill({ extension, password: `pw${extension}` })
  }
  desk.subscribe(fillIn)
  fillIn()
  const hint = document.querySelector('#hint')
  if (hint)
    hint.textContent =
      'The demonstration’s extensions are 2001, 2005 and 2010; each one’s password is “pw” and its extension.'
}
