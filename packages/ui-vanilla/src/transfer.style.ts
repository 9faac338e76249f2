import { baseStyle, scaled } from './base.style.ts'
import { controlsStyle } from './controls.style.ts'
import { floatingStyle } from './floating.style.ts'

/** The look of `<patchcord-transfer>`. */
export const transferStyle = scaled(`${baseStyle}${controlsStyle}${floatingStyle}
[part='card'] { gap: 0; }
[part='body'] { display: flex; flex-direction: column; }
[part='body'] > * { margin-block-start: 1rem; }
[part='afterwards'] { color: var(--_muted); font-size: 0.875rem; }
[data-keypad] [part='afterwards'] { display: none; }
@media (max-height: 600px) {
  [part='steps'], [data-keypad] [part='next'] { display: none; }
}
@media (max-height: 480px) {
  [part='card'] { padding-block: 0.75rem; }
  [part='body'] > * { margin-block-start: 0.625rem; }
}
[part='steps'] { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.5rem; }
[part~='step'] {
  position: relative;
  padding-block-start: 0.625rem;
  font-size: 0.8125rem;
  font-weight: 500;
  color: var(--_muted);
}
[part~='step']::before, [part~='step'][data-status='current']::after {
  content: '';
  position: absolute;
  inset-block-start: 0;
  inset-inline: 0;
  block-size: 4px;
  border-radius: 2px;
  background: var(--_border);
}
[part~='step'][data-status='done']::before { background: var(--_tone); opacity: 0.75; }
[part~='step'][data-status='current'] { color: var(--_text); font-weight: 600; }
[part~='step'][data-status='current']::before { background: color-mix(in srgb, var(--_tone) 30%, var(--_border)); }
[part~='step'][data-status='current']::after {
  inset-inline-end: auto;
  inline-size: 45%;
  background: var(--_tone);
  animation: go 1.6s ease-in-out infinite alternate;
}
[part~='step'].talk[data-status='current']::after, [data-tone='good'] [part~='step'][data-status='current']::after {
  inline-size: 100%;
  animation: none;
}
@keyframes go { from { margin-inline-start: 0; } to { margin-inline-start: 55%; } }

[part='manual'] { display: grid; gap: 0.5rem; }
[part='manual-intro'] { color: var(--_muted); font-size: 0.875rem; }
[part='manual-options'] { display: flex; flex-wrap: wrap; gap: 0.5rem; }
[part='manual-options'] > li { flex: 1 1 12rem; display: flex; }
[part~='manual-link'] svg { inline-size: 1.125rem; block-size: 1.125rem; color: var(--_accent); }

[part~='unblock'] { flex-basis: 100%; }
@media (forced-colors: active) {
  [part~='step']::before { border: 1px solid CanvasText; }
  [part~='step'][data-status='done']::before, [part~='step'][data-status='current']::after { background: CanvasText; }
}
`)
