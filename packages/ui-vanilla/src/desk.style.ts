import { baseStyle, scaled } from './base.style.ts'
import { controlsStyle } from './controls.style.ts'

/** The look of `<patchcord-desk>`. */
export const deskStyle = scaled(`${baseStyle}${controlsStyle}
[part='form'] { display: grid; gap: 0.875rem; }
[part='field-group'] { display: grid; gap: 0.3125rem; }
[part='field-label'] { font-size: 0.875rem; font-weight: 550; }
[part~='field'] {
  inline-size: 100%;
  min-block-size: 2.875rem;
  padding: 0.5rem 0.875rem;
  border: 1px solid var(--patchcord-field-border, color-mix(in srgb, var(--_muted) 75%, var(--_surface)));
  border-radius: 0.75rem;
  background: var(--_surface);
}
[part~='field'][aria-invalid='true'] { border-color: var(--_bad); }
[part='error'] { color: var(--_bad); font-size: 0.875rem; }
[part~='sign-in'] { min-block-size: 3rem; }

[part='caller'] { display: grid; gap: 0.75rem; padding: 1rem; border: 1px solid transparent; border-radius: 1rem; background: var(--_raised); }
[part='caller'][data-vacant] { padding: 0; border: 0; margin-block-end: -1rem; }
[part='caller-head'] { display: flex; align-items: center; gap: 0.75rem; }
[part='avatar'] {
  display: grid;
  place-items: center;
  flex: none;
  inline-size: 2.5rem;
  block-size: 2.5rem;
  border-radius: 50%;
  background: var(--_accent);
  color: var(--_on-accent);
  font-weight: 600;
  font-size: 1.125rem;
}
[part='caller-name'] { font-size: 1.0625rem; font-weight: 600; }
[part='caller'] [part='facts'] { font-size: 0.9375rem; }
[part='card'][data-ringing] { border-color: var(--_accent); }
[data-ringing] [part='alert'] { color: var(--_text); }
[data-aside] [part='words'] { display: flex; flex-direction: column; }
[data-aside] [part='alert'] {
  order: 1;
  margin-block-start: 0.75rem;
  padding: 0.625rem 0.75rem;
  border-radius: 0.75rem;
  background: color-mix(in srgb, var(--_bad) 9%, transparent);
  font-size: 0.9375rem;
  font-weight: 500;
  text-wrap: pretty;
}
[part='missed'] { display: grid; gap: 0.5rem; font-size: 0.9375rem; }
[part='missed'][hidden] { display: none; }
[part='missed-head'] { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; }
[part='missed-title'] { font-weight: 600; }
[part='missed-clear'] {
  min-block-size: 2.75rem;
  padding: 0 0.75rem;
  border: 0;
  border-radius: 0.75rem;
  background: none;
  color: inherit;
  font: inherit;
  text-decoration: underline;
  cursor: pointer;
}
[part='missed-clear']:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
[part='missed-list'] { display: grid; gap: 0.375rem; margin: 0; padding: 0; list-style: none; }
[part='missed-list'] li { display: flex; gap: 0.75rem; overflow-wrap: anywhere; }
[part='missed-list'] time { flex: none; color: var(--_muted); font-variant-numeric: tabular-nums; }
[part='missed-number'] { color: var(--_muted); }
[part~='answer'] { min-block-size: 3.5rem; font-size: 1.0625rem; border-radius: 1.125rem; }
[part~='unblock'] { flex-basis: 100%; }
`)
