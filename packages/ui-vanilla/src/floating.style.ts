/** The card over the page: at the bottom of the window, with what ends the call at its lower edge, in one place. */
export const floatingStyle = `
[part='fold'] {
  display: none;
  place-items: center;
  flex: none;
  inline-size: 2.75rem;
  block-size: 2.75rem;
  border: 0;
  border-radius: 0.875rem;
  background: none;
  color: var(--_muted);
  cursor: pointer;
  touch-action: manipulation;
}
:host([placement='floating']) { display: contents; }
:host([placement='floating']) [part='card'] {
  --_edge: 0.5rem;
  position: fixed;
  z-index: 2147483647;
  inset-block: auto calc(max(var(--_edge), env(safe-area-inset-bottom)) + var(--_raise, 0px));
  inset-inline: max(var(--_edge), env(safe-area-inset-left)) max(var(--_edge), env(safe-area-inset-right));
  inline-size: auto;
  block-size: fit-content;
  max-block-size: calc(100dvh - max(var(--_edge), env(safe-area-inset-top)) - max(var(--_edge), env(safe-area-inset-bottom)) - var(--_raise, 0px));
  margin: 0 auto;
  padding: 0.875rem;
  overflow: hidden;
  box-shadow: 0 2px 6px rgb(15 20 40 / 12%), 0 16px 48px -8px rgb(15 20 40 / 32%);
}
:host([placement='floating']) [part='card'][data-top] {
  inset-block: max(var(--_edge), env(safe-area-inset-top)) auto;
}
:host([placement='floating']) [part='card'][data-quiet] { padding: 0; box-shadow: none; pointer-events: none; }
:host([placement='floating']) [part='card']:not([data-quiet]) [part='fold'] { display: grid; }
:host([placement='floating']) [part='head'] { gap: 0.625rem; }
:host([placement='floating']) [part='body'] {
  min-block-size: 0;
  margin: -4px;
  padding: 4px;
  overflow: hidden auto;
  overscroll-behavior: contain;
}
:host([placement='floating']) [part='card'][data-call], :host([placement='floating']) [data-call] [part='body'] {
  flex-direction: column-reverse;
}
:host([placement='floating']) [data-call] [part='head'] { align-items: flex-end; }
:host([placement='floating']) [data-call] [part='body'] > * { margin-block: 0 0.75rem; }
[data-folded] :is([part='body'], [part='title'], [part='next']) { display: none !important; }
[data-folded] [part='words'] { display: flex; align-items: center; gap: 0.625rem; min-block-size: 2.75rem; }
[data-folded] [part='title-line'] { order: 1; min-block-size: 0; }
[data-folded] :is([part='status'], [part='alert']) { flex: 1; min-inline-size: 0; }
[data-folded] [part='alert']:not([data-empty]) ~ [part='status'] { display: none; }
[data-folded] :is([part='now'], [part='alert']) {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
  font-size: 1rem;
}
@container card (max-width: 359px) {
  :host([placement='floating']) [part='title'] { display: none; }
  :host([placement='floating']) [part='title-line'] { min-block-size: 0; }
}
@container card (max-width: 299px) {
  [data-folded] [part='title-line'] { display: none; }
}
@media (min-width: 768px) {
  :host([placement='floating']) [part='card'] { --_edge: 1rem; margin-inline: auto 0; max-inline-size: min(var(--patchcord-width, 26rem), 26rem); }
}
`
