import type { CallReport } from '../../sip/index.ts'

/** How a report is written in a case: `progress 183 media`, `remote-hold on`, `media connected`, `ended`. */
export function labelOf(report: CallReport): string {
  switch (report.type) {
    case 'progress':
      return `progress ${report.status}${report.media ? ' media' : ''}`
    case 'remote-hold':
      return `remote-hold ${report.on ? 'on' : 'off'}`
    case 'media':
      return `media ${report.state}`
    default:
      return report.type
  }
}

const isOfMedia = (label: string): boolean => label === 'remote-stream' || label.startsWith('media ')

/** The labels that a case compares: those of media, which come when they will, only where it names one. */
export const compared = (labels: readonly string[], expected: readonly string[]): readonly string[] =>
  expected.some(isOfMedia) ? labels : labels.filter((label) => !isOfMedia(label))

/** Whether a label is the one that is meant, or of its kind. */
export const isLabel = (label: string, meant: string): boolean => label === meant || label.startsWith(`${meant} `)
