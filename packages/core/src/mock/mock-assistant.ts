import type { AssistantPort, AssistantReport, Hearing, TransferProgress } from '../assistant/index.ts'
import { guarded } from '../listeners.ts'

/** An assistant that does nothing but what a test tells it. */
export interface MockAssistant extends AssistantPort {
  readonly heard: readonly Hearing[]
  readonly steps: readonly TransferProgress[]
  readonly outcomes: readonly { readonly transferId: string }[]
  readonly open: boolean
  /** Simulation only. Nothing is told once it is closed. */
  say(report: AssistantReport): void
}

/** A scriptable assistant. */
export function mockAssistant(): MockAssistant {
  const heard: Hearing[] = []
  const steps: TransferProgress[] = []
  const outcomes: { readonly transferId: string }[] = []
  let tell: ((report: AssistantReport) => void) | undefined
  return {
    heard,
    steps,
    outcomes,
    get open() {
      return tell !== undefined
    },
    say: (report) => tell?.(report),
    connect(on) {
      tell = guarded(on)
      return {
        hear: (hearing) => void heard.push(hearing),
        progress: (step) => void steps.push(step),
        outcome: (outcome) => void outcomes.push(outcome),
        close() {
          tell = undefined
        },
      }
    },
  }
}
