/** Does something once the page is loaded and has nothing better to do, so that its own start is not slowed. */
export function whenIdle(task: () => void): void {
  // Safari has no requestIdleCallback.
  const soon = () => ('requestIdleCallback' in window ? requestIdleCallback(task) : setTimeout(task, 200))
  if (document.readyState === 'complete') soon()
  else addEventListener('load', soon, { once: true })
}
