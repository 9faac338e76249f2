/** A page may make its `rem` small for its own arithmetic: ours is never smaller than what the browser's text is. */
export const scaled = (css: string): string =>
  `:host { --_rem: max(1rem, 16px); }${css.replace(/([\d.]+)rem\b/g, 'calc($1 * var(--_rem))')}`

/**
 * What both elements look like. Every colour is a custom property that a page may set; light or dark follows the
 * page's own `color-scheme`, so that a card never turns dark on a page that stays light.
 */
export const baseStyle = `
:host {
  --_surface: var(--patchcord-surface, #fff);
  --_raised: var(--patchcord-raised, #f3f5f9);
  --_text: var(--patchcord-text, #171a21);
  --_muted: var(--patchcord-muted, #555d6e);
  --_border: var(--patchcord-border, #dfe3eb);
  --_accent: var(--patchcord-accent, #3550c8);
  --_on-accent: var(--patchcord-on-accent, #fff);
  --_danger: var(--patchcord-danger, #c4303c);
  --_good: var(--patchcord-good, #167a45);
  --_warn: var(--patchcord-warn, #8a5300);
  --_bad: var(--patchcord-bad, #b4232f);
  --_radius: var(--patchcord-radius, 20px);
  --_tone: var(--_muted);
  display: block;
  position: relative;
  color: var(--_text);
  box-sizing: border-box;
  inline-size: 100%;
  min-inline-size: min(16rem, 100%);
  font-family: var(--patchcord-font, inherit);
  font-size: 1rem;
  font-weight: 400;
  font-style: normal;
  line-height: 1.45;
  letter-spacing: normal;
  word-spacing: normal;
  text-align: start;
  text-indent: 0;
  text-shadow: none;
  text-transform: none;
  white-space: normal;
  cursor: auto;
  user-select: auto;
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --_surface: var(--patchcord-surface, light-dark(#fff, #191c23));
    --_raised: var(--patchcord-raised, light-dark(#f3f5f9, #252a34));
    --_text: var(--patchcord-text, light-dark(#171a21, #eef0f5));
    --_muted: var(--patchcord-muted, light-dark(#555d6e, #aab2c2));
    --_border: var(--patchcord-border, light-dark(#dfe3eb, #363d4a));
    --_accent: var(--patchcord-accent, light-dark(#3550c8, #9db0ff));
    --_on-accent: var(--patchcord-on-accent, light-dark(#fff, #11173a));
    --_good: var(--patchcord-good, light-dark(#167a45, #63d69c));
    --_warn: var(--patchcord-warn, light-dark(#8a5300, #f2c063));
    --_bad: var(--patchcord-bad, light-dark(#b4232f, #ff9a9f));
  }
}
:host([hidden]), [hidden], [data-empty] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
p, ol, ul, dl, dd { margin: 0; padding: 0; }
ol, ul { list-style: none; }
svg { inline-size: 1.375rem; block-size: 1.375rem; flex: none; display: block; }
button, input { font: inherit; color: inherit; }

[part='card'] {
  display: flex;
  flex-direction: column;
  gap: 1rem;
  container: card / inline-size;
  inline-size: 100%;
  max-inline-size: var(--patchcord-width, 30rem);
  color: var(--_text);
  padding: clamp(1rem, 4vw, 1.375rem);
  background: var(--_surface);
  border: 1px solid var(--_border);
  border-radius: var(--_radius);
  box-shadow: 0 1px 2px rgb(15 20 40 / 6%), 0 12px 32px -12px rgb(15 20 40 / 18%);
  overflow-wrap: anywhere;
  scroll-margin: 0.75rem;
}
[part='card']:focus { outline: none; }
[part='card']:focus-visible:not([data-quiet]) { outline: 2px solid color-mix(in srgb, var(--_accent) 60%, transparent); outline-offset: 2px; }
[part='card'][data-quiet] { padding: 0; border: 0; background: none; box-shadow: none; gap: 0; }
[part='card'][data-quiet] > :not([part='head']), [part='card'][data-quiet] > [part='head'] > :not([part='words']),
[part='card'][data-quiet] [part='title-line'] { display: none !important; }
[part='card'][data-tone='busy'] { --_tone: var(--_accent); }
[part='card'][data-tone='good'] { --_tone: var(--_good); }
[part='card'][data-tone='warn'] { --_tone: var(--_warn); }
[part='card'][data-tone='bad'] { --_tone: var(--_bad); }

[part='head'] { display: flex; align-items: flex-start; gap: 0.875rem; flex: none; }
[part='words'] { flex: 1; min-inline-size: 0; }
[part='badge'] {
  position: relative;
  display: grid;
  place-items: center;
  flex: none;
  inline-size: 2.75rem;
  block-size: 2.75rem;
  border-radius: 50%;
  color: var(--_tone);
  background: color-mix(in srgb, var(--_tone) 14%, transparent);
}
[data-tone='busy'] [part='badge']::after, [data-ringing] [part='badge']::after {
  content: '';
  position: absolute;
  inset: 0;
  border-radius: 50%;
  border: 2px solid var(--_tone);
  animation: ring 1.8s ease-out infinite;
}
@keyframes ring { from { transform: scale(1); opacity: 0.7; } to { transform: scale(1.45); opacity: 0; } }
[part='title-line'] { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; min-block-size: 1.5rem; }
[part='title'], [part='caller-name'], [part='facts'] dd {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
}
[part='facts'] dd { -webkit-line-clamp: 6; }
[part='title'] { color: var(--_muted); font-size: 0.8125rem; font-weight: 500; }
[part='now'], [part='alert'] { font-size: 1.125rem; font-weight: 600; line-height: 1.3; text-wrap: pretty; }
[part='next'] { color: var(--_muted); font-size: 0.9375rem; margin-block-start: 0.1875rem; }
[part='alert'] { color: var(--_bad); }
[part='note'] { font-size: 0.9375rem; font-weight: 500; color: var(--_warn); margin-block-start: 0.375rem; }
[part='timer'] {
  flex: none;
  padding: 0.125rem 0.625rem;
  border-radius: 1rem;
  background: var(--_raised);
  color: var(--_text);
  font-size: 0.875rem;
  font-weight: 500;
  font-variant-numeric: tabular-nums;
}
[part~='hidden-text'] {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@container card (max-width: 399px) {
  [part='badge'] { display: none; }
  [part='title'] { -webkit-line-clamp: 1; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  [part='badge'], [part='timer'] { border: 1px solid CanvasText; }
}
`
