/** The look of everything that is pressed, and of the Details. */
export const controlsStyle = `
[part='actions'] { display: flex; flex-wrap: wrap; gap: 0.625rem; }
[part='actions']:not(:has(> :not([hidden]))) { display: none; }
[part~='action'], [part~='manual-link'] {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 0.5rem;
  flex: 1 1 auto;
  min-inline-size: min(7.5rem, 100%);
  overflow-wrap: break-word;
  min-block-size: 2.875rem;
  padding: 0.5rem 0.875rem;
  border: 1px solid transparent;
  border-radius: 0.875rem;
  background: var(--_raised);
  color: var(--_text);
  font-weight: 550;
  font-size: 0.9375rem;
  line-height: 1.2;
  text-decoration: none;
  cursor: pointer;
  touch-action: manipulation;
  -webkit-tap-highlight-color: transparent;
  transition: filter 0.15s, background-color 0.15s, transform 0.1s;
}
[part~='action'] svg { inline-size: 1.25rem; block-size: 1.25rem; }
[part~='hangup'] {
  flex: none;
  flex-direction: column;
  gap: 0.125rem;
  inline-size: 5rem;
  min-inline-size: 0;
  min-block-size: 3.5rem;
  padding: 0.375rem;
  font-size: 0.8125rem;
}
[part~='action'][data-tone='accent'] { background: var(--_accent); color: var(--_on-accent); }
[part~='action'][data-tone='danger'] { background: var(--_danger); color: #fff; }
[part~='action'][data-tone='good'] { background: var(--patchcord-answer, #167a45); color: #fff; }
[part~='action'][data-tone='quiet'] { background: transparent; border-color: var(--_border); }
[part~='action'][aria-disabled='true']:not([data-settling]) { opacity: 0.6; cursor: default; }
[part~='action'][aria-expanded='true'], [part~='action'][data-on] {
  background: color-mix(in srgb, var(--_accent) 16%, var(--_surface));
  border-color: var(--_accent);
}
:is([part~='action'], [part='key'], [part~='manual-link']):active { transform: scale(0.97); }
:is(button, a, summary, input):focus-visible {
  outline: 3px solid var(--_accent);
  outline-offset: 2px;
}
@media (hover: hover) {
  :is([part~='action'], [part~='manual-link']):hover { filter: brightness(1.07) saturate(1.05); }
  :is([part~='action']:is([data-tone='plain'], [data-tone='quiet']), [part='key'], [part~='manual-link']):hover {
    filter: none;
    background: color-mix(in srgb, var(--_text) 11%, var(--_surface));
  }
}

[part='pad'] { display: grid; gap: 0.5rem; justify-items: center; outline: none; }
[data-keypad] [part='actions'] > :not([part~='keypad']) { display: none; }
[part='typed'] { min-block-size: 1.25rem; line-height: 1.25rem; letter-spacing: 0.2em; color: var(--_muted); }
[part='keys'] { display: grid; grid-template-columns: repeat(3, minmax(3rem, 5.5rem)); gap: 0.5rem; }
[part='key'] {
  display: grid;
  place-content: center;
  justify-items: center;
  min-block-size: 3.25rem;
  border: 1px solid transparent;
  border-radius: 0.875rem;
  background: var(--_raised);
  font-size: 1.25rem;
  font-weight: 550;
  line-height: 1.1;
  cursor: pointer;
  touch-action: manipulation;
}
[part='key'][data-letters]::after {
  content: attr(data-letters);
  content: attr(data-letters) / '';
  font-size: 0.6875rem;
  font-weight: 500;
  letter-spacing: 0.08em;
  color: var(--_muted);
}

[part='details'] { border-block-start: 1px solid var(--_border); padding-block-start: 0.25rem; margin-block-end: -0.5rem; }
[part='summary'] {
  display: flex;
  align-items: center;
  gap: 0.5rem;
  min-block-size: 2.75rem;
  inline-size: fit-content;
  padding-inline-end: 0.5rem;
  border-radius: 0.5rem;
  color: var(--_muted);
  font-size: 0.875rem;
  font-weight: 550;
  cursor: pointer;
  list-style: none;
}
[part='summary']::-webkit-details-marker { display: none; }
[part='summary']::before {
  content: '';
  inline-size: 0.4375rem;
  block-size: 0.4375rem;
  margin-inline-start: 0.125rem;
  border: solid currentColor;
  border-width: 0 2px 2px 0;
  transform: translateY(-2px) rotate(45deg);
}
details[open] > [part='summary']::before { transform: translateY(2px) rotate(225deg); }
[part='details-body'] {
  display: grid;
  gap: 0.75rem;
  padding-block: 0.25rem 0.75rem;
  font-size: 0.875rem;
  user-select: text;
}
[part='facts'] { display: grid; grid-template-columns: fit-content(40%) minmax(0, 1fr); gap: 0.25rem 1rem; }
[part='facts'] > div { display: contents; }
dt { color: var(--_muted); overflow-wrap: normal; }
dd { font-variant-numeric: tabular-nums; }
code {
  padding: 0.0625rem 0.3125rem;
  border-radius: 0.3125rem;
  background: var(--_raised);
  font: 0.8125rem/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
  -webkit-box-decoration-break: clone;
  box-decoration-break: clone;
}
[part='warning'] { color: var(--_warn); }
@media (max-height: 480px) {
  [part='pad'] { gap: 0.25rem; }
  [part='key'] { min-block-size: 2.75rem; }
  @container card (min-width: 304px) {
    [part='keys'] { grid-template-columns: repeat(6, minmax(2.75rem, 5.5rem)); }
  }
}
@container card (max-width: 359px) {
  [part='key'] { min-block-size: 2.75rem; }
}
@media (forced-colors: active) {
  [part~='action'], [part='key'], [part~='manual-link'] { border-color: ButtonText; }
  [part~='action'][aria-disabled='true'] { border-color: GrayText; color: GrayText; opacity: 1; }
}
`
