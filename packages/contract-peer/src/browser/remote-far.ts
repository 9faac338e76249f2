import type { FarAction, FarForm, FarScript, FarSide, WireMessage } from '@patchcord/core/testing'
import type { ControlReport, ControlRequest } from '../control.types.ts'
import type { FarMedia } from './far-media.ts'

type Unnumbered = { readonly [Type in 'begin' | 'act']: Omit<Extract<ControlRequest, { type: Type }>, 'id'> }[
  | 'begin'
  | 'act']

/** The far side of a case, in another process. */
export class RemoteFar implements FarSide {
  readonly urls: FarSide['urls']
  readonly wire: WireMessage[] = []
  counts: FarSide['counts'] = { open: 0, pings: 0 }
  readonly #socket: WebSocket
  readonly #media: FarMedia
  readonly #asked: { resolve: () => void; reject: (error: Error) => void }[] = []

  private constructor(socket: WebSocket, urls: FarSide['urls'], media: FarMedia) {
    this.#socket = socket
    this.urls = urls
    this.#media = media
    socket.onmessage = (event) => this.#hear(JSON.parse(event.data))
  }

  /** Starts a peer at the control's address, whose calls' media may stand in this page. */
  static start(control: string, media: FarMedia): Promise<RemoteFar> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(control)
      socket.onerror = () => reject(new Error(`no peer is to be had at ${control}`))
      socket.onmessage = (event) => {
        const report: ControlReport = JSON.parse(event.data)
        if (report.type === 'ready') resolve(new RemoteFar(socket, report.urls, media))
      }
    })
  }

  begin(rules: FarScript, secrets: readonly string[], form?: FarForm): Promise<void> {
    return this.#ask({ type: 'begin', rules, secrets, ...(form ? { form } : {}) })
  }

  act(action: FarAction): Promise<void> {
    return this.#ask({ type: 'act', action })
  }

  close(): void {
    this.#socket.close()
  }

  #ask(request: Unnumbered): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = this.#asked.push({ resolve, reject }) - 1
      this.#say({ ...request, id })
    })
  }

  #hear(report: ControlReport): void {
    if (report.type === 'changed') {
      this.counts = report.counts
      if (report.message) this.wire.push(report.message)
    } else if (report.type === 'done') {
      if (report.error) this.#asked[report.id]?.reject(new Error(report.error))
      else this.#asked[report.id]?.resolve()
    } else if (report.type === 'describe') {
      const { id, offer } = report
      void this.#media.describe(offer).then((sdp) => this.#say({ type: 'described', id, sdp }))
    } else if (report.type === 'accepted') {
      void this.#media.accept(report.answer)
    }
  }

  #say(request: ControlRequest): void {
    this.#socket.send(JSON.stringify(request))
  }
}
